// What `listen` and `wake` share: the models to use, and inputs read with a sentence that helps.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { createSystemClock } from '../adapters/system-clock.ts';
import { createVoskRecognizer, type VoskRecognizer } from '../adapters/vosk-recognizer.ts';
import { readSound } from '../adapters/wav-microphone.ts';
import type { Log } from '../core/ports.ts';

export interface ModelFlags { model?: string; modelZh?: string; modelEn?: string }

const BUILT_IN = fileURLToPath(new URL('../models/foyer-small-zh-en', import.meta.url));
const environment = (name: string): string | undefined => process.env[name] || undefined;

export function addModelFlags(command: Command): Command {
  return command
    .option('--model <dir>', 'Vosk model for all languages (default: the small built-in one)', environment('FOYER_MODEL'))
    .option('--model-zh <dir>', 'Vosk model for Chinese', environment('FOYER_MODEL_ZH'))
    .option('--model-en <dir>', 'Vosk model for English', environment('FOYER_MODEL_EN'));
}

/** Logs go to stderr as plain lines; only what a person must know. */
export const stderrLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (text, fields) => void process.stderr.write(`${text} ${JSON.stringify(fields ?? {})}\n`),
  error: (text, fields) => void process.stderr.write(`${text} ${JSON.stringify(fields ?? {})}\n`),
};

export function recognizerFrom(flags: ModelFlags): VoskRecognizer {
  const { model, modelZh, modelEn } = flags;
  const models = { ...(modelZh ? { zh: modelZh } : {}), ...(modelEn ? { en: modelEn } : {}), ...(modelZh && modelEn && !model ? {} : { any: model ?? BUILT_IN }) };
  return createVoskRecognizer({ models, clock: createSystemClock(), log: stderrLog });
}

export function languageOf(text: string | undefined, where: string): Language {
  if (text === 'zh' || text === 'en') return text;
  throw new Fault('usage', text === undefined ? 'The language is missing.' : `"${text}" is not a language of this version.`, 'Give zh or en.', { where });
}

/** 16 kHz samples of a WAV file; whatever is wrong with it is wrong usage. */
export async function wavFrom(file: string): Promise<Int16Array> {
  try {
    return await readSound(file);
  } catch (error) {
    if (error instanceof Fault && error.code === 'not-found') throw new Fault('usage', error.message, error.mend, { where: file });
    throw error;
  }
}

/** Phrases of a file: a JSON array of strings, or one a line; empty lines and lines that begin with # count for nothing. */
export async function phrasesFrom(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Fault('usage', `The file cannot be read (${error.code ?? 'unknown'}).`, 'Check its path.', { where: file });
  });
  const wrong = (what: string): Fault => new Fault('usage', what, 'Write one phrase a line, or a JSON array of strings.', { where: file });
  let phrases: unknown;
  if (text.trimStart().startsWith('[')) {
    try {
      phrases = JSON.parse(text);
    } catch (error) {
      throw wrong(`The file is not valid JSON (${error instanceof Error ? error.message : ''}).`);
    }
  } else phrases = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (!Array.isArray(phrases) || phrases.length === 0 || !phrases.every((phrase) => typeof phrase === 'string')) throw wrong('The file holds no phrases.');
  return phrases as string[];
}

/** Throws wrong usage that names every word which the model does not know. */
export async function requireKnown(recognizer: VoskRecognizer, phrases: string[], where: string): Promise<void> {
  const unknown = await recognizer.unknownWords(phrases);
  if (unknown.length === 0) return;
  const phrase = phrases.find((candidate) => unknown.some((word) => candidate.toLowerCase().includes(word))) ?? '';
  throw new Fault('usage', `The speech model does not know ${unknown.map((word) => `"${word}"`).join(', ')} (in "${phrase}").`, 'Say it in other words, or use a model that knows them.', { where });
}

export const print = (line: unknown): void => void process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
export const seconds = (value: number): number => Math.round(value * 1000) / 1000;
