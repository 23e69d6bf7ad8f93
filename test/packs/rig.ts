// Every exercise of one pack, as tests: its dialogues (also garbled), paths, interruptions, walks, power cuts, replaced packs, replays.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../flows/engine/contract.ts';
import { createConversation } from '../../flows/engine/conversation.ts';
import { killEverywhere } from '../../flows/engine/exercise/crash.ts';
import { coverFlow } from '../../flows/engine/exercise/coverage.ts';
import type { Finding } from '../../flows/engine/exercise/coverage.ts';
import type { Driver } from '../../flows/engine/exercise/driver.ts';
import { modelOf } from '../../flows/engine/exercise/flow-model.ts';
import type { FlowModel } from '../../flows/engine/exercise/flow-model.ts';
import { interruptFlow } from '../../flows/engine/exercise/matrix.ts';
import { probesOf } from '../../flows/engine/exercise/probes.ts';
import { replaceUnder } from '../../flows/engine/exercise/replaced.ts';
import { walkSeed } from '../../flows/engine/exercise/walk.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import type { Envelope } from '../../flows/engine/persist.ts';
import { readRecording } from '../../flows/engine/recording.ts';
import { figuresUnderNoise, isSafe, STANDARD_NOISES } from '../../flows/engine/rehearse-figures.ts';
import { explain } from '../../flows/engine/rehearse-report.ts';
import { createRehearsal, rehearse } from '../../flows/engine/rehearse.ts';
import { replay } from '../../flows/engine/replay.ts';
import { createMatcher } from '../../flows/engine/understanding/matcher.ts';
import { loadPack } from '../../flows/files/load-pack.ts';

/** Visits of a real kiosk, written by `foyer visit --pack NAME ... --out DIR`: one file a pack. */
const RECORDINGS = fileURLToPath(new URL('../fixtures/recordings', import.meta.url));
const PACKS = fileURLToPath(new URL('../../flows/packs', import.meta.url));

/** Turns of the random walk of one pack; FOYER_WALK_TURNS for a long night, FOYER_WALK_SEED for a certain walk. */
const WALK_TURNS = Number(process.env['FOYER_WALK_TURNS'] ?? 10_000);
const WALK_SEED = Number(process.env['FOYER_WALK_SEED'] ?? 20_261_123);
/** How often the dialogues are played under each noise: one in a hundred can only be told of more than a hundred. */
const ROUNDS = 2;
/** Seconds one exercise of a pack may take on a machine that others use, too. */
const PATIENCE = 300_000;

/** The packs of the product, and what share of them a test file takes: every pack is in exactly one. FOYER_PACKS=a,b takes only those. */
export function packsOfShare(share: number, of: number): string[] {
  const only = process.env['FOYER_PACKS']?.split(',');
  return allPacks().filter((_, i) => i % of === share - 1).filter((name) => only === undefined || only.includes(name));
}

/** Registers the tests of a share's packs. */
export function exerciseShare(share: number, of: number): void {
  for (const pack of packsOfShare(share, of)) exercisePack(pack);
  it(`takes only packs of the product in share ${share} of ${of}`, () => { for (const pack of packsOfShare(share, of)) expect(allPacks()).toContain(pack); });
}

