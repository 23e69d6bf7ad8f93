// The shape of tests/*.yaml: conversations that must go well. `rehearse.ts` plays them.
import { z } from 'zod';

/** What must be true of one turn. Ids may be written without their prefix (`flow:`, `entry:`). */
const Expect = z.strictObject({
  rule: z.string().optional(), entry: z.string().optional(), flow: z.string().nullable().optional(), zone: z.enum(['answer', 'clarify', 'unknown', 'none']).optional(),
  slots: z.record(z.string(), z.unknown()).optional(),
  said: z.union([z.string(), z.array(z.string())]).optional(), // parts that must be spoken in this turn
  notSaid: z.array(z.string()).optional(),
  shown: z.string().optional(), // view kind
  onScreen: z.union([z.string(), z.array(z.string())]).optional(), // parts of text that must stand on a view of this turn
  choices: z.array(z.string()).optional(), // ids that must be on the screen
  called: z.string().optional(), notCalled: z.string().optional(), escalated: z.boolean().optional(), ended: z.boolean().optional(),
  alarmed: z.boolean().optional(), printed: z.boolean().optional(),
  /** Metric events recorded in this turn, each by its type and any of its fields, in order. */
  metrics: z.array(z.looseObject({ type: z.string() })).optional(),
});

const expect = Expect.default({});
const Reply = z.union([z.enum(['offline', 'timeout', 'refused', 'held']), z.record(z.string(), z.unknown())]);

/** One thing that happens. */
const Turn = z.union([
  /** `alternatives`: the recogniser's other hypotheses. `over`: barge-in, the part of the kiosk's sentence that had been heard. */
  z.strictObject({ user: z.string(), confidence: z.number().min(0).max(1).optional(), alternatives: z.array(z.string()).optional(), over: z.string().optional(), expect }),
  z.strictObject({ touch: z.string(), value: z.string().optional(), expect }),
  z.strictObject({ button: z.enum(['back', 'start-over', 'human', 'zh', 'en']), expect }), // the fixed buttons of every screen
  z.strictObject({ silence: z.literal(true), expect }),
  /** Seconds in which the visitor does nothing: silences and the end of the visit happen when the device would send them. */
  z.strictObject({ wait: z.number().positive().max(86_400), expect }),
  /** A call that `replies` marks as `held` is answered now. */
  z.strictObject({ reply: z.string(), with: Reply, expect }),
  /** Power cut: the state is written, read back, and the visit goes on. */
  z.strictObject({ restart: z.literal(true), expect }),
  /** A human at the desk acts; `text` is what the agent says. */
  z.strictObject({ desk: z.enum(['accept', 'say', 'handback', 'end', 'nobody']), text: z.string().default(''), expect }),
]);

/** tests/*.yaml */
export const TestsFile = z.strictObject({
  dialogues: z.array(z.strictObject({
    name: z.string(), language: z.enum(['zh', 'en']),
    begins: z.strictObject({ notice: z.string(), slots: z.record(z.string(), z.unknown()).default({}) }).optional(), // a flow that the hub begins
    replies: z.record(z.string(), Reply).default({}), // connector -> reply in this dialogue
    turns: z.array(Turn).min(1),
  })),
});
export type TestsFile = z.infer<typeof TestsFile>;
