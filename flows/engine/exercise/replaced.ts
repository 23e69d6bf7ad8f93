// A visitor stands at every question of every flow while the pack is replaced under the conversation.
import type { Conversation } from '../contract.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import type { Envelope } from '../persist.ts';
import type { Finding } from './coverage.ts';
import { script } from './coverage.ts';
import { frameOf, say, send } from './driver.ts';
import type { Driver } from './driver.ts';
import type { FlowModel } from './flow-model.ts';
import { brokenBy } from './invariants.ts';
import { finish, openQuestions } from './matrix.ts';
import { planOf } from './flow-model.ts';
import { mutantsOf } from './mutants.ts';
import { COMMANDS } from './probes.ts';

export interface ReplacedResult { swaps: number; migrated: number; ended: number; findings: Finding[] }

/** `make` builds a conversation of a changed pack (with a matcher that is trained already). */
export function replaceUnder(driver: Driver, model: FlowModel, make: (pack: CompiledPack) => Conversation<Envelope>): ReplacedResult {
  const result: ReplacedResult = { swaps: 0, migrated: 0, ended: 0, findings: [] };
  // The same change at another question is the same pack: its conversation is made once.
  const made = new Map<string, { pack: CompiledPack; engine: Conversation<Envelope> }>();
  for (const open of openQuestions(driver, model, [])) {
    for (const mutant of mutantsOf(driver.pack, model.flow, open.step)) {
      const { what } = mutant;
      const known = made.get(what) ?? { pack: mutant.pack, engine: make(mutant.pack) };
      made.set(what, known);
      const { pack, engine } = known;
      result.swaps += 1;
      const where = `${model.flow.id}/${open.step} (${driver.language}): ${what}`;
      const language = pack.pack.languages.includes(driver.language) ? driver.language : pack.pack.languages[0] ?? driver.language;
      const now: Driver = { ...driver, engine, pack, language };
      const fail = (wrong: string, events = open.run): void => { result.findings.push({ where, what: wrong, script: script(events) }); };
      try {
        const asked = say(now, open.run, COMMANDS[language].help, 0.95);
        const [event] = asked.events.slice(-1);
        const broken = event === undefined ? [] : brokenBy(pack, open.run.state, event, { state: asked.state, effects: asked.last, decision: null }).filter((b) => !/decided nothing|is open after|without a record/.test(b));
        if (broken[0] !== undefined) fail(broken[0], asked);
        const kept = frameOf(asked, model.flow.id) !== undefined;
        const spoken = asked.last.some((e) => e.type === 'say');
        if (!spoken) fail('nothing was said', asked);
        if (kept) {
          result.migrated += 1;
          const flow = pack.flows[model.flow.id];
          const done = flow === undefined ? { run: asked, why: 'the flow is gone, its task is not' } : finish(now, asked, flow === model.flow ? model : planOf(pack, flow));
          if (done.why !== null) fail(`the task cannot be finished any more: ${done.why}`, done.run);
        } else {
          result.ended += 1;
          if (!asked.last.some((e) => e.type === 'say' && e.key === 'task-updated')) fail('the task ended without a word about it', asked);
          if (!asked.last.some((e) => e.type === 'record' && e.data.type === 'foyer.task' && e.data.flow === model.flow.id && e.data.change === 'cancelled')) fail('the task ended without a record', asked);
        }
        if (asked.state.talk.language !== language) fail(`the visit goes on in ${asked.state.talk.language}`, asked);
        for (const late of [send(now, open.run, { type: 'silence', at: 0 }), say(now, open.run, '13800138000', 0.95), send(now, open.run, { type: 'touch', at: 0, id: 'slot', value: '2' })]) {
          if (!late.last.some((e) => e.type === 'say' || e.type === 'show')) fail('nothing was said or shown', late);
          if (!send(now, late, { type: 'idle-expired', at: 0 }).last.some((e) => e.type === 'end')) fail('the visit cannot end', late);
        }
      } catch (error) {
        fail(`an exception: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return result;
}
