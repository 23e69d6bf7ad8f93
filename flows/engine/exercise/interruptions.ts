// Everything a visitor may throw in while a question is open, and what must be true right after it.
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import { isoDate } from '../calendar.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import { plain } from '../plain-text.ts';
import { REHEARSAL_START } from '../rehearse.ts';
import { dependentsOf } from '../flow/machine.ts';
import { answersTo } from './answers.ts';
import { desk, frameOf, say, send, settle, topFrame, touch } from './driver.ts';
import type { Driver, Run } from './driver.ts';
import { COMMANDS, NONSENSE, otherThan } from './probes.ts';
import type { Probes } from './probes.ts';

/** An open question of a flow: the run that rests at it, and the key under which it is spoken. */
export interface Open { run: Run; flow: CompiledFlow; step: string; slot: CompiledSlot | undefined; key: string }

/** `run`: after the interruption and whatever brings the visitor back. `wrong`: what did not hold. `over`: the task is meant to be gone. */
export interface Interrupted { run: Run; wrong: string[]; over?: boolean }
export type Interruption = { name: string; play(driver: Driver, open: Open): Interrupted | null };

const told = (run: Run): string[] => run.last.flatMap((e) => (e.type === 'say' ? [e.text] : []));
const asked = (run: Run, key: string): number => run.last.filter((e) => e.type === 'say' && e.key === key).length;
const decision = (run: Run): { rule: string; intent: string | null } | undefined => run.last.flatMap((e) => (e.type === 'record' && e.data.type === 'foyer.turn' ? [e.data.decision] : [])).at(0);
const raised = (run: Run): number => run.last.filter((e) => e.type === 'escalate' && e.message.kind === 'raise').length;
const values = (run: Run, flow: string): string => JSON.stringify(Object.entries(frameOf(run, flow)?.slots ?? {}).map(([id, filled]) => [id, filled.value]));

/** Slots, step and place on the stack are as before. */
function kept(open: Open, after: Run): string[] {
  const frame = frameOf(after, open.flow.id);
  if (frame === undefined) return ['the task is gone'];
  return [
    ...(values(after, open.flow.id) === values(open.run, open.flow.id) ? [] : [`the slots changed from ${values(open.run, open.flow.id)} to ${values(after, open.flow.id)}`]),
    ...(frame.step === open.step ? [] : [`the task moved from ${open.step} to ${frame.step}`]),
    ...(topFrame(after) === frame ? [] : ['another task is on top']),
  ];
}

function aloud(after: Run): string[] {
  return told(after).length > 0 ? [] : ['nothing was said'];
}

function askedOnce(open: Open, after: Run): string[] {
  const count = asked(after, open.key);
  return count === 1 ? [] : [`the open question was asked ${count} times, not once: ${told(after).join(' / ')}`];
}

/** What would be an order elsewhere is the answer here: an option of that very name is offered. */
function isOption(driver: Driver, open: Open, text: string): boolean {
  const step = open.flow.steps.find((s) => s.id === open.step);
  const options = open.slot?.choices ?? (step !== undefined && 'choose' in step ? step.options : []);
  return options.some((o) => [textIn(o.label, driver.language), ...phrasesIn(o.say, driver.language)].some((phrase) => plain(phrase) === plain(text)));
}

function holdsOption(driver: Driver, open: Open, text: string): boolean {
  const said = plain(text);
  return isOption(driver, open, text) || (open.slot?.choices ?? []).some((o) => [textIn(o.label, driver.language), ...phrasesIn(o.say, driver.language)].some((phrase) => plain(phrase) !== '' && said.includes(plain(phrase))));
}

function takesAnything(slot: CompiledSlot | undefined): boolean {
  return slot !== undefined && ['free-text', 'person-name', 'address'].includes(slot.type);
}

function question(which: number, probes: Probes): Interruption {
  return {
    name: `question ${which + 1}`,
    play(driver, open) {
      const probe = probes.questions[which];
      if (probe === undefined) return null;
      const run = say(driver, open.run, probe.text, 0.95);
      const answered = run.last.findIndex((e) => e.type === 'say' && e.key === `entry:${probe.id}`);
      const again = run.last.findIndex((e) => e.type === 'say' && e.key === open.key);
      return { run, wrong: [...(answered < 0 ? [`"${probe.text}" was not answered: ${decision(run)?.rule ?? 'no decision'}`] : []), ...askedOnce(open, run), ...(again < answered ? ['asked again before the answer'] : []), ...kept(open, run)] };
    },
  };
}

