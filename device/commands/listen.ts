// `foyer listen`: the recogniser alone, on a file or on the microphone.
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { createRecorderMicrophone } from '../adapters/recorder-microphone.ts';
import { createSystemClock } from '../adapters/system-clock.ts';
import type { Recognition, RecognizedWord } from '../core/ports.ts';
import { joinWords } from '../../flows/engine/segmentation.ts';
import { addModelFlags, languageOf, phrasesFrom, print, recognizerFrom, requireKnown, seconds, stderrLog, wavFrom, type ModelFlags } from './voice-flags.ts';

interface ListenFlags extends ModelFlags { lang?: string; wav?: string; mic?: boolean | string; grammar?: string; json?: boolean }

const STEP = 1600; // 100 ms
const TAIL_MS = 500; // the model looks 150 ms ahead

export function registerListen(program: Command): void {
  addModelFlags(program.command('listen').description('the recogniser alone: text, words with times, confidence, real-time factor'))
    .requiredOption('--lang <zh|en>', 'language spoken')
    .option('--wav <file>', 'WAV file: 16 bit, mono or stereo, 8 to 48 kHz')
    .option('--mic [device]', 'listen to the microphone until interrupted')
    .option('--grammar <file>', 'closed grammar: one phrase a line, or a JSON array')
    .option('--json', 'JSON lines on stdout')
    .action(listen);
}

async function listen(flags: ListenFlags): Promise<void> {
  const language = languageOf(flags.lang, '--lang');
  if ((flags.wav === undefined) === (flags.mic === undefined)) throw new Fault('usage', 'One source of sound is needed.', 'Give either --wav FILE or --mic.', { where: 'foyer listen' });
  const grammar = flags.grammar === undefined ? null : await phrasesFrom(flags.grammar);
  const sound = flags.wav === undefined ? null : await wavFrom(flags.wav);
  const recognizer = recognizerFrom(flags);
  await recognizer.start({ down: () => undefined, up: () => undefined });
  try {
    if (grammar) await requireKnown(recognizer, grammar, flags.grammar ?? '');
    if (sound) await fromFile(sound, flags, language, grammar, recognizer);
    else await fromMicrophone(flags, language, grammar, recognizer);
  } finally {
    await recognizer.stop();
  }
}

type Recognizer = ReturnType<typeof recognizerFrom>;

async function fromFile(sound: Int16Array, flags: ListenFlags, language: Language, grammar: string[] | null, recognizer: Recognizer): Promise<void> {
  const stream = await recognizer.open({ language, ...(grammar ? { grammar } : {}) });
  const parts: Recognition[] = [];
  let ended = false;
  stream.onEndpoint(() => (ended = true));
  const begun = performance.now();
  const whole = new Int16Array(sound.length + TAIL_MS * 16);
  whole.set(sound);
  for (let at = 0; at < whole.length; at += STEP) {
    stream.accept(whole.subarray(at, at + STEP));
    // long recordings are cut where the model hears an end, so that memory stays flat
    if (at % (STEP * 20) !== 0) continue;
    await recognizer.settled();
    if (!ended) continue;
    parts.push(await stream.finish());
    ended = false;
  }
  parts.push(await stream.finish());
  const realTimeFactor = (performance.now() - begun) / Math.max(1, sound.length / 16);
  const words: RecognizedWord[] = parts.flatMap((part) => part.words).map((word) => ({ ...word, start: seconds(word.start), end: seconds(word.end), confidence: seconds(word.confidence) }));
  const known = words.filter((word) => word.word !== '[unk]');
  const confidence = known.length === 0 ? null : seconds(known.reduce((sum, word) => sum + word.confidence, 0) / known.length);
  const text = joinWords(parts.map((part) => part.text).join(' '));
  if (flags.json) return print({ text, language, words, confidence, seconds: seconds(sound.length / 16000), real_time_factor: seconds(realTimeFactor) });
  print(text === '' ? '(nothing understood)' : text);
  for (const word of words) print(`  ${word.start.toFixed(2)} to ${word.end.toFixed(2)} s  ${word.word}  ${word.confidence.toFixed(2)}`);
  print(`confidence ${confidence ?? 'none'}, ${(sound.length / 16000).toFixed(1)} s of sound, real-time factor ${realTimeFactor.toFixed(3)}`);
}

async function fromMicrophone(flags: ListenFlags, language: Language, grammar: string[] | null, recognizer: Recognizer): Promise<void> {
  const stream = await recognizer.open({ language, ...(grammar ? { grammar } : {}) });
  const microphone = createRecorderMicrophone({ clock: createSystemClock(), log: stderrLog, ...(typeof flags.mic === 'string' ? { device: flags.mic } : {}) });
  stream.onPartial((text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[2K${joinWords(text)}`));
  stream.onEndpoint(() => {
    void stream.finish().then((result) => {
      const text = joinWords(result.text);
      if (text === '') return;
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
      print(flags.json ? { text, language, words: result.words, confidence: result.confidence } : text);
    });
  });
  await new Promise<void>((resolve, reject) => {
    microphone
      .start({ frame: ({ samples }) => stream.accept(samples), down: (reason) => reject(new Fault('no-microphone', `The microphone gives no sound: ${reason}.`, 'Connect one, check it with `arecord -l`, or name it with --mic DEVICE.', { where: 'foyer listen --mic' })), up: () => undefined })
      .catch(reject);
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  }).finally(() => microphone.stop());
}
