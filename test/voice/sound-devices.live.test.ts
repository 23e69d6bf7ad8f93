// The microphone and the loudspeaker themselves, on virtual sound devices, in real time: exactness, delays, barge-in, echo,
// and every way in which they get lost.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEspeakSynthesizer } from '../../device/adapters/espeak-synthesizer.ts';
import { createFvadVoiceActivity } from '../../device/adapters/fvad-voice-activity.ts';
import { createRecorderMicrophone } from '../../device/adapters/recorder-microphone.ts';
import { createSpeakerLoudspeaker } from '../../device/adapters/speaker-loudspeaker.ts';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import { createHearing } from '../../device/core/hearing.ts';
import { rootMeanSquare } from '../../device/core/pcm.ts';
import type { Frame } from '../../device/core/ports.ts';
import { createSpeaking } from '../../device/core/speaking.ts';
import type { HearingEvents, SpeakingEvents } from '../../device/core/voice-contract.ts';
import { WAKE } from './hearing-rig.ts';
import { MODEL, noise, quietLog, realClock, spoken } from './visitor-voice.ts';
import { startVirtualSound, type VirtualSound } from './virtual-sound.ts';

let sound: VirtualSound;
const saved = { ...process.env };

beforeAll(async () => {
  sound = await startVirtualSound();
  Object.assign(process.env, sound.environment);
});
afterAll(async () => {
  await sound.stop();
  for (const name of Object.keys(process.env)) if (name.startsWith('PULSE_')) delete process.env[name];
  Object.assign(process.env, saved);
});

/** Waits for something real, with a deadline. */
async function until(what: string, holds: () => boolean, ms = 8000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;

/** Longest stretch of `sent` that arrived sample for sample. */
function longestExact(sent: Int16Array, arrived: Int16Array): number {
  const where = new Map<string, number>();
  for (let i = 0; i + 3 < sent.length; i++) where.set(`${sent[i]},${sent[i + 1]},${sent[i + 2]},${sent[i + 3]}`, i);
  let best = 0;
  for (let i = 0; i + 3 < arrived.length; ) {
    const from = where.get(`${arrived[i]},${arrived[i + 1]},${arrived[i + 2]},${arrived[i + 3]}`);
    let length = 0;
    while (from !== undefined && from + length < sent.length && i + length < arrived.length && sent[from + length] === arrived[i + length]) length++;
    best = Math.max(best, length);
    i += Math.max(1, length);
  }
  return best;
}

const flat = (frames: Frame[]): Int16Array => Int16Array.from(frames.flatMap((frame) => [...frame.samples]));

/** Children of this process that run `program`. */
function childrenNamed(program: string): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid,ppid,stat,comm'], { encoding: 'utf8' }).trim().split('\n').slice(1);
  return rows.map((row) => row.trim().split(/\s+/)).filter(([, parent, state, name]) => Number(parent) === process.pid && name === program && !state?.startsWith('Z')).map(([pid]) => Number(pid));
}

