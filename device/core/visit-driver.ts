// One visitor played out of files against a running kiosk: waits until it listens, speaks or touches, waits for the
// answer, and turns what is observed into the lines of `foyer visit`.
import type { ScreenEvent } from '../../flows/protocol/screen.ts';
import { percentile } from './health.ts';
import type { Observation } from './observation.ts';
import type { Clock } from './ports.ts';
import { firstSoundMs, speechEndMs, type Track } from './visit-sound.ts';

export type VisitInput = { kind: 'speech'; label: string; samples: Int16Array } | { kind: 'touch'; id: string; value?: string };

/** One JSON line; `event` and `at_ms` are always there. */
export type VisitLine = { event: string; at_ms: number } & Record<string, unknown>;

export interface VisitWorld {
  clock: Clock;
  /** The kiosk's state in one word. */
  state(): string;
  session(): string | null;
  /** Plays 16 kHz samples into the microphone; resolves with monotonic ms of the first and last sample. */
  speak(samples: Int16Array): Promise<{ startedAt: number; endedAt: number }>;
  touch(event: ScreenEvent): void;
  /** What the loudspeaker has played or is playing: monotonic start, whole samples. */
  played(): Track[];
  dismiss(): void;
  line(line: VisitLine): void;
}

export interface VisitSummary {
  reason: string; answered: boolean; turns: number; woken: boolean;
  latencies: number[]; visitor: Track[]; startedAt: number; endedAt: number;
}

export interface VisitDriver {
  observe(observation: Observation): void;
  run(inputs: VisitInput[]): Promise<VisitSummary>;
}

const PAUSE_MS = 300;
const WAKE_PATIENCE_MS = 4000;
const HEARING_PATIENCE_MS = 5000;
const ANSWER_PATIENCE_MS = 40_000;
const STEP_MS = 20;
const SETTLED_MS = 200;

export function createVisitDriver(world: VisitWorld): VisitDriver {
  const { clock } = world;
  const began = clock.monotonic();
  const latencies: number[] = [];
  const visitor: Track[] = [];
  let speechEnd: number | null = null; // of the input that has not been answered in sound yet
  let decisions = 0;
  let said = 0;
  let answeredTurns = 0;
  let woken = false;
  let openedAt = 0;
  let ended: { reason: string; turns: number } | null = null;
  const print = (event: string, fields: Record<string, unknown>): void => world.line({ event, at_ms: Math.round(clock.monotonic() - began), ...fields });

  function wait(ms: number): Promise<void> { return new Promise((resolve) => { clock.setTimeout(resolve, ms); }); }
  async function until(holds: () => boolean, patienceMs: number): Promise<boolean> {
    const deadline = clock.monotonic() + patienceMs;
    while (!holds()) {
      if (clock.monotonic() >= deadline) return false;
      await wait(STEP_MS);
    }
    return true;
  }
  /** The kiosk has said what it had to say and is listening, and stays so for a moment. */
  async function untilListening(): Promise<boolean> {
    let since: number | null = null;
    return until(() => {
      const state = world.state();
      if (state !== 'listening' && state !== 'escalated' && !(state === 'idle' && world.session() === null)) since = null;
      else since ??= clock.monotonic();
      return since !== null && clock.monotonic() - since >= SETTLED_MS;
    }, ANSWER_PATIENCE_MS);
  }

  function latencyOf(observation: Extract<Observation, { event: 'said' }>): number | null {
    if (!observation.heard || speechEnd === null || !observation.first) return null;
    const track = world.played().at(-1);
    const offset = track ? firstSoundMs(track.samples) : null;
    if (!track || offset === null) return null;
    const latency = Math.round(track.startedAt + offset - speechEnd);
    speechEnd = null;
    return latency;
  }

  return {
    observe(observation) {
      switch (observation.event) {
        case 'wake-heard': woken = true; return print('wake-heard', { text: observation.text, language: observation.language, score: observation.score });
        case 'opened': openedAt += 1; return;
        case 'partial': return print('partial', { text: observation.text });
        case 'final': return print('final', { text: observation.text, confidence: observation.confidence, agreed: observation.agreed });
        case 'touched': return print('touched', { text: observation.text });
        case 'decision': {
          decisions += 1;
          const { decision } = observation;
          if (decision.zone === 'answer' || decision.flow !== null) answeredTurns += 1;
          return print('decision', { text: observation.text, ...decision });
        }
        case 'said': {
          said += 1;
          const latency = latencyOf(observation);
          if (latency !== null) latencies.push(latency);
          return print('said', { text: observation.text, language: observation.language, who: observation.who, heard: observation.heard, speech_end_to_first_audio_ms: latency });
        }
        case 'shown': return print('shown', { kind: observation.view.kind, view: observation.view });
        case 'called': return print('called', { connector: observation.connector, request: observation.request, ok: observation.ok, reason: observation.reason });
        case 'escalated': return print('escalated', { kind: observation.kind, text: observation.text });
        case 'ended': ended = { reason: observation.reason, turns: observation.turns }; return;
        case 'listening': case 'content': case 'turn-taken': return;
      }
    },
    async run(inputs) {
      for (const [index, input] of inputs.entries()) {
        await untilListening();
        if (index > 0 && ended && world.session() === null && openedAt > 0) break; // the kiosk said goodbye; the visitor has gone
        await wait(PAUSE_MS);
        const before = { decisions, openedAt, said };
        if (input.kind === 'touch') {
          speechEnd = null;
          world.touch({ type: 'touch', id: input.id, ...(input.value === undefined ? {} : { value: input.value }) });
          await until(() => decisions > before.decisions, HEARING_PATIENCE_MS);
          continue;
        }
        const idle = world.session() === null;
        print('visitor', { text: input.label });
        const track = { startedAt: clock.monotonic(), samples: input.samples };
        const playing = world.speak(input.samples);
        // The true end of speech lies inside the file; it is known before the sound has been played to its end.
        const expectedEnd = speechEndMs(input.samples);
        speechEnd = track.startedAt + expectedEnd;
        const span = await playing;
        visitor.push({ startedAt: span.startedAt, samples: input.samples });
        if (speechEnd !== null) speechEnd = span.startedAt + expectedEnd;
        await until(() => (idle ? openedAt > before.openedAt : decisions > before.decisions || said > before.said), idle ? WAKE_PATIENCE_MS : HEARING_PATIENCE_MS);
      }
      await untilListening();
      await wait(PAUSE_MS);
      const reason = ended as { reason: string; turns: number } | null;
      if (world.session() !== null) {
        world.dismiss();
        await until(() => world.session() === null, 3000);
      }
      const over = ended as { reason: string; turns: number } | null;
      return {
        reason: reason?.reason ?? (openedAt > 0 ? 'inputs-done' : 'not-woken'), answered: openedAt > 0 && answeredTurns > 0, woken,
        turns: over?.turns ?? 0, latencies, visitor, startedAt: began, endedAt: clock.monotonic(),
      };
    },
  };
}

/** p50 and p95 of latencies; nulls of none. */
export function latencySummary(latencies: number[]): { p50_ms: number | null; p95_ms: number | null; n: number } {
  if (latencies.length === 0) return { p50_ms: null, p95_ms: null, n: 0 };
  return { p50_ms: percentile(latencies, 0.5), p95_ms: percentile(latencies, 0.95), n: latencies.length };
}
