// The recogniser's own process: libvosk blocks and may crash, and neither may touch the kiosk. Calls run one after
// another, so that one thread's memory arena serves all streams.
import { existsSync } from 'node:fs';
import { LANGUAGES, type Language } from '../../../flows/protocol/language.ts';
import { Fault } from '../../../flows/protocol/faults.ts';
import type { Recognition } from '../../core/ports.ts';
import { grammarPhrase, segment } from '../../../flows/engine/segmentation.ts';
import { loadModel, openStream, type VoskModel, type VoskResult, type VoskStream } from './library.ts';
import type { FromChild, ToChild, VoskModels } from './messages.ts';

const PARTIAL_EVERY_SAMPLES = 1600; // 100 ms

interface Stream { parts: VoskStream[]; sincePartial: number; partial: string; ended: boolean }

const models: { language: Language | 'any'; model: VoskModel }[] = [];
const streams = new Map<number, Stream>();
const say = (message: FromChild): void => void process.send?.(message);

function load(folders: VoskModels): void {
  for (const language of ['any', 'zh', 'en'] as const) {
    const folder = folders[language];
    if (!folder) continue;
    if (!existsSync(folder)) throw new Fault('no-model', 'There is no speech model in this folder.', 'Run `foyer models install`, or set the path of a Vosk model.', { where: folder });
    models.push({ language, model: loadModel(folder) });
  }
  if (models.length === 0) throw new Fault('no-model', 'No speech model is set.', 'Run `foyer models list` and install one.');
}

/** The model of a language, else the one for all; for 'any' every model that one of the languages would use. */
function fitting(language: Language | 'any'): VoskModel[] {
  const of = (wanted: Language): VoskModel | undefined => (models.find((entry) => entry.language === wanted) ?? models.find((entry) => entry.language === 'any') ?? models[0])?.model;
  const chosen = (language === 'any' ? LANGUAGES : [language]).map(of).filter((model) => model !== undefined);
  return [...new Set(chosen)];
}

function grammarFor(model: VoskModel, phrases: string[], alone: boolean): string[] {
  const usable: string[] = [];
  for (const phrase of phrases) {
    // with one model for each language, every phrase belongs to the model that knows it
    if (alone || segment(phrase, (word) => model.knows(word)).unknown.length === 0) usable.push(grammarPhrase(phrase, (word) => model.knows(word)));
  }
  return usable;
}

function open(language: Language | 'any', phrases: string[] | null): Stream {
  const among = fitting(language);
  const parts: VoskStream[] = [];
  for (const model of among) {
    const grammar = phrases ? grammarFor(model, phrases, among.length === 1) : null;
    if (grammar?.length === 0) continue;
    parts.push(openStream(model, grammar ? [...new Set(grammar), '[unk]'] : null));
  }
  if (parts.length === 0) grammarPhrase(phrases?.[0] ?? '', () => false);
  return { parts, sincePartial: 0, partial: '', ended: false };
}

function accept(id: number, samples: Int16Array): void {
  const stream = streams.get(id);
  if (!stream) return;
  let endpoint = true;
  for (const part of stream.parts) endpoint = part.accept(samples) && endpoint;
  stream.sincePartial += samples.length;
  if (stream.sincePartial >= PARTIAL_EVERY_SAMPLES) {
    stream.sincePartial = 0;
    const text = best(stream.parts.map((part) => part.partial()), (partial) => partial.replaceAll('[unk]', '').length);
    if (text !== stream.partial) {
      stream.partial = text;
      say({ partial: text, stream: id });
    }
  }
  if (endpoint && !stream.ended) {
    stream.ended = true;
    say({ endpoint: true, stream: id });
  }
}

function best<T>(items: T[], score: (item: T) => number): T {
  return items.reduce((winner, item) => (score(item) > score(winner) ? item : winner));
}

function recognition(result: VoskResult): Recognition {
  const words = (result.result ?? []).map(({ word, start, end, conf }) => ({ word, start, end, confidence: conf }));
  const real = words.filter((word) => word.word !== '[unk]');
  const confidence = real.length === 0 ? null : real.reduce((sum, word) => sum + word.confidence, 0) / real.length;
  return { text: result.text, words, confidence, alternatives: [] };
}

function finish(stream: Stream): Recognition {
  const results = stream.parts.map((part) => recognition(part.final()));
  stream.partial = '';
  stream.ended = false;
  stream.sincePartial = 0;
  const winner = best(results, (result) => result.confidence ?? -1);
  return { ...winner, alternatives: results.filter((result) => result !== winner && result.confidence !== null).map((result) => result.text) };
}

function unknownWords(phrases: string[]): string[] {
  const knows = (word: string): boolean => models.some((entry) => entry.model.knows(word));
  return [...new Set(phrases.flatMap((phrase) => segment(phrase, knows).unknown))];
}

function serve(message: Exclude<ToChild, { call: 'accept' }>): Recognition | string[] | number | null {
  if (message.call === 'load') return load(message.models), null;
  if (message.call === 'open') return streams.set(message.stream, open(message.language, message.grammar)), null;
  if (message.call === 'unknown-words') return unknownWords(message.phrases);
  if (message.call === 'memory') return process.memoryUsage.rss();
  const stream = streams.get(message.stream);
  if (!stream) throw new Fault('internal', 'This recogniser stream is not open.', 'Open it again.');
  if (message.call === 'finish') return finish(stream);
  for (const part of stream.parts) message.call === 'reset' ? part.reset() : part.free();
  stream.partial = '';
  stream.ended = false;
  if (message.call === 'close') streams.delete(message.stream);
  return null;
}

process.on('message', (message: ToChild) => {
  if (message.call === 'accept') return accept(message.stream, message.samples);
  try {
    say({ answer: message.id, value: serve(message) });
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('internal', String(error), 'See the log of the kiosk.');
    say({ answer: message.id, fault: { code: fault.code, what: fault.message, mend: fault.mend, ...(fault.where === undefined ? {} : { where: fault.where }) } });
  }
});
// without its parent there is nobody to listen for; signals meant for the kiosk's group are the parent's business
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
