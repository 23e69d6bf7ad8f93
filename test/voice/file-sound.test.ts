// Sound kept in files: the cache of rendered speech, and the loudspeaker that writes what was said.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLoudspeaker } from '../../device/adapters/file-loudspeaker.ts';
import { createFileSoundStore } from '../../device/adapters/file-sound-store.ts';
import { createWavMicrophone } from '../../device/adapters/wav-microphone.ts';
import { readWav } from '../../device/core/wav-format.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'foyer-sound-files-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sound = (length: number, value = 1000) => ({ samples: new Int16Array(length).fill(value), sampleRate: 16000, phrases: [] });

describe('the store of rendered speech', () => {
  const store = (mostBytes?: number) => createFileSoundStore({ folder: path.join(folder, 'cache'), now: () => 1_800_000_000_000, ...(mostBytes ? { mostBytes } : {}) });
  it('gives back what was put, under its key only', async () => {
    await store().put('a', sound(100));
    expect(await store().get('a')).toEqual(sound(100));
    expect(await store().get('b')).toBeNull();
  });
  it('renders again what is damaged', async () => {
    await store().put('a', sound(100));
    const [name] = readdirSync(path.join(folder, 'cache'));
    writeFileSync(path.join(folder, 'cache', name as string), 'torn');
    expect(await store().get('a')).toBeNull();
    expect(readdirSync(path.join(folder, 'cache'))).toEqual([]);
  });
  it('stays within its room', async () => {
    const small = store(20_000);
    for (let i = 0; i < 100; i++) await small.put(`key ${i}`, sound(200));
    expect(readdirSync(path.join(folder, 'cache')).length).toBeLessThanOrEqual(50);
  });
});

describe('the loudspeaker of a machine without sound', () => {
  it('takes as long as the sound, keeps the timeline and writes it', async () => {
    const clock = createFakeClock();
    const file = path.join(folder, 'out', 'said.wav');
    const loudspeaker = createFileLoudspeaker({ clock, file });
    await loudspeaker.start({ down: () => undefined, up: () => undefined, level: () => undefined });
    const one = loudspeaker.play(sound(16000), { volume: 0.5, onFirst: () => undefined });
    await clock.advance(1500);
    expect(await one).toBe('done');
    const two = loudspeaker.play(sound(16000), { volume: 1, onFirst: () => undefined });
    await clock.advance(300);
    loudspeaker.silence();
    expect(await two).toBe('stopped');
    expect(loudspeaker.played.map(({ startedAt, endedAt, cut }) => [startedAt, endedAt, cut])).toEqual([[0, 1000, false], [1500, 1800, true]]);
    await loudspeaker.stop();
    const { samples } = readWav(readFileSync(file));
    expect([samples[100], samples[20_000], samples[24_100], samples[28_900]]).toEqual([500, 0, 1000, 0]);
  });
});

describe('the microphone that plays sound', () => {
  it('gives frames as time passes, speech where it is asked for, silence between', async () => {
    const clock = createFakeClock();
    const frames: { at: number; loud: boolean }[] = [];
    const microphone = createWavMicrophone({ clock });
    await microphone.start({ frame: ({ samples, at }) => void frames.push({ at, loud: samples.some((value) => value !== 0) }), down: () => undefined, up: () => undefined });
    await clock.advance(100);
    const span = microphone.play(new Int16Array(1600).fill(500));
    await clock.advance(200);
    expect(await span).toEqual({ startedAt: 100, endedAt: 200 });
    expect(frames.map(({ at }) => at)).toEqual(Array.from({ length: 15 }, (_, i) => 20 * (i + 1)));
    expect(frames.filter(({ loud }) => loud).map(({ at }) => at)).toEqual([120, 140, 160, 180, 200]);
    await microphone.stop();
    await clock.advance(100);
    expect(frames).toHaveLength(15);
  });
  it('tells when everything has been played', async () => {
    const clock = createFakeClock();
    let ended = 0;
    const microphone = createWavMicrophone({ clock, sounds: [new Int16Array(3200)], tailMs: 100 });
    await microphone.start({ frame: () => undefined, down: () => undefined, up: () => undefined, ended: () => void ended++ });
    await clock.advance(1000);
    expect(ended).toBe(1);
    await microphone.stop();
  });
});
