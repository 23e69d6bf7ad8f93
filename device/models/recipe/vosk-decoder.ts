// The thinnest possible way to decode a file with libvosk, for measuring models; the product has its own recogniser.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import koffi from 'koffi';

export type Word = { word: string; start: number; end: number; conf: number };
export type Result = { text: string; result?: Word[] };

const LIBRARIES: Record<string, string> = {
  'linux-x64': 'lib/linux-x86_64/libvosk.so',
  'darwin-x64': 'lib/osx-universal/libvosk.dylib',
  'darwin-arm64': 'lib/osx-universal/libvosk.dylib',
  'win32-x64': 'lib/win-x86_64/libvosk.dll',
};

/** VOSK_LIB wins; else the library inside the npm package. */
function libraryPath(): string {
  const given = process.env['VOSK_LIB'];
  if (given && existsSync(given)) return given;
  const inside = LIBRARIES[`${process.platform}-${process.arch}`];
  if (!inside) throw new Error(`no bundled libvosk for ${process.platform}-${process.arch}; set VOSK_LIB`);
  return path.join(path.dirname(createRequire(import.meta.url).resolve('vosk/package.json')), inside);
}

const library = koffi.load(libraryPath());
const MODEL = koffi.pointer('VoskModel', koffi.opaque());
const RECOGNIZER = koffi.pointer('VoskRecognizer', koffi.opaque());
const setLogLevel = library.func('vosk_set_log_level', 'void', ['int']);
const modelNew = library.func('vosk_model_new', MODEL, ['str']);
const findWord = library.func('vosk_model_find_word', 'int', [MODEL, 'str']);
const recognizerNew = library.func('vosk_recognizer_new', RECOGNIZER, [MODEL, 'float']);
const recognizerNewGrammar = library.func('vosk_recognizer_new_grm', RECOGNIZER, [MODEL, 'float', 'str']);
const recognizerFree = library.func('vosk_recognizer_free', 'void', [RECOGNIZER]);
const setWords = library.func('vosk_recognizer_set_words', 'void', [RECOGNIZER, 'int']);
const acceptWaveform = library.func('vosk_recognizer_accept_waveform', 'int', [RECOGNIZER, 'void *', 'int']);
const resultOf = library.func('vosk_recognizer_result', 'str', [RECOGNIZER]);
const finalOf = library.func('vosk_recognizer_final_result', 'str', [RECOGNIZER]);

export type Decoder = {
  hasWord(word: string): boolean;
  /** Results in order of their end points. Grammar entries are space-separated known words. */
  decode(pcm: Buffer, grammar?: string[]): Result[];
};

/** Loads a model folder; blocks, which is fine in a measuring program. */
export function loadDecoder(folder: string): Decoder {
  setLogLevel(-1);
  const model: unknown = modelNew(folder);
  if (!model) throw new Error(`no model in ${folder}`);
  return {
    hasWord: (word) => (findWord(model, word) as number) >= 0,
    decode(pcm, grammar) {
      const recognizer: unknown = grammar ? recognizerNewGrammar(model, 16000, JSON.stringify(grammar)) : recognizerNew(model, 16000);
      setWords(recognizer, 1);
      const results: Result[] = [];
      for (let at = 0; at < pcm.length; at += 6400) {
        const piece = pcm.subarray(at, at + 6400);
        if (acceptWaveform(recognizer, piece, piece.length) === 1) results.push(JSON.parse(resultOf(recognizer) as string) as Result);
      }
      results.push(JSON.parse(finalOf(recognizer) as string) as Result);
      recognizerFree(recognizer);
      return results.filter((result) => result.text !== '');
    },
  };
}

/** The samples of a 16 kHz mono 16-bit WAV file as bytes. */
export function readPcm(file: string): Buffer {
  const bytes = readFileSync(file);
  return bytes.subarray(bytes.indexOf('data', 12, 'latin1') + 8);
}