export function allPacks(): string[] {
  return readdirSync(PACKS, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort();
}

/** The matcher is trained once; conversations of the same pack, or of changed ones, share it. */
function prepared(folder: string): { pack: CompiledPack; make(pack: CompiledPack): Conversation<Envelope>; models: FlowModel[] } {
  const { pack } = loadPack(folder);
  const matcher = createMatcher({ targets: pack.targets });
  return { pack, make: (one) => createConversation(one, { matcher }), models: Object.values(pack.flows).map((flow) => modelOf(pack, flow)) };
}

function shown(findings: readonly Finding[]): string[] {
  return findings.slice(0, 12).map((f) => `${f.where}: ${f.what}\n    ${f.script.join(' ; ')}`);
}

/** Registers the tests of one pack, a folder or a name under flows/packs. */
export function exercisePack(folder: string): void {
  let cache: ReturnType<typeof prepared> | undefined;
  const ready = (): ReturnType<typeof prepared> => (cache ??= prepared(folder));
  const drivers = (by: 'voice' | 'touch'): Driver[] => {
    const { pack, make } = ready();
    return pack.pack.languages.map((language) => ({ engine: make(pack), pack, language, by, confidence: by === 'voice' ? 0.95 : 1 }));
  };

  describe(`the pack ${folder.split('/').at(-1) ?? folder}`, { timeout: PATIENCE }, () => {
    it('passes its own dialogues', () => {
      const { pack, make } = ready();
      const engine = make(pack);
      const wrong = pack.dialogues.flatMap(({ file, line, dialogue }) => {
        const { trace, mismatches } = rehearse(engine, pack, dialogue);
        return mismatches.length === 0 ? [] : explain({ file, line, name: dialogue.name, lines: [] }, trace, mismatches);
      });
      expect(wrong.join('\n')).toBe('');
    });

    it.each(STANDARD_NOISES.map((noises) => [noises.map((n) => `${n.kind} ${n.share * 100} %`).join(' and '), noises] as const))('does nothing that nobody wanted with %s', (_, noises) => {
      const { pack, make } = ready();
      const figures = figuresUnderNoise(make(pack), pack, noises, { rounds: ROUNDS });
      const wrong = figures.judged.filter((j) => j.verdict.startsWith('wrong')).map((j) => `${j.file}:${j.line} ${j.name} turn ${j.turn}: ${j.verdict} on "${j.heard}" (${j.why})`);
      console.log(`${pack.pack.name} ${figures.noise}: pass ${(figures.passRate * 100).toFixed(1)} %, safe ${(figures.safeRate * 100).toFixed(1)} %, ${figures.lookedUp} looked up or switched wrongly, ${figures.wrongAnswers} wrong answers, ${figures.wrongActs} wrong acts of ${figures.dialogues}`);
      expect(isSafe(figures), wrong.join('\n')).toBe(true);
    });

    it('walks every state and every transition of its flows', () => {
      const { pack, models } = ready();
      const both = [...drivers('touch'), ...drivers('voice')];
      for (const language of pack.pack.languages) {
        const covered = models.map((model) => coverFlow(both.filter((d) => d.language === language), model));
        expect(shown(covered.flatMap((c) => c.findings))).toEqual([]);
        for (const c of covered) expect([c.flow, c.states[0], c.edges[0]]).toEqual([c.flow, c.states[1], c.edges[1]]);
      }
    });

    it('takes every interruption at every open question, and comes back', () => {
      const { models } = ready();
      let cells = 0;
      for (const driver of drivers('voice')) {
        const probes = probesOf(driver);
        for (const model of models) {
          const result = interruptFlow(driver, model, probes);
          cells += result.cells;
          expect(shown(result.findings)).toEqual([]);
        }
      }
      expect(cells).toBeGreaterThan(50);
    });

    it(`keeps what must be true in a random walk of ${WALK_TURNS} turns`, () => {
      const { pack, make } = ready();
      const result = walkSeed({ pack, engine: make(pack), again: make(pack) }, WALK_SEED, WALK_TURNS);
      console.log(`${pack.pack.name} walk seed ${WALK_SEED}: ${result.turns} turns, ${result.visits} visits, ${result.calls} calls, ${result.completed} tasks completed`);
      expect(result.failure, `seed ${WALK_SEED}, turn ${result.failure?.turn ?? 0} of the shortest walk`).toBeNull();
      expect(result.completed).toBeGreaterThan(0);
    });

    it('goes on after a power cut at every state as if nothing had been', () => {
      const { pack, make, models } = ready();
      const second = make(JSON.parse(JSON.stringify(pack)) as CompiledPack);
      const killed = drivers('touch').slice(0, 1).flatMap((driver) => models.map((model) => killEverywhere(driver, model, second)));
      expect(shown(killed.flatMap((k) => k.findings))).toEqual([]);
      expect(killed.reduce((sum, k) => sum + k.kills, 0)).toBeGreaterThan(models.length);
    });

    it('migrates or politely ends every task when the pack is replaced under it', () => {
      const { make, models } = ready();
      const all = drivers('touch');
      const replaced = models.flatMap((model, i) => all.slice(i % all.length, i % all.length + 1).map((driver) => replaceUnder(driver, model, make)));
      expect(shown(replaced.flatMap((r) => r.findings))).toEqual([]);
      // A task that asks nothing leaves no moment at which the pack could be replaced under it.
      const asking = replaced.filter((r) => r.swaps > 0);
      expect(asking.length).toBeGreaterThan(0);
      expect(asking.every((r) => r.migrated > 0 && r.ended > 0)).toBe(true);
    });

    it('replays every dialogue to the same bytes in another conversation', () => {
      const { pack, make } = ready();
      const [one, other] = [make(pack), make(JSON.parse(JSON.stringify(pack)) as CompiledPack)];
      for (const { dialogue } of pack.dialogues) {
        const rehearsal = createRehearsal(one, pack, { language: dialogue.language, replies: dialogue.replies, begins: dialogue.begins });
        const effects = [rehearsal.begin(), ...dialogue.turns.map((move) => rehearsal.play(move))].flatMap((played) => played.effects);
        const again = replay(other, JSON.parse(JSON.stringify(rehearsal.events)) as typeof rehearsal.events);
        expect(JSON.stringify(again.flatMap((turn) => turn.effects)), dialogue.name).toBe(JSON.stringify(effects));
      }
    });

    const recording = `${RECORDINGS}/${folder.split('/').at(-1) ?? folder}.jsonl`;
    if (existsSync(recording)) {
      it('replays a visit recorded at a kiosk: decided as there, and twice to the same bytes', () => {
        const { pack, make } = ready();
        const turns = readRecording(readFileSync(recording, 'utf8'));
        const events = turns.map((turn) => turn.input);
        const [one, other] = [replay(make(pack), events), replay(make(JSON.parse(JSON.stringify(pack)) as CompiledPack), events)];
        expect(JSON.stringify(one)).toBe(JSON.stringify(other));
        expect(one.map(({ decision }) => [decision?.rule, decision?.intent])).toEqual(turns.map(({ decision }) => [decision?.rule, decision?.intent]));
      });
    }
  });
}