function otherFlow(probes: Probes): Interruption {
  return {
    name: 'other flow',
    play(driver, open) {
      const other = otherThan(driver.pack, open.flow, probes);
      if (other === undefined) return null;
      // Where the sentence would be an answer, or holds the words of one, another task is begun by its card.
      let run = takesAnything(open.slot) || holdsOption(driver, open, other.text) ? touch(driver, open.run, `flow:${other.id}`) : say(driver, open.run, other.text, 0.95);
      const wrong: string[] = [...aloud(run)];
      const begun = run.last.some((e) => e.type === 'record' && e.data.type === 'foyer.task' && e.data.flow === other.id && e.data.change === 'started');
      if (!begun) wrong.push(`"${other.text}" did not begin ${other.id}: ${decision(run)?.rule ?? 'no decision'} ${decision(run)?.intent ?? ''}`);
      if (frameOf(run, open.flow.id) === undefined) wrong.push('the task is gone');
      for (let i = 0; i < 6 && topFrame(run) !== undefined && topFrame(run)?.flow !== open.flow.id; i++) run = leaveTop(driver, run);
      return { run, wrong: begun ? [...wrong, ...askedOnce(open, run), ...kept(open, run)] : wrong };
    },
  };
}

/** Out of the task on top: its call answered, its human away, or given up by the visitor. */
function leaveTop(driver: Driver, run: Run): Run {
  const top = topFrame(run);
  const call = run.calls.find((c) => c.call === top?.call?.id);
  if (call !== undefined) return settle(driver, run, call);
  if (run.state.talk.escalation !== null) return desk(driver, run, 'nobody');
  return say(driver, run, COMMANDS[run.state.talk.language].cancel, 0.95);
}

function command(name: 'help' | 'repeat' | 'thanks'): Interruption {
  return {
    name,
    play(driver, open) {
      if (isOption(driver, open, COMMANDS[driver.language][name])) return null;
      const run = say(driver, open.run, COMMANDS[driver.language][name], 0.95);
      if (name !== 'repeat') return { run, wrong: [...aloud(run), ...askedOnce(open, run), ...kept(open, run)] };
      const before = open.run.state.talk.lastSaid;
      return { run, wrong: [...(JSON.stringify(told(run)) === JSON.stringify(before) ? [] : [`"${before.join(' ')}" was to be repeated, came "${told(run).join(' ')}"`]), ...kept(open, run)] };
    },
  };
}

const cancel: Interruption = {
  name: 'cancel',
  play(driver, open) {
    if (isOption(driver, open, COMMANDS[driver.language].cancel)) return null;
    const run = say(driver, open.run, COMMANDS[driver.language].cancel, 0.95);
    const cancelled = run.last.some((e) => e.type === 'record' && e.data.type === 'foyer.task' && e.data.flow === open.flow.id && e.data.change === 'cancelled');
    return { run, over: true, wrong: [...aloud(run), ...(frameOf(run, open.flow.id) === undefined && cancelled ? [] : ['the task was not cancelled']), ...(asked(run, open.key) > 0 ? ['the question was asked again after the cancelling'] : [])] };
  },
};

const correction: Interruption = {
  name: 'correction',
  play(driver, open) {
    const frame = frameOf(open.run, open.flow.id);
    const today = isoDate(REHEARSAL_START, 0);
    const earlier = open.flow.slots.filter((s) => frame?.slots[s.id] !== undefined && frame.slots[s.id]?.value !== null && s.id !== open.slot?.id);
    // Free words cannot be told from an answer; and a type that is asked for now is taken for that answer.
    const slot = earlier.find((s) => ['choice', 'date', 'time', 'phone'].includes(s.type) && s.type !== open.slot?.type && !(s.type === 'phone' && open.slot?.type === 'digits'));
    if (slot === undefined || takesAnything(open.slot)) return null;
    const now = frame?.slots[slot.id]?.value;
    const alternative = answersTo(slot, driver.language, today).find((a) => a.value !== undefined && a.value !== now);
    if (alternative === undefined) return null;
    const tries = alternative.spoken.map((text) => say(driver, open.run, `${COMMANDS[driver.language].correct}${text}`, 0.95));
    const run = tries.find((t) => decision(t)?.rule === 'correction') ?? tries[0] ?? open.run;
    const after = frameOf(run, open.flow.id);
    const emptied = dependentsOf(open.flow, slot.id);
    const wrong = [...aloud(run)];
    if (decision(run)?.rule !== 'correction') wrong.push(`"${alternative.spoken[0] ?? ''}" was not taken as the new ${slot.id}: ${decision(run)?.rule ?? 'no decision'}`);
    else if (after !== undefined) {
      if (after.slots[slot.id]?.value !== alternative.value) wrong.push(`${slot.id} is ${JSON.stringify(after.slots[slot.id]?.value)} after the correction to ${JSON.stringify(alternative.value)}`);
      for (const other of earlier.filter((s) => s.id !== slot.id)) {
        const [was, is] = [frame?.slots[other.id]?.value, after.slots[other.id]?.value];
        if (emptied.includes(other.id) ? is !== undefined && is === was && open.step !== after.step && after.step !== open.step : JSON.stringify(was) !== JSON.stringify(is)) wrong.push(`${other.id} went from ${JSON.stringify(was)} to ${JSON.stringify(is)}`);
      }
    }
    return { run, wrong };
  },
};

