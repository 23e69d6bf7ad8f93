// Random walks: thousands of turns of any visitor, checked at every turn; a failing walk is cut down to the moves it needs.
import type { ConversationEvent } from '../contract.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import type { Envelope } from '../persist.ts';
import { REHEARSAL_START } from '../rehearse.ts';
import type { Call, Engine } from './driver.ts';
import { brokenBy } from './invariants.ts';
import { eventOf, randomMoves, sentencesOf } from './walk-moves.ts';
import type { Sentences, WalkMove } from './walk-moves.ts';

/** `again`: a second conversation made of the same pack, which a restart goes on with. */
export interface WalkOptions { pack: CompiledPack; engine: Engine; again: Engine; sentences?: Sentences }
export interface Failure { turn: number; what: string; events: ConversationEvent[] }
export interface WalkResult { turns: number; visits: number; calls: number; completed: number; failure: Failure | null }

/** Every so many turns a second conversation must decide the same, and the visit must be able to end. */
const PROBE_EVERY = 8;
const STEP_MS = 3000;

function walk({ pack, engine, again, sentences = sentencesOf(pack) }: WalkOptions, moves: readonly WalkMove[]): WalkResult {
  let state = engine.initial();
  let [at, visits, called, completed] = [REHEARSAL_START, 0, 0, 0];
  let calls: Call[] = [];
  let settled: Call[] = [];
  let ids = new Set<string>();
  let current = engine;
  let visit: ConversationEvent[] = []; // since the session began: a walk's failure lies in its last visit
  for (const [i, move] of moves.entries()) {
    const event = eventOf(move, { pack, sentences, state, at: at += STEP_MS, calls, settled, visits: visits + 1, seq: i + 2 });
    const fail = (what: string): WalkResult => ({ turns: i + 1, visits, calls: called, completed, failure: { turn: i + 1, what, events: visit } });
    if (event === null) {
      state = JSON.parse(JSON.stringify(state)) as Envelope;
      current = current === engine ? again : engine;
      continue;
    }
    if (event.type === 'session-started') { visits += 1; visit = []; calls = []; settled = []; ids = new Set(); }
    visit.push(event);
    const before = JSON.stringify(state);
    try {
      const turn = current.handle(state, event);
      if (JSON.stringify(state) !== before) return fail('the state that was given was changed');
      const [broken] = brokenBy(pack, state, event, turn);
      if (broken !== undefined) return fail(broken);
      if (i % PROBE_EVERY === 0) {
        const other = (current === engine ? again : engine).handle(JSON.parse(before) as Envelope, event);
        if (JSON.stringify(other) !== JSON.stringify(turn)) return fail('written and read back, the same event leads to something else');
        if (JSON.stringify(turn.state) !== JSON.stringify(JSON.parse(JSON.stringify(turn.state)))) return fail('the state is not plain JSON');
        if (turn.state.talk.session !== '' && !engine.handle(turn.state, { type: 'idle-expired', at }).effects.some((e) => e.type === 'end')) return fail('the visit cannot end');
      }
      for (const effect of turn.effects) {
        if (effect.type === 'call') {
          called += 1;
          if (ids.has(effect.call)) return fail(`the call ${effect.call} was made twice`);
          ids.add(effect.call);
          calls = [...calls, effect];
        } else if (effect.type === 'record' && effect.data.type === 'foyer.task' && effect.data.change === 'completed') completed += 1;
      }
      if (event.type === 'call-settled') { settled = [...settled, ...calls.filter((c) => c.call === event.call)].slice(-4); calls = calls.filter((c) => c.call !== event.call); }
      state = turn.state;
    } catch (error) {
      return fail(error instanceof Error ? `an exception: ${error.message}` : 'an exception');
    }
  }
  return { turns: moves.length, visits, calls: called, completed, failure: null };
}

/** Walks one seed; a failure comes with the shortest moves that were found to show it. */
export function walkSeed(options: WalkOptions, seed: number, turns: number): WalkResult & { seed: number; moves: WalkMove[] } {
  const known = { ...options, sentences: options.sentences ?? sentencesOf(options.pack) };
  const moves = randomMoves(turns, seed);
  const result = walk(known, moves);
  if (result.failure === null) return { ...result, seed, moves: [] };
  const shortest = shrink(moves.slice(0, result.failure.turn), (fewer) => sameFailure(walk(known, fewer).failure, result.failure));
  return { ...result, failure: walk(known, shortest).failure ?? result.failure, seed, moves: shortest };
}

function sameFailure(a: Failure | null, b: Failure | null): boolean {
  const kind = (f: Failure | null): string => (f?.what ?? '').replaceAll(/[\w-]*[.\d][\w.-]*/g, '#');
  return a !== null && kind(a) === kind(b);
}

/** Leaves out ever smaller runs of moves as long as the failure stays (delta debugging). The last visit alone is tried first. */
function shrink(moves: WalkMove[], fails: (moves: WalkMove[]) => boolean): WalkMove[] {
  let kept = moves;
  for (const tail of [20, 60, 200, 600]) {
    const end = moves.slice(-tail);
    if (end.length < kept.length && fails(end)) { kept = end; break; }
  }
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (fewer.length > 0 && fails(fewer)) kept = fewer; else from += size;
    }
  }
  return kept;
}
