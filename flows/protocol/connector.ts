// Calls from a flow to the outside world, carried by the hub when the kiosk cannot reach it by itself.
import { z } from 'zod';

export const CallRequest = z.looseObject({
  v: z.literal(1), id: z.string(), connector: z.string(), request: z.record(z.string(), z.unknown()),
  deadline: z.number(), idempotencyKey: z.string(),
});
export type CallRequest = z.infer<typeof CallRequest>;

export const CallReply = z.looseObject({
  v: z.literal(1), id: z.string(), ok: z.boolean(),
  response: z.record(z.string(), z.unknown()).default({}),
  reason: z.enum(['offline', 'timeout', 'refused', 'failed']).optional(),
});
export type CallReply = z.infer<typeof CallReply>;
