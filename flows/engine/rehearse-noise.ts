// Plays a dialogue as a recogniser would garble it and judges what the kiosk did: right, right after a repetition, asked back, or
// something nobody wanted. A script cannot react, so the visitor here repeats what was not understood and does not confirm what is wrong.
import type { Conversation, Effect } from './contract.ts';
import type { CompiledPack } from './pack/compiled.ts';
import { compare } from './rehearse-compare.ts';
import { createRehearsal } from './rehearse.ts';
import type { Dialogue, Move, Played, Rehearsal } from './rehearse.ts';
import { syllables } from './understanding/pinyin.ts';

/**
 * `passed`: as expected at the first try. `recovered`: after saying something again. `asked-back`: the kiosk did not understand, asked, or read a
 * wrong value back. `astray`: it began another task aloud and did nothing in it. `looked-up`: something was looked up with a wrong value, and the
 * visitor was told the value before anything came of it. `wrong-answer`: it told something that was not asked. `wrong-act`: a call that does
 * something with other values, a task that came to its end with other values untold, a task cancelled, a visit ended.
 */
export interface NoiseVerdict { verdict: 'passed' | 'recovered' | 'asked-back' | 'astray' | 'looked-up' | 'wrong-answer' | 'wrong-act'; turn: number; heard: string; why: string }

/** How often a visitor says the same thing again. */
const REPETITIONS = 2;

export function judgeUnderNoise<State>(conversation: Conversation<State>, pack: CompiledPack, dialogue: Dialogue, mangle: (text: string) => string): NoiseVerdict {
  const clean = cleanRun(conversation, pack, dialogue);
  const rehearsal = createRehearsal(conversation, pack, { language: dialogue.language, replies: dialogue.replies, begins: dialogue.begins });
  rehearsal.begin();
  let repeated = false;
  let lookedUp: string | undefined;
  for (const [i, move] of dialogue.turns.entries()) {
    const heard: string[] = [];
    const turn = i + 1;
    for (let attempt = 0; ; attempt++) {
      const played = playNoisily(rehearsal, move, attempt === 0 ? undefined : clean.turns[i], mangle);
      heard.push(played.move);
      const end = (verdict: NoiseVerdict['verdict'], why: string): NoiseVerdict => {
        const harmless = lookedUp !== undefined && !verdict.startsWith('wrong');
        return { verdict: harmless ? 'looked-up' : verdict, turn, heard: heard.join(' / '), why: harmless ? `${lookedUp ?? ''}; then: ${why}` : why };
      };
      lookedUp = wrongCall(pack, played, clean, true) ?? lookedUp;
      const wrong = wrongAct(pack, played, clean, i);
      if (wrong !== undefined) return end(wrong.startsWith('answered') ? 'wrong-answer' : 'wrong-act', wrong);
      if (misread(played, clean.turns[i]) && played.effects.some((e) => e.type === 'show' && e.view.kind === 'confirm')) return end('asked-back', 'a wrong value was read back');
      const mismatches = compare(pack, move.expect, played).filter((m) => !m.key.startsWith('slots.'));
      if (mismatches.length === 0) { repeated ||= attempt > 0; break; }
      const [first] = mismatches;
      const why = `${first?.key ?? ''}: expected ${first?.expected ?? ''}, came ${first?.actual ?? ''}`;
      if (rehearsal.ended) return end('asked-back', why);
      if (played.flow !== null && played.flow !== clean.turns[i]?.flow && played.effects.some((e) => e.type === 'record' && e.data.type === 'foyer.task' && e.data.change === 'started')) return end('astray', why);
      if (!('user' in move) || attempt >= REPETITIONS || !ASKED_BACK.has(played.decision?.rule ?? '')) return end('asked-back', why);
    }
  }
  if (lookedUp !== undefined) return { verdict: 'looked-up', turn: 0, heard: '', why: lookedUp };
  return { verdict: repeated ? 'recovered' : 'passed', turn: 0, heard: '', why: '' };
}

const ASKED_BACK = new Set(['no-match', 'low-confidence', 'clarify', 'no-input', 'busy', 'slot', 'offer', 'clarify-answer']);

/** A visitor who is asked "do you mean ...?" takes what was meant, if it is there. */
function playNoisily(rehearsal: Rehearsal, move: Move, meant: Played | undefined, mangle: (text: string) => string): Played {
  if (!('user' in move)) return rehearsal.play(move);
  const view = meant === undefined ? undefined : rehearsal.view;
  const intent = meant?.decision?.intent;
  if (view?.kind === 'choice' && intent != null && view.choices.some((c) => c.id === intent)) return rehearsal.play({ touch: intent, expect: {} });
  return rehearsal.play({ ...move, user: mangle(move.user), ...(move.alternatives === undefined ? {} : { alternatives: move.alternatives.map(mangle) }) });
}

/** Words of the visitor's own, such as a comment, are passed on as they were heard; most of them have to be there. */
const MOST = 0.6;

function ownWords(pack: CompiledPack, slots: Record<string, unknown>): Set<unknown> {
  const free = new Set(Object.values(pack.flows).flatMap((flow) => flow.slots.filter((s) => s.type === 'free-text').map((s) => s.id)));
  return new Set(Object.entries(slots).filter(([id]) => free.has(id)).map(([, value]) => value));
}

function mostlyAlike(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const sounds = (text: string): string[] => (/\p{Script=Han}/u.test(text) ? syllables(text) : text.toLowerCase().split(/\s+/));
  const [one, other] = [sounds(a), sounds(b)];
  return one.filter((s) => other.includes(s)).length >= MOST * Math.max(one.length, other.length);
}

interface CleanRun { turns: Played[]; calls: Extract<Effect, { type: 'call' }>[]; results: { flow: string; slots: Record<string, unknown> }[] }