const human: Interruption = {
  name: 'human',
  play(driver, open) {
    if (isOption(driver, open, COMMANDS[driver.language].human)) return null;
    const called = say(driver, open.run, COMMANDS[driver.language].human, 0.95);
    const wrong = [...aloud(called), ...(raised(called) === 1 ? [] : [`the hand was raised ${raised(called)} times`])];
    return withAgent(driver, open, called, wrong);
  },
};

/** A human takes over and hands back: no kiosk speech in between, then the question again. */
function withAgent(driver: Driver, open: Open, called: Run, wrong: string[]): Interrupted {
  const there = desk(driver, called, 'accepted');
  const spoken = desk(driver, say(driver, there, driver.language === 'zh' ? '我有个问题' : 'I have a question', 0.95), 'say', 'OK');
  if (spoken.effects.slice(there.effects.length).some((e) => e.type === 'say' && e.who === 'kiosk')) wrong.push('the kiosk spoke while the agent had the word');
  const run = desk(driver, spoken, 'handback');
  return { run, wrong: [...wrong, ...askedOnce(open, run), ...kept(open, run)] };
}

function sensitive(probes: Probes): Interruption[] {
  return probes.sensitive.filter((s) => s.action !== 'mask').map(({ action, word }) => ({
    name: `sensitive ${action}`,
    play(driver, open) {
      const run = say(driver, open.run, word, 0.95);
      const wrong = run.last.some((e) => e.type === 'alarm') ? [] : [`"${word}" raised no alarm`];
      if (action === 'alarm') return { run, wrong: [...wrong, ...aloud(run)] };
      return withAgent(driver, open, run, [...wrong, ...(raised(run) === 1 ? [] : [`"${word}" raised ${raised(run)} hands`])]);
    },
  }));
}

const language: Interruption = {
  name: 'language switch',
  play(driver, open) {
    const other = driver.pack.pack.languages.find((l) => l !== driver.language);
    if (other === undefined) return null;
    const run = say(driver, open.run, COMMANDS[driver.language].language, 0.95);
    return { run, wrong: [...aloud(run), ...(run.state.talk.language === other ? [] : ['the language did not change']), ...askedOnce(open, run), ...kept(open, run)] };
  },
};

const silence: Interruption = {
  name: 'silence',
  play(driver, open) {
    const run = send(driver, open.run, { type: 'silence', at: 0 });
    return { run, wrong: [...aloud(run), ...(asked(run, open.key) <= 1 ? [] : ['the question was asked twice']), ...kept(open, run)] };
  },
};

const nonsense: Interruption = {
  name: 'unintelligible',
  play(driver, open) {
    if (takesAnything(open.slot)) return null;
    const run = say(driver, open.run, NONSENSE[driver.language], 0.9);
    return { run, wrong: [...aloud(run), ...kept(open, run), ...(told(run).some((t) => open.run.state.talk.lastSaid.at(-1) === t) ? ['the very same sentence was said again'] : [])] };
  },
};

const noise: Interruption = {
  name: 'noise',
  play(driver, open) {
    const run = say(driver, open.run, NONSENSE[driver.language], 0.15);
    return { run, wrong: [...aloud(run), ...kept(open, run), ...(decision(run)?.rule === 'low-confidence' ? [] : [`badly heard words were taken: ${decision(run)?.rule ?? ''}`])] };
  },
};

const bargeIn: Interruption = {
  name: 'barge-in',
  play(driver, open) {
    const run = send(driver, open.run, { type: 'interrupted', at: 0, heard: (open.run.state.talk.lastSaid.at(-1) ?? '').slice(0, 4) });
    return { run, wrong: [...(run.last.some((e) => e.type === 'say' || e.type === 'show') ? ['a barge-in alone was answered'] : []), ...kept(open, run)] };
  },
};

export function interruptionsOf(probes: Probes): Interruption[] {
  return [
    ...probes.questions.slice(0, 2).map((_, i) => question(i, probes)), otherFlow(probes), command('thanks'), command('help'), command('repeat'), cancel, correction, human, ...sensitive(probes),
    language, silence, nonsense, noise, bargeIn,
  ];
}
