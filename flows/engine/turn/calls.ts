// The outside world has answered a call, or has not: the task takes the result or its way around.
import { textIn } from '../pack/compiled.ts';
import { fillText } from './fill.ts';
import { sendToFlow } from './flows.ts';
import { flowOf, note, say } from './turn.ts';
import type { Turn } from './turn.ts';

export function settleCall(turn: Turn, settled: { call: string; ok: boolean; response: Record<string, unknown>; reason?: 'offline' | 'timeout' | 'refused' | 'failed' }): void {
  const { talk, kit } = turn;
  const frame = talk.frames.find((f) => f.call?.id === settled.call);
  const call = frame?.call;
  if (frame === undefined || call === undefined || call === null) { note(turn, 'an answer nobody waits for'); return; }
  // Another task was opened meanwhile: the one that waited comes back to the top with its result.
  if (talk.frames.at(-1) !== frame) talk.frames = [...talk.frames.filter((f) => f !== frame), frame];
  frame.call = null;
  if (settled.ok) {
    frame.replies[call.key] = settled.response;
    sendToFlow(turn, frame, { type: 'call.ok', name: call.connector, response: settled.response });
    return;
  }
  const reason = settled.reason ?? 'failed';
  note(turn, `${call.connector}: ${reason}`);
  say(turn, fillText(textIn(kit.pack.connectors[call.connector]?.offline, talk.language), flowOf(turn, frame), frame, talk.language, true), `offline:${call.connector}`);
  sendToFlow(turn, frame, { type: 'call.failed', name: call.connector, reason });
}
