// The words a Vosk model knows, read from its folder without loading it: graph/words.txt, or the symbol table inside graph/Gr.fst, where
// the official small models keep it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../protocol/faults.ts';
import type { Language } from '../protocol/language.ts';

/** `own`: the model that comes with the product, which can be rebuilt to know more. */
export interface ModelWords { name: string; own: boolean; languages: Language[]; words: ReadonlySet<string> }

const OWN_FOLDER = fileURLToPath(new URL('../../device/models/foyer-small-zh-en', import.meta.url));

/** Of each language the model a kiosk would use: an official one in the folder of installed models, else the built-in one. */
export function installedModels(languages: readonly Language[], folder = process.env['FOYER_MODELS'] ?? join('.foyer', 'models')): ModelWords[] {
  const official = existsSync(folder) ? readdirSync(folder).filter((name) => /^vosk-model/.test(name)).sort() : [];
  const chosen = new Set(languages.map((language) => {
    const fitting = official.filter((name) => languagesOf(name).includes(language)).toSorted((one, other) => Number(other.includes('small')) - Number(one.includes('small')));
    return fitting[0] === undefined ? OWN_FOLDER : join(folder, fitting[0]);
  }));
  return [...chosen].map(readModelWords);
}

function languagesOf(name: string): Language[] {
  const found: Language[] = [...(/-cn\b|-zh\b/.test(name) ? ['zh' as const] : []), ...(/-en\b/.test(name) ? ['en' as const] : [])];
  return found.length === 0 ? ['zh', 'en'] : found;
}

/** Throws `usage` when the folder is no Vosk model. */
export function readModelWords(folder: string): ModelWords {
  const own = resolve(folder) === resolve(OWN_FOLDER);
  const name = basename(resolve(folder));
  const list = [join(folder, 'graph', 'words.txt'), join(folder, 'words.txt')].find((file) => existsSync(file));
  const graph = [join(folder, 'graph', 'Gr.fst'), join(folder, 'Gr.fst')].find((file) => existsSync(file));
  const words = list !== undefined ? wordsOfList(readFileSync(list, 'utf8')) : graph !== undefined ? symbolsOfFst(readFileSync(graph)) : null;
  if (words === null || words.size < 10) throw new Fault('usage', 'No word list is found in this folder.', 'Give the folder of a Vosk model: it holds graph/words.txt or graph/Gr.fst.', { where: folder });
  return { name, own, languages: languagesOf(name), words };
}

/** `word id` a line; symbols such as <eps> and #0 are no words. */
function wordsOfList(text: string): Set<string> {
  return new Set(text.split('\n').map((line) => line.slice(0, line.lastIndexOf(' ')).trim()).filter(isWord));
}

function isWord(symbol: string): boolean {
  return symbol !== '' && !/^[<#[!]/.test(symbol);
}

const FST_MAGIC = 2_125_659_606;
const SYMBOLS_MAGIC = 2_125_658_996;

/** The first symbol table of an OpenFst file; null when it has none. Form: header (types, version, flags, sizes), then the tables. */
export function symbolsOfFst(file: Buffer): Set<string> | null {
  let at = 0;
  const int32 = (): number => { at += 4; return file.readInt32LE(at - 4); };
  const int64 = (): number => { at += 8; return Number(file.readBigInt64LE(at - 8)); };
  const string = (): string => { const length = int32(); at += length; return file.toString('utf8', at - length, at); };
  try {
    if (int32() !== FST_MAGIC) return null;
    string(); string(); int32(); // types of fst and arc, version
    const flags = int32();
    at += 32; // properties, start, states, arcs
    if ((flags & 3) === 0 || int32() !== SYMBOLS_MAGIC) return null;
    string(); int64(); // name, next free key
    const size = int64();
    const found = new Set<string>();
    for (let i = 0; i < size; i++) {
      const symbol = string();
      int64();
      if (isWord(symbol)) found.add(symbol);
    }
    return found;
  } catch { return null; } // shorter than it says
}