describe('the microphone', () => {
  it('gives exactly what is said in the room, in frames of 20 ms', async () => {
    let best = 0;
    // the room itself may drop a few milliseconds on a busy machine, so the best of six counts
    for (let attempt = 0; attempt < 6 && best < 28_000; attempt++) {
      const frames: Frame[] = [];
      const microphone = createRecorderMicrophone({ clock: realClock, log: quietLog });
      await microphone.start({ frame: (frame) => void frames.push(frame), down: () => undefined, up: () => undefined });
      await until('sound from the microphone', () => frames.length > 5);
      const sent = noise('white', 2, 3000, 11 + attempt);
      await sound.speak(sent);
      await until('the end of the noise', () => frames.length > 5 && rootMeanSquare(frames.at(-1)?.samples ?? sent) < 5);
      await microphone.stop();
      expect(frames.every((frame) => frame.samples.length === 320)).toBe(true);
      best = Math.max(best, longestExact(sent, flat(frames)));
    }
    expect(best).toBeGreaterThan(28_000); // of 32,000: the first of a new stream may be missing
  });

  it('comes back when its recorder is killed, and when it stalls', async () => {
    const told: string[] = [];
    let frames = 0;
    const microphone = createRecorderMicrophone({ clock: realClock, log: quietLog, stallMs: 600, restartMs: { first: 50, longest: 200 } });
    await microphone.start({ frame: () => void frames++, down: (reason) => void told.push(reason), up: () => void told.push('up') });
    await until('the first sound', () => frames > 5);
    process.kill(childrenNamed('arecord')[0] as number, 'SIGKILL');
    await until('down and up again', () => told.filter((what) => what === 'up').length === 2);
    expect(told[1]).toContain('SIGKILL');
    frames = 0;
    await until('sound again', () => frames > 5);
    process.kill(childrenNamed('arecord')[0] as number, 'SIGSTOP');
    await until('the stall noticed and mended', () => told.filter((what) => what === 'up').length === 3);
    expect(told[3]).toContain('no sound');
    await microphone.stop();
    await until('no recorder left', () => childrenNamed('arecord').length === 0);
  });

  it('that does not exist is a state, not a crash', async () => {
    const told: string[] = [];
    const microphone = createRecorderMicrophone({ clock: realClock, log: quietLog, device: 'no_such_device', restartMs: { first: 50, longest: 100 } });
    await microphone.start({ frame: () => undefined, down: (reason) => void told.push(reason), up: () => void told.push('up') });
    await until('told twice', () => told.length >= 2);
    expect(told).not.toContain('up');
    expect(told[0]).toMatch(/code 1/);
    await microphone.stop();
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const missing = createRecorderMicrophone({ clock: realClock, log: quietLog, restartMs: { first: 50, longest: 100 } });
      const reasons: string[] = [];
      await missing.start({ frame: () => undefined, down: (reason) => void reasons.push(reason), up: () => undefined });
      await until('told that the program is missing', () => reasons.length > 0);
      expect(reasons[0]).toContain('not installed');
      await missing.stop();
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('the loudspeaker', () => {
  it('is heard at once, stops at once and never crashes from it', async () => {
    const loudspeaker = createSpeakerLoudspeaker({ clock: realClock, log: quietLog });
    let up = 0;
    await loudspeaker.start({ down: () => undefined, up: () => void up++, level: () => undefined });
    await until('the device opens', () => up > 0);
    let heardAt = 0;
    let lastHeardAt = 0;
    const stop = sound.record('loudspeaker', (samples, at) => {
      if (rootMeanSquare(samples) < 300) return;
      heardAt ||= at;
      lastHeardAt = at;
    });
    const speech = await spoken('欢迎光临请问您要办理什么业务我可以帮您取号预约和查询', 'zh');
    const onset: number[] = [];
    const silence: number[] = [];
    const promised: number[] = [];
    for (let round = 0; round < 7; round++) {
      heardAt = 0;
      const begun = performance.now();
      let first = 0;
      const played = loudspeaker.play({ samples: speech, sampleRate: 16000, phrases: [] }, { volume: 1, onFirst: (at) => (first = at) });
      await until('it is heard', () => heardAt > 0);
      await until('it goes on', () => performance.now() - begun > 500);
      const cut = performance.now();
      loudspeaker.silence();
      expect(await played).toBe('stopped');
      await until('silence', () => performance.now() - Math.max(cut, lastHeardAt) > 250);
      onset.push(heardAt - begun);
      promised.push(Math.abs(heardAt - first));
      silence.push(lastHeardAt - cut);
    }
    stop();
    process.stderr.write(`loudspeaker: heard after ${onset.map(Math.round).join(' ')} ms, silent after ${silence.map(Math.round).join(' ')} ms\n`);
    // 150 ms is held on a machine of its own (the line above shows it); a shared one must not decide about the suite
    expect(median(silence)).toBeLessThanOrEqual(400);
    expect(median(onset)).toBeLessThanOrEqual(800);
    expect(median(promised)).toBeLessThanOrEqual(400);
    expect(up).toBe(1);
    await loudspeaker.stop();
  });

  it('plays to the end, then says so', async () => {
    const loudspeaker = createSpeakerLoudspeaker({ clock: realClock, log: quietLog });
    let up = false;
    const levels: number[] = [];
    await loudspeaker.start({ down: () => undefined, up: () => (up = true), level: (level) => void levels.push(level) });
    await until('the device opens', () => up);
    const speech = await spoken('好的请稍等', 'zh');
    const begun = performance.now();
    expect(await loudspeaker.play({ samples: speech, sampleRate: 16000, phrases: [] }, { volume: 0.8, onFirst: () => undefined })).toBe('done');
    expect(performance.now() - begun).toBeGreaterThan(speech.length / 16 - 50);
    expect(levels.some((level) => level > 0.4)).toBe(true);
    await loudspeaker.stop();
  });

  it('comes back when its process is killed; without a device it says so and speaking is unheard', async () => {
    const events: Partial<SpeakingEvents> = {};
    const states: string[] = [];
    const speaking = createSpeaking({
      synthesizer: createEspeakSynthesizer(), clock: realClock, log: quietLog, voice: 'test',
      loudspeaker: createSpeakerLoudspeaker({ clock: realClock, log: quietLog, environment: { PULSE_SERVER: 'unix:/nowhere' }, restartMs: { first: 100, longest: 200 } }),
    });
    await speaking.start({ level: () => undefined, phrase: () => undefined, loudspeaker: (state, reason) => void states.push(`${state} ${reason}`), ...events });
    expect(states[0]).toMatch(/^failed .*no sound device/);
    expect(await speaking.say('好的', 'zh', { rate: 2, volume: 1 })).toBe('unheard');
    await speaking.stop();

    const told: string[] = [];
    const loudspeaker = createSpeakerLoudspeaker({ clock: realClock, log: quietLog, restartMs: { first: 50, longest: 100 } });
    await loudspeaker.start({ down: (reason) => void told.push(reason), up: () => void told.push('up'), level: () => undefined });
    await until('the device opens', () => told.includes('up'));
    const cut = loudspeaker.play({ samples: await spoken('请问您要办理什么业务', 'zh'), sampleRate: 16000, phrases: [] }, { volume: 1, onFirst: () => undefined });
    process.kill(loudspeaker.pid as number, 'SIGKILL');
    expect(await cut).toBe('stopped');
    await until('it is back', () => told.filter((what) => what === 'up').length === 2);
    expect(await loudspeaker.play({ samples: new Int16Array(3200), sampleRate: 16000, phrases: [] }, { volume: 1, onFirst: () => undefined })).toBe('done');
    await loudspeaker.stop();
  });
});

describe('a conversation over the devices', () => {
  it('hears a visitor, is interrupted, does not hear itself, and serves on when the recorder dies', async () => {
    const heard: { what: string; args: unknown[]; at: number }[] = [];
    const note = (what: keyof HearingEvents) => (...args: unknown[]): void => void (what !== 'level' && heard.push({ what, args, at: performance.now() }));
    const recognizer = createVoskRecognizer({ models: { any: MODEL }, clock: realClock, log: quietLog });
    const hearing = createHearing({ microphone: createRecorderMicrophone({ clock: realClock, log: quietLog, restartMs: { first: 100, longest: 400 } }), voiceActivity: await createFvadVoiceActivity(), recognizer, wake: WAKE, clock: realClock, log: quietLog });
    await hearing.start({ wake: note('wake'), speechStarted: note('speechStarted'), partial: note('partial'), utterance: note('utterance'), unintelligible: note('unintelligible'), level: note('level'), microphone: note('microphone') });
    const speaking = createSpeaking({ synthesizer: createEspeakSynthesizer(), loudspeaker: createSpeakerLoudspeaker({ clock: realClock, log: quietLog }), clock: realClock, log: quietLog, voice: 'test' });
    await speaking.start({ level: () => undefined, phrase: () => undefined, loudspeaker: () => undefined });
    const count = (what: string): number => heard.filter((event) => event.what === what).length;

    hearing.mode({ kind: 'wake' });
    await sound.speak(await spoken('你好小厅', 'zh'));
    await until('the wake phrase', () => count('wake') === 1);

    hearing.mode({ kind: 'listen', language: 'zh', expect: { kind: 'open', phrases: [] } });
    await sound.speak(await spoken('几点开门', 'zh'));
    await until('the question', () => count('utterance') === 1);
    expect(heard.find((event) => event.what === 'utterance')?.args[0]).toMatchObject({ text: '几点开门' });

    // its own voice comes back from the loudspeaker at speaking loudness and starts nothing
    const silent = await sound.echo(70);
    hearing.mode({ kind: 'barge-in', language: 'zh', expect: { kind: 'open', phrases: [] }, echoCancelled: false });
    const before = heard.length;
    expect(await speaking.say('请准备好您的身份证和户口本，到三号窗口办理。', 'zh', { rate: 1, volume: 1 })).toBe('done');
    await hearing.settled();
    expect(heard.slice(before).filter((event) => event.what !== 'level')).toEqual([]);
    await silent();

    // a visitor who speaks over it: silence follows the recognised speech at once
    const gaps: number[] = [];
    for (let round = 0; round < 3; round++) {
      hearing.mode({ kind: 'barge-in', language: 'zh', expect: { kind: 'open', phrases: [] }, echoCancelled: true });
      let lastHeardAt = 0;
      const stop = sound.record('loudspeaker', (samples, at) => {
        if (rootMeanSquare(samples) > 300) lastHeardAt = at;
      });
      const started = count('speechStarted');
      const said = speaking.say('请准备好您的身份证和户口本到三号窗口办理然后到五号窗口缴费最后取证', 'zh', { rate: 0.8, volume: 1 });
      await until('it speaks', () => lastHeardAt > 0);
      const visitor = sound.speak(await spoken('我要取号', 'zh'));
      await until('speech is noticed', () => count('speechStarted') > started);
      const noticed = performance.now();
      speaking.silence();
      hearing.mode({ kind: 'listen', language: 'zh', expect: { kind: 'open', phrases: [] } });
      expect(await said).toBe('stopped');
      await visitor;
      await until('silence', () => performance.now() - Math.max(lastHeardAt, noticed) > 250);
      gaps.push(Math.max(0, lastHeardAt - noticed));
      await until('what the visitor said', () => count('utterance') === 2 + round);
      expect(heard.findLast((event) => event.what === 'utterance')?.args[0]).toMatchObject({ text: '我要取号' });
      stop();
    }
    process.stderr.write(`barge-in to silence: ${gaps.map(Math.round).join(' ')} ms\n`);
    expect(median(gaps)).toBeLessThanOrEqual(400); // 150 ms on a machine of its own

    process.kill(childrenNamed('arecord')[0] as number, 'SIGKILL');
    await until('the loss is told, and the return', () => heard.filter((event) => event.what === 'microphone').map((event) => event.args[0]).slice(-2).join() === 'failed,ok');
    await sound.speak(await spoken('几点开门', 'zh'));
    await until('it hears again', () => count('utterance') === 5);

    process.kill(recognizer.pid as number, 'SIGKILL');
    await until('the recogniser is back', () => recognizer.pid !== null, 5000);
    await sound.speak(await spoken('几点开门', 'zh'));
    await until('it understands again', () => count('utterance') === 6);

    expect(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${recognizer.pid ?? 0}/status`, 'utf8'))?.[1]) / 1024).toBeLessThan(200);
    await speaking.stop();
    await hearing.stop();
  });

  it('loses the whole sound system and goes on without a crash', async () => {
    const lost = await startVirtualSound();
    const before = { ...process.env };
    Object.assign(process.env, lost.environment);
    const told: string[] = [];
    const microphone = createRecorderMicrophone({ clock: realClock, log: quietLog, restartMs: { first: 50, longest: 200 } });
    const loudspeaker = createSpeakerLoudspeaker({ clock: realClock, log: quietLog, restartMs: { first: 50, longest: 200 } });
    await microphone.start({ frame: () => undefined, down: () => void told.push('microphone down'), up: () => void told.push('microphone up') });
    await loudspeaker.start({ down: () => void told.push('loudspeaker down'), up: () => void told.push('loudspeaker up'), level: () => undefined });
    await until('both are there', () => told.includes('microphone up') && told.includes('loudspeaker up'));
    await lost.stop();
    await until('both are told lost', () => told.includes('microphone down') && told.includes('loudspeaker down'));
    Object.assign(process.env, before);
    await until('both are found elsewhere', () => told.filter((what) => what.endsWith('up')).length >= 4, 10_000);
    await microphone.stop();
    await loudspeaker.stop();
  });
});
