// Runs one visit against a real kiosk whose microphone and loudspeaker are files: builds both, plays the visitor, writes
// what was heard and said. Used by `foyer visit` and by `foyer start --visit`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileLoudspeaker } from '../adapters/file-loudspeaker.ts';
import { createSystemClock } from '../adapters/system-clock.ts';
import { createWavMicrophone } from '../adapters/wav-microphone.ts';
import { writeRecording, type RecordedTurn } from '../../flows/engine/recording.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { tapLoudspeaker } from '../core/loudspeaker-tap.ts';
import { createNoScreen } from '../core/no-screen.ts';
import { SAMPLE_RATE } from '../core/ports.ts';
import { createVisitDriver, latencySummary, type VisitLine, type VisitSummary } from '../core/visit-driver.ts';
import { assemble } from '../core/visit-sound.ts';
import { writeWav } from '../core/wav-format.ts';
import { build, type DeviceSettings } from '../main.ts';
import { readable } from './visit-lines.ts';
import { prepareVisitor, type InputFlag, type VisitorOptions } from './visitor.ts';

export interface VisitOptions {
  inputs: InputFlag[];
  visitor: VisitorOptions;
  fast: boolean;
  /** Serves the customer screen while the visit runs. */
  screen: boolean;
  out?: string;
  print(line: VisitLine): void;
  /** Told when the kiosk is up, before the visitor begins; what it returns is awaited after the visit. */
  ready?(): void;
}

const FAST = 6; // as much faster than life as recognition surely keeps up with on one core

/** Resolves with the exit code: 0 answered, 1 not. The kiosk is stopped afterwards. */
export async function runVisit(settings: DeviceSettings, options: VisitOptions): Promise<number> {
  const { inputs, bed } = await prepareVisitor(options.inputs, options.visitor);
  const clock = createSystemClock({ speed: options.fast ? FAST : 1 });
  const microphone = createWavMicrophone({ clock, ...(bed ? { bed } : {}) });
  const loudspeaker = tapLoudspeaker(createFileLoudspeaker({ clock }), clock);
  const lines: VisitLine[] = [];
  const turns: RecordedTurn[] = [];
  const line = (entry: VisitLine): void => {
    lines.push(entry);
    options.print(entry);
  };
  let driver: ReturnType<typeof createVisitDriver> | null = null;
  const device = build({ ...settings, echoCancelled: true }, {
    clock, microphone, loudspeaker, farewellMs: 500, ...(options.screen ? {} : { screen: createNoScreen() }),
    observe: (o) => {
      if (o.event === 'turn-taken') turns.push({ input: o.input, decision: o.decision, effects: o.effects });
      driver?.observe(o);
    },
  });
  await device.start();
  try {
    const { kiosk } = device.service;
    options.ready?.();
    driver = createVisitDriver({
      clock, state: () => kiosk.state, session: () => kiosk.session, touch: (event) => kiosk.screenEvent(event), dismiss: () => kiosk.dismiss(),
      speak: (samples) => microphone.play(samples), played: () => loudspeaker.tracks, line,
    });
    const processorBefore = device.vitals.processorSeconds(device.recognizer.pid);
    const peak = { own: 0, all: 0 };
    const sample = async (): Promise<void> => {
      const { residentBytes, childrenBytes } = await device.vitals.read();
      peak.own = Math.max(peak.own, residentBytes);
      peak.all = Math.max(peak.all, residentBytes + childrenBytes);
    };
    const sampler = setInterval(() => void sample(), 500);
    const summary = await driver.run(inputs);
    clearInterval(sampler);
    await sample();
    const heardSeconds = (summary.endedAt - summary.startedAt) / 1000;
    line({
      event: 'ended', at_ms: Math.round(summary.endedAt - summary.startedAt), reason: summary.reason, answered: summary.answered, turns: summary.turns,
      latency: latencySummary(summary.latencies), rss_mb: megabytes(peak.own), rss_with_children_mb: megabytes(peak.all),
      real_time_factor: round((device.vitals.processorSeconds(device.recognizer.pid) - processorBefore) / heardSeconds), audio_seconds: round(heardSeconds),
    });
    if (options.out !== undefined) writeTracks(options.out, summary, loudspeaker.tracks, bed, lines, turns);
    return summary.answered ? 0 : 1;
  } finally {
    await device.stop();
  }
}

function writeTracks(folder: string, summary: VisitSummary, spoken: { startedAt: number; samples: Int16Array }[], bed: Int16Array | null, lines: VisitLine[], turns: RecordedTurn[]): void {
  const { startedAt, endedAt, visitor } = summary;
  const track = (pieces: typeof spoken, under?: Int16Array): Uint8Array => writeWav(assemble(pieces, startedAt, endedAt, under), SAMPLE_RATE);
  const room = bed ?? undefined;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'visitor.wav'), track(visitor, room));
    writeFileSync(join(folder, 'kiosk.wav'), track(spoken));
    writeFileSync(join(folder, 'mixed.wav'), track([...visitor, ...spoken], room));
    writeFileSync(join(folder, 'transcript.txt'), lines.map(readable).filter((text) => text !== null).join('\n') + '\n');
    writeFileSync(join(folder, 'recording.jsonl'), writeRecording(turns, (at) => -new Date(at).getTimezoneOffset()));
    writeFileSync(join(folder, 'lines.jsonl'), lines.map((l) => JSON.stringify(l)).join('\n') + '\n');
  } catch (cause) {
    throw new Fault('data-folder-not-writable', `The visit cannot be written (${String(cause)}).`, 'Choose another folder with --out.', { where: folder, cause });
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1048576);
const round = (value: number): number => Math.round(value * 1000) / 1000;
