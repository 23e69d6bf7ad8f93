// Whether this broker divides the messages of a shared subscription among its members: three of four grant such a
// subscription and then deliver nothing. One worker says numbered messages, all say afterwards what reached them, and only
// when every number came exactly once to somebody may the backlog go that way.
import { z } from 'zod';
import { roomTopic, sharedFilter, WORKER_ROOM } from '../../../flows/protocol/worker-topics.ts';
import type { Clock } from '../ports.ts';
import type { Mode, WorkerLine } from './worker-ports.ts';

export const PROBE_FILTER = sharedFilter('foyer-probe', WORKER_ROOM.probe.filter);
const MESSAGES_EACH = 16;
const SETTLE_MS = 200; // a broker may be slower with the last shared ones than with the end
const ANSWER_MS = 2500;
const Got = z.object({ worker: z.number().int(), numbers: z.array(z.number().int()).max(100_000) });

export interface Probe {
  heard(name: 'probe' | 'end' | 'got', parts: readonly string[], payload: Uint8Array): void;
  /** Asks all `members` (ids), this one included. */
  ask(members: readonly number[]): Promise<{ mode: Mode; why: string }>;
}

export function createProbe(options: { me(): number; line: Pick<WorkerLine, 'say'>; clock: Clock; newId(): string }): Probe {
  const { line, clock } = options;
  const received = new Map<string, number[]>(); // of every question, also of others
  const answers = new Map<string, (worker: number, numbers: readonly number[]) => void>();

  function judge(asked: number, gots: ReadonlyMap<number, readonly number[]>, members: readonly number[]): { mode: Mode; why: string } {
    const silent = members.filter((id) => !gots.has(id));
    if (silent.length > 0) return { mode: 'leases', why: `${silent.length} of ${members.length} workers did not say what reached them` };
    const all = [...gots.values()].flat();
    const different = new Set(all).size;
    if (different < asked) return { mode: 'leases', why: `the broker grants shared subscriptions, but ${asked - different} of ${asked} messages reached nobody` };
    if (all.length > asked) return { mode: 'leases', why: `the broker gives messages of shared subscriptions to several members (${all.length} for ${asked})` };
    return { mode: 'shared', why: `${asked} of ${asked} messages reached exactly one of ${members.length} workers` };
  }
  return {
    heard(name, [nonce = '', number = ''], payload) {
      if (name === 'probe') {
        if (received.size > 100) received.clear();
        received.set(nonce, [...(received.get(nonce) ?? []), Number(number)]);
      } else if (name === 'end') {
        clock.setTimeout(() => {
          const numbers = received.get(nonce) ?? [];
          received.delete(nonce);
          void line.say(roomTopic('got', nonce), JSON.stringify({ worker: options.me(), numbers }));
        }, SETTLE_MS);
      } else {
        try {
          const { worker, numbers } = Got.parse(JSON.parse(new TextDecoder().decode(payload)));
          answers.get(nonce)?.(worker, numbers);
        } catch { /* not ours, or of another version: that worker counts as silent */ }
      }
    },
    async ask(members) {
      const nonce = options.newId();
      const gots = new Map<number, readonly number[]>();
      const asked = MESSAGES_EACH * members.length;
      let cancel = (): void => {};
      const answered = new Promise<void>((resolve) => {
        cancel = clock.setTimeout(resolve, ANSWER_MS);
        answers.set(nonce, (worker, numbers) => {
          gots.set(worker, numbers);
          if (members.every((id) => gots.has(id))) resolve();
        });
      });
      await Promise.all(Array.from({ length: asked }, (_none, number) => line.say(roomTopic('probe', nonce, number), '{}')));
      void line.say(roomTopic('end', nonce), '{}');
      await answered;
      cancel();
      answers.delete(nonce);
      return judge(asked, gots, members);
    },
  };
}
