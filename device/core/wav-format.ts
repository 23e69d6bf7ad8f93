// The WAV container, read and written by hand: files of visitors, recorders and voices, some with a length that is not true.
import { Fault } from '../../flows/protocol/faults.ts';
import { mixDown } from './pcm.ts';

export interface WavSound { samples: Int16Array; sampleRate: number }

const MEND = 'Give a WAV file with 16-bit PCM samples, mono or stereo, 8 to 48 kHz; `sox in.mp3 -b 16 -r 16000 -c 1 out.wav` makes one.';

/** Reads a 16-bit PCM WAV file and mixes it down to mono. A data length of 0 or beyond the end means "to the end" (as pipes write it). Throws Fault `usage`. */
export function readWav(bytes: Uint8Array, where = 'WAV data'): WavSound {
  const wrong = (what: string): Fault => new Fault('usage', what, MEND, { where });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => (at + 4 <= bytes.length ? String.fromCharCode(...bytes.subarray(at, at + 4)) : '');
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw wrong('This is not a WAV file.');
  let format: { channels: number; sampleRate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = tag(at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (name === 'fmt ') {
      if (body + 16 > bytes.length) throw wrong('The WAV header is cut off.');
      const kind = view.getUint16(body, true);
      const extensible = kind === 0xfffe && size >= 26 && body + 26 <= bytes.length ? view.getUint16(body + 24, true) : kind;
      const channels = view.getUint16(body + 2, true);
      const sampleRate = view.getUint32(body + 4, true);
      const bits = view.getUint16(body + 14, true);
      if (extensible !== 1) throw wrong(`The sound is compressed or in floating point (WAV format ${extensible}), not PCM.`);
      if (bits !== 16) throw wrong(`The samples have ${bits} bits, not 16.`);
      if (channels < 1 || channels > 8) throw wrong(`The file says it has ${channels} channels.`);
      if (sampleRate < 8000 || sampleRate > 48000) throw wrong(`The sample rate is ${sampleRate} Hz, outside 8000 to 48000.`);
      format = { channels, sampleRate };
    } else if (name === 'data') {
      if (!format) throw wrong('The sound data come before the format.');
      const rest = bytes.length - body;
      const length = size === 0 || size > rest ? rest : size;
      const block = 2 * format.channels;
      const count = Math.floor(length / block) * format.channels;
      const samples = new Int16Array(count);
      for (let i = 0; i < count; i++) samples[i] = view.getInt16(body + 2 * i, true);
      return { samples: mixDown(samples, format.channels), sampleRate: format.sampleRate };
    }
    at = body + size + (size % 2);
  }
  throw wrong(format ? 'The WAV file holds no sound data.' : 'The WAV file holds no format.');
}

/** A mono 16-bit PCM WAV file. */
export function writeWav(samples: Int16Array, sampleRate: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => void [...value].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (let i = 0; i < samples.length; i++) view.setInt16(44 + 2 * i, samples[i] ?? 0, true);
  return bytes;
}
