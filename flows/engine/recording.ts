// A session as a file: what went into the conversation and what came of it, one turn a line. `foyer visit --out` writes it, a replay reads it.
import type { ConversationEvent, Effect, TurnResult } from './contract.ts';

/** `offsetMinutes`: minutes east of UTC at the time of the event; with it "tomorrow" is the same day again. */
export interface RecordedTurn { input: ConversationEvent; decision: TurnResult<unknown>['decision']; effects: Effect[]; offsetMinutes?: number }

/** JSON lines. `offsetMinutes`: minutes east of UTC where the kiosk stands, at a moment (ms since epoch). */
export function writeRecording(turns: readonly RecordedTurn[], offsetMinutes: (at: number) => number): string {
  return turns.map((turn) => `${JSON.stringify({ ...turn, offsetMinutes: offsetMinutes(turn.input.at) })}\n`).join('');
}

/** Throws where a line is no JSON. */
export function readRecording(text: string): RecordedTurn[] {
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedTurn);
}
