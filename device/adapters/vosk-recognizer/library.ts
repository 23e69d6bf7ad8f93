// libvosk through koffi: the C functions and nothing more. Only the recogniser's own process loads this file.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import koffi from 'koffi';
import { Fault } from '../../../flows/protocol/faults.ts';

const BUNDLED: Record<string, string> = {
  'linux-x64': 'lib/linux-x86_64/libvosk.so',
  'darwin-x64': 'lib/osx-universal/libvosk.dylib',
  'darwin-arm64': 'lib/osx-universal/libvosk.dylib',
  'win32-x64': 'lib/win-x86_64/libvosk.dll',
};

/** The library inside the `vosk` package, or what VOSK_LIB names (ARM boards bring their own). Throws Fault `no-model`. */
function libraryPath(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['VOSK_LIB'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Fault('no-model', `VOSK_LIB names ${named}, which does not exist.`, 'Put the path of libvosk into VOSK_LIB, or remove it to use the bundled one.');
  }
  const bundled = BUNDLED[`${process.platform}-${process.arch}`];
  if (!bundled) throw new Fault('no-model', `No speech library is bundled for ${process.platform}-${process.arch}.`, 'Build libvosk for this machine and set VOSK_LIB to its path.');
  // never require('vosk') itself: its index.js wants ffi-napi, which does not compile on current Node
  return path.join(path.dirname(createRequire(import.meta.url).resolve('vosk/package.json')), bundled);
}

interface VoskWord { word: string; start: number; end: number; conf: number }
export interface VoskResult { text: string; result?: VoskWord[] }

function load() {
  const library = koffi.load(libraryPath());
  const model = koffi.pointer('VoskModel', koffi.opaque());
  const recognizer = koffi.pointer('VoskRecognizer', koffi.opaque());
  return {
    setLogLevel: library.func('vosk_set_log_level', 'void', ['int']),
    modelNew: library.func('vosk_model_new', model, ['str']),
    findWord: library.func('vosk_model_find_word', 'int', [model, 'str']),
    recognizerNew: library.func('vosk_recognizer_new', recognizer, [model, 'float']),
    recognizerNewGrammar: library.func('vosk_recognizer_new_grm', recognizer, [model, 'float', 'str']),
    recognizerFree: library.func('vosk_recognizer_free', 'void', [recognizer]),
    setWords: library.func('vosk_recognizer_set_words', 'void', [recognizer, 'int']),
    accept: library.func('vosk_recognizer_accept_waveform', 'int', [recognizer, 'void *', 'int']),
    partial: library.func('vosk_recognizer_partial_result', 'str', [recognizer]),
    final: library.func('vosk_recognizer_final_result', 'str', [recognizer]),
    reset: library.func('vosk_recognizer_reset', 'void', [recognizer]),
  };
}
let functions: ReturnType<typeof load> | null = null;
const api = (): ReturnType<typeof load> => (functions ??= load());

export interface VoskModel { readonly handle: unknown; knows(word: string): boolean }

/** Loads a model folder; blocks while it does. Throws Fault `model-broken`. */
export function loadModel(folder: string): VoskModel {
  api().setLogLevel(-1);
  const handle: unknown = api().modelNew(folder);
  if (!handle) throw new Fault('model-broken', 'The speech library cannot read this model.', 'Install it again with `foyer models install`, or choose another folder.', { where: folder });
  return { handle, knows: (word) => (api().findWord(handle, word) as number) >= 0 };
}

export interface VoskStream {
  /** True once the model hears the end of an utterance. */
  accept(samples: Int16Array): boolean;
  partial(): string;
  final(): VoskResult;
  reset(): void;
  free(): void;
}

/** One recogniser at 16 kHz; `grammar` = space-separated phrases, every word known to the model. */
export function openStream(model: VoskModel, grammar: string[] | null): VoskStream {
  const handle: unknown = grammar ? api().recognizerNewGrammar(model.handle, 16000, JSON.stringify(grammar)) : api().recognizerNew(model.handle, 16000);
  if (!handle) throw new Fault('model-broken', 'The speech library refused to open a recogniser.', 'Install the model again with `foyer models install`.');
  api().setWords(handle, 1);
  return {
    accept: (samples) => (api().accept(handle, samples, samples.byteLength) as number) === 1,
    partial: () => (JSON.parse(api().partial(handle) as string) as { partial: string }).partial,
    final: () => JSON.parse(api().final(handle) as string) as VoskResult,
    reset: () => void api().reset(handle),
    free: () => void api().recognizerFree(handle),
  };
}