function cleanRun<State>(conversation: Conversation<State>, pack: CompiledPack, dialogue: Dialogue): CleanRun {
  const rehearsal = createRehearsal(conversation, pack, { language: dialogue.language, replies: dialogue.replies, begins: dialogue.begins });
  const first = rehearsal.begin();
  const turns = dialogue.turns.map((move) => rehearsal.play(move));
  return { turns, calls: [first, ...turns].flatMap((t) => callsOf(t.effects)), results: turns.flatMap(resultOf) };
}

function callsOf(effects: readonly Effect[]): Extract<Effect, { type: 'call' }>[] {
  return effects.flatMap((e) => (e.type === 'call' ? [e] : []));
}

/** The task that was completed in a turn, with what it had been told. */
function resultOf(played: Played): { flow: string; slots: Record<string, unknown> }[] {
  return played.effects.flatMap((e) => (e.type === 'record' && e.data.type === 'foyer.task' && e.data.change === 'completed' ? [{ flow: e.data.flow, slots: played.slots }] : []));
}

function changed(effects: readonly Effect[], change: string): boolean {
  return effects.some((e) => e.type === 'record' && e.data.type === 'foyer.task' && e.data.change === change);
}

/** Only looks something up, or does what the visitor sees and undoes with the next sentence. */
function harmless(pack: CompiledPack, connector: string): boolean {
  const { reads, undoable } = pack.connectors[connector] ?? { reads: false, undoable: false };
  return reads || undoable;
}

/** A call that nobody wanted, of the connectors that do no harm or of all others. */
function wrongCall(pack: CompiledPack, played: Played, clean: CleanRun, reads: boolean): string | undefined {
  const own = ownWords(pack, played.slots);
  const fits = (meant: Record<string, unknown>, sent: Record<string, unknown>): boolean => Object.keys({ ...meant, ...sent }).every((key) => alike(meant[key], sent[key]) || (own.has(sent[key]) && mostlyAlike(meant[key], sent[key])));
  const wrong = callsOf(played.effects).find((call) => harmless(pack, call.connector) === reads && !clean.calls.some((c) => c.connector === call.connector && fits(c.request, call.request)));
  return wrong === undefined ? undefined : `called ${wrong.connector} with ${JSON.stringify(wrong.request)}`;
}

/** Whether the visitor heard or saw a value in a turn: the words of an option, or the value itself. */
function told(pack: CompiledPack, flow: string, slot: string, value: unknown, effects: readonly Effect[]): boolean {
  const option = pack.flows[flow]?.slots.find((s) => s.id === slot)?.choices.find((o) => o.id === value);
  const words = option === undefined ? [String(value)] : Object.values(option.label);
  const texts = effects.flatMap((e) => (e.type === 'say' ? [e.text] : e.type === 'show' ? [JSON.stringify(e.view)] : [])).map(bare);
  return words.some((word) => typeof word === 'string' && bare(word) !== '' && texts.some((text) => text.includes(bare(word))));
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]+/g, '');
}

/** What must never happen because of a misheard word; undefined when nothing of it did. */
function wrongAct(pack: CompiledPack, played: Played, clean: CleanRun, at: number): string | undefined {
  const meant = clean.turns[at];
  const { decision, effects } = played;
  const entry = decision?.zone === 'answer' ? decision.entry : null;
  if (entry != null && entry !== meant?.decision?.entry && !alikeAnswer(effects, meant?.effects ?? [])) return `answered ${entry} where ${meant?.decision?.entry ?? meant?.decision?.intent ?? 'nothing'} was meant`;
  const call = wrongCall(pack, played, clean, false);
  if (call !== undefined) return call;
  for (const { flow, slots } of resultOf(played)) {
    const meantSlots = clean.results.filter((r) => r.flow === flow).map((r) => r.slots);
    const own = ownWords(pack, slots);
    const untold = Object.entries(slots).filter(([id, value]) => meantSlots.every((other) => !alike(other[id], value) && !(own.has(value) && mostlyAlike(other[id], value))) && !told(pack, flow, id, value, effects));
    if (meantSlots.length === 0 || untold.length > 0) return `completed ${flow} with ${JSON.stringify(slots)}`;
  }
  if (effects.some((e) => e.type === 'end') && !clean.turns.slice(at).some((t) => t.effects.some((e) => e.type === 'end'))) return 'ended the visit';
  if (changed(effects, 'cancelled') && meant !== undefined && !changed(meant.effects, 'cancelled')) return 'cancelled a task';
  return undefined;
}

/** Another entry with the very same words is no wrong answer. */
function alikeAnswer(effects: readonly Effect[], meant: readonly Effect[]): boolean {
  const answers = (all: readonly Effect[]): string[] => all.flatMap((e) => (e.type === 'say' && /^(?:entry|ask|compare|list):/.test(e.key) ? [e.text] : []));
  return answers(effects).length > 0 && answers(effects).every((text) => answers(meant).includes(text));
}

function misread(played: Played, meant: Played | undefined): boolean {
  return meant !== undefined && played.flow === meant.flow && Object.entries(played.slots).some(([id, value]) => Object.hasOwn(meant.slots, id) && !alike(meant.slots[id], value));
}

/** Some characters have two sounds and pinyin knows one of them in its word only: long texts may differ in one place out of five. */
function soundsLike(a: string, b: string): boolean {
  const [one, other] = [syllables(a), syllables(b)];
  return one.length === other.length && one.filter((s, i) => s !== other[i]).length <= Math.floor(one.length / 5);
}

/** Chinese texts are the same when they sound the same: no recogniser can tell which characters a name is written with. */
function alike(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b || (/\p{Script=Han}/u.test(a) && soundsLike(a, b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => alike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
