// Which things of the graph a sentence names: by name or other name, in English by word stems, in Chinese also by near sound;
// which kinds of things it names ("drinks"), and what is left of the sentence without them.
import type { Language } from '../../protocol/language.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { plain } from '../plain-text.ts';
import { foldedSyllables } from '../understanding/pinyin.ts';
import { stem } from '../understanding/stem.ts';

export interface Mention { kind: 'entity' | 'type'; id: string; from: number; to: number; sounded: boolean }
/** `rest`: the sentence without the names of things and kinds; offsets are into `said`. */
export interface Mentions { said: string; entities: Mention[]; types: Mention[]; rest: string }

interface Name { kind: 'entity' | 'type'; id: string; form: string; sounds: string }

const tables = new WeakMap<CompiledPack, Map<Language, Name[]>>();

/** Punctuation and width taken off; English words in their stems, so that "eggs" meets "egg". */
export function folded(text: string, language: Language): string {
  const said = plain(text);
  return language === 'zh' ? said : said.split(' ').map(stem).join(' ');
}

function namesOf(pack: CompiledPack, language: Language): Name[] {
  const known = tables.get(pack) ?? new Map<Language, Name[]>();
  tables.set(pack, known);
  let names = known.get(language);
  if (names === undefined) known.set(language, names = makeNames(pack, language));
  return names;
}

/** The longest first; of the same words, kinds of things before things. */
function makeNames(pack: CompiledPack, language: Language): Name[] {
  const rows = (kind: Name['kind'], id: string, forms: readonly string[]): Name[] => [...new Set(forms.map((form) => folded(form, language).replace(/^(?:the|a|an) /, '')))]
    .filter((form) => form.length > (language === 'zh' ? 0 : 1))
    .map((form) => ({ kind, id, form, sounds: language === 'zh' && /^\p{Script=Han}{2,}$/u.test(form) ? foldedSyllables(form).join(' ') : '' }));
  return [
    ...pack.types.flatMap((t) => rows('type', t.id, [...textIn(t.label, language).split(/[、,，/]/), ...phrasesIn(t.aliases, language)])),
    ...pack.entities.flatMap((e) => rows('entity', e.id, [textIn(e.name, language), ...phrasesIn(e.aliases, language)])),
  ].sort((one, other) => other.form.length - one.form.length);
}

/** `ofType`: only things for which this holds are looked for. In the order of the sentence; a longer name hides those inside of it. */
export function mentionsIn(pack: CompiledPack, text: string, language: Language, ofType: (type: string) => boolean): Mentions {
  const said = folded(text, language);
  const names = namesOf(pack, language);
  const typeOf = new Map(pack.entities.map((e) => [e.id, e.type]));
  const wanted = names.filter((name) => ofType(name.kind === 'type' ? name.id : typeOf.get(name.id) ?? ''));
  const taken = new Uint8Array(said.length);
  const written = placed(said, wanted, language, taken);
  const entities = [...written.filter((m) => m.kind === 'entity'), ...(language === 'zh' ? bySound(said, wanted.filter((name) => name.kind === 'entity'), taken) : [])];
  entities.sort((one, other) => one.from - other.from);
  return { said, entities: entities.filter((m, i) => entities.findIndex((other) => other.id === m.id) === i), types: written.filter((m) => m.kind === 'type'), rest: withoutTaken(said, taken) };
}

/** An entity that shares its name with others counts once, as the first that has it. */
function placed(said: string, names: readonly Name[], language: Language, taken: Uint8Array): Mention[] {
  const found: Mention[] = [];
  for (const { kind, id, form } of names) {
    for (let from = said.indexOf(form); from >= 0; from = said.indexOf(form, from + 1)) {
      const to = from + form.length;
      if (taken.subarray(from, to).some((t) => t === 1)) continue;
      if (form.length === 1 && kind === 'entity' && !standsAlone(said, from)) continue;
      if (language === 'en' && (/[a-z0-9]/.test(said[from - 1] ?? '') || /[a-z0-9]/.test(said[to] ?? ''))) continue;
      taken.fill(1, from, to);
      found.push({ kind, id, from, to, sounded: false });
    }
  }
  return found;
}

const BESIDE_ONE = /[和跟与还是比的买要哪更贵便、有没卖吃喝什么一下内上\s]/u;

/** A name of one character is one only between words that cannot be part of a longer name. */
function standsAlone(said: string, at: number): boolean {
  return [said[at - 1], said[at + 1]].every((beside) => beside === undefined || BESIDE_ONE.test(beside));
}

/** Names of two or more characters that are written wrong but sound the same. */
function bySound(said: string, names: readonly Name[], taken: Uint8Array): Mention[] {
  const found: Mention[] = [];
  for (const run of said.matchAll(/\p{Script=Han}{2,}/gu)) {
    const sounds = foldedSyllables(run[0]);
    if (sounds.length !== run[0].length) continue;
    const heard = ` ${sounds.join(' ')} `;
    for (const { kind, id, form, sounds: wanted } of names) {
      if (wanted === '' || !heard.includes(` ${wanted} `)) continue;
      for (let at = 0; at + form.length <= sounds.length; at++) {
        const from = run.index + at;
        const to = from + form.length;
        if (taken.subarray(from, to).some((t) => t === 1) || sounds.slice(at, at + form.length).join(' ') !== wanted) continue;
        taken.fill(1, from, to);
        found.push({ kind, id, from, to, sounded: true });
      }
    }
  }
  return found;
}

function withoutTaken(said: string, taken: Uint8Array): string {
  let rest = '';
  for (let at = 0; at < said.length; at++) rest += taken[at] === 1 ? (taken[at - 1] === 1 ? '' : '\u0001') : said[at];
  return rest.replaceAll('\u0001', ' ').replaceAll(/ {2,}/g, ' ').trim();
}
