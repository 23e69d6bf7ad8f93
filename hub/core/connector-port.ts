// What the hub needs of the premises' own broker to reach appliances: one message out, one back.

/** `detail`: for whoever runs the hub, what went wrong and what to look at. */
export interface CallAnswer { ok: boolean; response: Record<string, unknown>; reason?: 'offline' | 'timeout' | 'refused' | 'failed'; detail?: string }

/** Reaches the outside world for one call. Never throws. */
export type Connect = (call: { connectorsYaml: string; connector: string; request: Record<string, unknown>; idempotencyKey: string; timeoutMs: number }) => Promise<CallAnswer>;

export type ApplianceAnswer = { ok: true; payload: string } | { ok: false; reason: 'offline' | 'timeout' | 'refused' | 'failed'; detail: string };

export interface Appliances {
  /** Publishes `payload` once; without `answer` the broker's acknowledgement is the answer (an empty payload). Never throws. */
  ask(message: { publish: string; answer: string | undefined; payload: string; timeoutMs: number }): Promise<ApplianceAnswer>;
  stop(): Promise<void>;
}
