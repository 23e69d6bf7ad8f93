// Content that misbehaves on purpose, for the campaigns that prove a kiosk takes it back. Only where the environment
// allows it: a line `# planted-fault: <kind>` in pack.yaml means nothing otherwise.
import type { Conversation } from '../../../flows/engine/contract.ts';
import { faultSwitch } from '../../core/fault-switches.ts';

const KINDS = ['crash-on-load', 'hang-on-load', 'crash-on-turn', 'hang-on-turn', 'fail-on-turn', 'silent', 'end-process-on-turn'] as const;
type Kind = (typeof KINDS)[number];

function hang(): never { for (;;) Math.sqrt(2); }
function crash(): void { setImmediate(() => { throw new Error('a planted crash'); }); }

/** `later`: the fault begins so many ms after the load, so that it comes while the content is in force. */
export function plantedFault(files: Readonly<Record<string, string>>): { onLoad(): void; around(conversation: Conversation): Conversation } | null {
  if (faultSwitch(process.env, 'FOYER_FAULT_CONTENT') !== '1') return null;
  const [, kind, later] = /^# planted-fault: ([a-z-]+)(?: after (\d+))?$/m.exec(files['pack.yaml'] ?? '') ?? [];
  if (!KINDS.includes(kind as Kind)) return null;
  return {
    onLoad() {
      if (kind === 'crash-on-load') throw new Error('a planted crash');
      if (kind === 'hang-on-load') hang();
    },
    around(conversation) {
      const from = Date.now() + Number(later ?? 0);
      return {
        ...conversation,
        handle(state, event) {
          if (Date.now() >= from) act(kind as Kind);
          const result = conversation.handle(state, event);
          return kind === 'silent' && Date.now() >= from && result.decision ? { ...result, effects: [], decision: { ...result.decision, rule: 'no-match', zone: 'unknown' } } : result;
        },
      };
    },
  };
}
function act(kind: Kind): void {
  if (kind === 'hang-on-turn') hang();
  if (kind === 'crash-on-turn') crash();
  if (kind === 'fail-on-turn' || kind === 'crash-on-turn') throw new Error('a planted failure');
  if (kind === 'end-process-on-turn') process.kill(process.pid, 'SIGKILL');
}
