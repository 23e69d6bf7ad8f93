// Writes wake.json of a model: for every wake phrase of the packs the neighbours that must not be taken for it. Neighbours of
// phrases that were tuned by hand stand in text/wake-decoys.json; for all others they are found by sound: the same greeting
// with a name of the same final or the same initial, people who are greeted, and parts of the phrase alone.
// usage: node wake-phrases.mjs PACK_TEXTS_JSON MODEL_FOLDER   (graph/words.txt of the model must stand already)
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pinyin } from 'pinyin-pro';
import { foldSyllable } from '../../../flows/engine/understanding/pinyin.ts';

const NOTE = 'A wake word counts when the whole grammar result equals `words`, every word reaches min_confidence and free decoding of the same sound holds the phrase as toneless pinyin (English: as letters), with at most confirm_tolerance syllables different. Grammar = all `words` + all `decoys` + [unk].';
const GREETINGS = ['你好', '您好', '嗨', '嘿', '哈喽'];
const GREETED = ['小姐', '小心', '小李', '小刘', '先生', '请问'];
const SAME_FINAL = 5;
const SAME_INITIAL = 3;
const INITIAL = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.*)$/;

const [, , textsFile, model] = process.argv;
const { texts } = JSON.parse(readFileSync(textsFile, 'utf8'));
const known = new Set(readFileSync(path.join(model, 'graph', 'words.txt'), 'utf8').split('\n').map((line) => line.split(' ')[0]));
const byHand = JSON.parse(readFileSync(new URL('text/wake-decoys.json', import.meta.url), 'utf8'));
const sound = (text) => pinyin(text, { toneType: 'none', type: 'array', v: true });
/** [initial, final] as they sound: yan = -ian, wan = -uan, qu = q-ü, and the i of shi is none of the i of xi. */
function parts(syllable) {
  const whole = syllable.replace(/^y(?=u)/, '').replace(/^yi?/, 'i').replace(/^wu?/, 'u').replace(/^([jqx])u/, '$1v');
  const [, initial = '', final] = INITIAL.exec(whole);
  return [initial, /^([zcs]h?|r)$/.test(initial) && final === 'i' ? '-' : final];
}
/** The most frequent characters first. */
const characters = readFileSync(new URL('text/vocabulary-zh.txt', import.meta.url), 'utf8').split('\n').map((line) => line.split(' ')[0]).filter((word) => [...word].length === 1).slice(0, 1200);

/** Cut as a grammar is cut: the longest known word first, single characters as the last resort. */
function cut(text) {
  if (!/\p{Script=Han}/u.test(text)) return text.toLowerCase();
  const words = [];
  for (let at = 0; at < text.length; ) {
    let length = Math.min(8, text.length - at);
    while (length > 1 && !known.has(text.slice(at, at + length))) length--;
    words.push(text.slice(at, at + length));
    at += length;
  }
  return words.join(' ');
}

/** Characters one sound away from the last one of the name, each sound once, the most frequent first. */
function neighbours(last) {
  const [own] = sound(last);
  const [initial, final] = parts(own);
  const taken = new Set([foldSyllable(own)]);
  const found = { final: [], initial: [] };
  for (const character of characters) {
    const [other] = sound(character);
    const fold = foldSyllable(other);
    if (taken.has(fold)) continue;
    const [otherInitial, otherFinal] = parts(other);
    const pile = otherFinal === final && found.final.length < SAME_FINAL ? found.final : otherInitial === initial && initial !== '' && found.initial.length < SAME_INITIAL ? found.initial : null;
    if (pile === null) continue;
    taken.add(fold);
    pile.push(character);
  }
  return [...found.final, ...found.initial];
}

function decoysOf(phrase) {
  if (!/\p{Script=Han}/u.test(phrase)) {
    const words = phrase.toLowerCase().split(' ');
    return [...words, ...['there', 'miss', 'friend', 'guys'].map((other) => `${words[0]} ${other}`), `the ${words.at(-1)}`, `a ${words.at(-1)}`];
  }
  const greeting = GREETINGS.find((start) => phrase.startsWith(start)) ?? '';
  const name = phrase.slice(greeting.length);
  const same = (one, other) => sound(one).map(foldSyllable).join(' ') === sound(other).map(foldSyllable).join(' ');
  const others = [...neighbours(name.at(-1)).map((last) => name.slice(0, -1) + last), ...GREETED];
  return [greeting, name, greeting + name.slice(0, 1), '您好', ...others.map((other) => greeting + other)].filter((decoy) => decoy !== '' && !same(decoy, phrase));
}

const own = texts.filter(({ kind }) => kind === 'wake').map(({ text }) => text);
const phrases = {};
for (const phrase of [...new Set([...Object.keys(byHand), ...own])].sort()) {
  const words = cut(phrase);
  const decoys = (byHand[phrase] ?? decoysOf(phrase).map(cut)).filter((decoy) => decoy !== words && decoy.split(' ').every((word) => known.has(word)));
  const unknown = words.split(' ').filter((word) => !known.has(word));
  if (unknown.length > 0) console.error(`wake phrase "${phrase}": the model does not know ${unknown.join(', ')}; choose another phrase`);
  phrases[phrase] = { words, decoys: [...new Set(decoys)], min_confidence: 0.5, confirm_tolerance: /\p{Script=Han}/u.test(phrase) ? 1 : 0 };
}
writeFileSync(path.join(model, 'wake.json'), `${JSON.stringify({ note: NOTE, confirm_by_free_decoding: true, phrases }, null, 2).replace(/\[\n\s+("[^\]]*?)\n\s+\]/g, (_, list) => `[${list.replace(/\n\s+/g, ' ')}]`)}\n`);
console.log(`wake.json: ${Object.keys(phrases).length} phrases`);
