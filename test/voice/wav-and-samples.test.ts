// Sound files and the arithmetic on samples.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { mixDown, resample, rootMeanSquare } from '../../device/core/pcm.ts';
import { readWav, writeWav } from '../../device/core/wav-format.ts';
import { Fault } from '../../flows/protocol/faults.ts';

const tone = (hertz: number, rate: number, seconds: number): Int16Array => Int16Array.from({ length: Math.round(rate * seconds) }, (_, i) => Math.round(10000 * Math.sin((2 * Math.PI * hertz * i) / rate)));

describe('WAV files', () => {
  it('come back as they were written', () => {
    const samples = tone(440, 16000, 0.1);
    expect(readWav(writeWav(samples, 16000))).toEqual({ samples, sampleRate: 16000 });
  });
  it('with a length that a pipe could not know are read to their end', () => {
    const bytes = writeWav(tone(440, 22050, 0.1), 22050);
    new DataView(bytes.buffer).setUint32(40, 0x7ffff000, true);
    expect(readWav(bytes).samples).toHaveLength(2205);
  });
  it('in stereo are mixed down', () => {
    expect([...mixDown(Int16Array.from([100, 300, -50, 50]), 2)]).toEqual([200, 0]);
  });
  it.each([
    ['nothing', new Uint8Array(0), /not a WAV file/],
    ['text', new TextEncoder().encode('hello there, this is no sound'), /not a WAV file/],
    ['a header alone', writeWav(new Int16Array(0), 16000).slice(0, 36), /no sound data/],
  ])('that are %s are refused with the mend', (_, bytes, message) => {
    expect(() => readWav(bytes, 'x.wav')).toThrow(message);
  });
  it.each([
    [34, 8, /8 bits/],
    [20, 3, /floating point/],
    [24, 96000, /96000 Hz/],
    [22, 0, /0 channels/],
  ])('with a wrong format field at byte %i are refused by name', (at, value, message) => {
    const bytes = writeWav(tone(440, 16000, 0.01), 16000);
    const view = new DataView(bytes.buffer);
    if (at === 24) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    expect(() => readWav(bytes)).toThrow(message);
  });
  it('of any bytes give sound or a Fault, nothing else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, real) => {
      const bytes = real ? Uint8Array.from([...writeWav(new Int16Array(4), 16000).slice(0, 44), ...noise]) : noise;
      if (real && noise.length > 8) bytes.set(noise.subarray(0, 8), 14 + (noise[0] ?? 0) % 20);
      try {
        expect(readWav(bytes).samples).toBeInstanceOf(Int16Array);
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
    }));
  });
});

describe('changing the sample rate', () => {
  it.each([[22050, 16000], [8000, 16000], [48000, 16000], [44100, 16000], [22050, 48000]])('from %i to %i keeps a tone', (from, to) => {
    const out = resample(tone(1000, from, 0.5), from, to);
    expect(out.length).toBe(Math.floor((Math.round(from * 0.5) * to) / from));
    const expected = tone(1000, to, 0.5);
    let error = 0;
    for (let i = 500; i < out.length - 500; i++) error = Math.max(error, Math.abs((out[i] ?? 0) - (expected[i] ?? 0)));
    expect(error).toBeLessThan(150);
  });
  it('takes away what the lower rate cannot hold', () => {
    expect(rootMeanSquare(resample(tone(10000, 48000, 0.5), 48000, 16000))).toBeLessThan(60);
  });
});
