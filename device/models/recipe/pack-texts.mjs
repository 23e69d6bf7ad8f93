// Reads every pack (flows/packs/PACK/**/*.yaml) and prints, as JSON, each sentence a visitor or the kiosk may say, written as it
// is spoken: {texts: [{language, text, kind}], written: {word: "WORD"}, pronunciations: {word: [reading]}}.
// kind: wake | asked (questions, triggers, tests) | named (names, options: said alone) | filled (a template with names in its holes) | said (by the kiosk).
// Knows of the pack schema where visitors' words stand and what fills {entity}, {a}, {b}, {limit} and {value}; a half-written
// pack is read as far as it goes. usage: node pack-texts.mjs PACKS_FOLDER
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { spokenChinese } from '../../core/spoken-chinese.ts';
import { spokenEnglish } from '../../core/spoken-english.ts';

const HAN = /\p{Script=Han}/u;
const HOLE = /\{[^}]*\}/;
const ASKED = /^(questions|triggers|examples|words)$/;
/** In tests only this is what somebody says. */
const HEARD = /^(user|alternatives)$/;
const NAMED = /^(name|label|aliases|say|home|title|hint)$/;
/** Keys below which nothing is speech. */
const SILENT = new Set(['id', 'file', 'icon', 'theme', 'version', 'expect', 'expects', 'replies', 'request', 'response', 'connectors', 'when', 'branch', 'goto', 'pronunciations', 'category', 'note', 'until', 'slots-before', 'called']);
const NOT_SPEECH = /^(https?:|[\w.-]+\.(png|jpe?g|svg|wav|mp[34]|webp|ya?ml|json)$|[a-z0-9]+([._:/-][a-z0-9]+)+$)/;
/** Fillings of one question: enough that each name stands beside the words around the hole, few enough that questions outweigh them. */
const FILLINGS = 12;
const LIMITS = [1, 2, 3, 5, 8, 10, 12, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000, 2000, 10000];
const RANK = { said: 0, filled: 1, named: 2, asked: 3, wake: 4 };

const texts = new Map();
const spellings = {}; // word -> how often it is written in which way
const pronunciations = {};
let drawn = 20261123;

/** The next number of a fixed sequence, 0 <= n < below. */
function draw(below) {
  drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
  return Math.floor((drawn / 4294967296) * below);
}

function emit(text, language, kind) {
  if (typeof text !== 'string' || text.trim() === '' || NOT_SPEECH.test(text.trim())) return;
  if ((language === 'zh') !== HAN.test(text) && !(language === 'zh' && /[A-Za-z]/.test(text))) return;
  for (const [word] of text.replaceAll(/\{[^}]*\}/g, ' ').matchAll(/[A-Za-z]+/g)) {
    const forms = (spellings[word.toLowerCase()] ??= {});
    forms[word] = (forms[word] ?? 0) + 1;
  }
  const spoken = language === 'zh' ? spokenChinese(text) : spokenEnglish(text);
  const key = `${language} ${spoken}`;
  const before = texts.get(key);
  if (before === undefined || RANK[before.kind] < RANK[kind]) texts.set(key, { language, text: spoken, kind });
}

/** `keys`: the map keys above this value, outermost first. */
function walk(node, keys, language) {
  if (typeof node === 'string') {
    if (language === undefined || (HOLE.test(node) && keys.includes('questions'))) return;
    if (!keys.includes('dialogues')) emit(node, language, kindOf(keys));
    else if (HEARD.test(keys.at(-1))) emit(node, HAN.test(node) ? 'zh' : 'en', 'asked');
  } else if (Array.isArray(node)) for (const item of node) walk(item, keys, language);
  else if (node && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (SILENT.has(key)) continue;
      const own = key === 'zh' || key === 'en' ? key : node.language === 'en' || node.language === 'zh' ? node.language : language;
      if (keys.includes('aliases') && language !== undefined) emit(key, language, 'named'); // lexicon: word -> other words
      walk(value, key === 'zh' || key === 'en' ? keys : [...keys, key], own);
    }
  }
}

function kindOf(keys) {
  if (keys.includes('wake')) return 'wake';
  if (keys.some((key) => ASKED.test(key))) return 'asked';
  // in flows `say` is what the kiosk says, except below `options`
  if (keys.includes('options') || keys.includes('aliases') || keys.includes('home')) return 'named';
  if (keys.includes('entities') && keys.at(-1) === 'name') return 'named';
  if (keys.includes('types') && keys.at(-1) === 'label') return 'named';
  return NAMED.test(keys.at(-1) ?? '') && keys.at(-1) !== 'say' ? 'named' : 'said';
}

const listed = (phrases, language) => [phrases?.[language] ?? []].flat().filter((text) => typeof text === 'string');

/** What graph questions ask about, filled in: every question with a dozen of the names and numbers that fit its holes. */
function fillGraph(graph) {
  const parents = new Map(graph.types.map((type) => [type.id, type.parent]));
  const within = (type, wanted) => type === wanted || (parents.get(type) !== undefined && parents.get(type) !== type && within(parents.get(type), wanted));
  for (const language of ['zh', 'en']) {
    const namesOf = (type) => graph.entities.filter((entity) => within(entity.type, type)).flatMap((entity) => [...listed(entity.name, language), ...listed(entity.aliases, language)]);
    const everything = graph.entities.flatMap((entity) => listed(entity.name, language));
    const valuesOf = (template) => {
      const values = graph.entities.filter((entity) => within(entity.type, template.type)).flatMap((entity) => listed(typeof entity.attributes?.[template.attribute] === 'object' ? entity.attributes[template.attribute] : {}, language));
      const related = graph.entities.flatMap((entity) => (entity.relations?.[template.attribute] ?? [])).flatMap((id) => graph.entities.filter((entity) => entity.id === id).flatMap((entity) => listed(entity.name, language)));
      return [...related, ...values.filter((value) => value.length <= 30)];
    };
    for (const template of [...graph.templates, ...graph.comparisons, ...graph.lists]) {
      const names = namesOf(template.type);
      const values = valuesOf(template);
      const labels = graph.types.filter((type) => within(type.id, template.type)).flatMap((type) => [...listed(type.label, language), ...listed(type.aliases, language)]);
      for (const question of listed(template.questions, language)) {
        const holes = [...question.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole);
        if (holes.length === 0) continue; // the walk has it
        const single = holes.length === 1 && holes[0] === 'entity';
        for (let i = 0; i < Math.min(FILLINGS, single ? names.length : FILLINGS); i++) {
          const fillOf = (hole) => {
            const from = hole === 'limit' ? LIMITS.map(String) : hole === 'value' ? (values.length > 0 ? values : everything) : hole === 'type' || hole === 'label' ? labels : names.length > 0 ? names : everything;
            return from.length === 0 ? '' : from[draw(from.length)];
          };
          emit(question.replaceAll(/\{(\w+)\}/g, (_, hole) => fillOf(hole)), language, 'filled');
        }
      }
    }
  }
}

/** {word: [syllable, ...] or "reading"}; a reading is numbered pinyin, units of the model or, for English, a respelling. */
function readPronunciations(node) {
  for (const [word, reading] of Object.entries(node ?? {})) {
    const parts = [reading].flat().filter((item) => typeof item === 'string');
    if (parts.length > 0) pronunciations[word] = parts.some((part) => part.includes(' ')) ? parts : [parts.join(' ')];
  }
}

const root = process.argv[2];
let files = [];
try {
  files = readdirSync(root, { recursive: true }).filter((name) => /\.ya?ml$/.test(name)).sort();
} catch {
  console.error(`no packs at ${root}: the graph is built from the base vocabulary only`);
}
const graphs = new Map();
for (const file of files) {
  let data;
  try {
    data = parse(readFileSync(path.join(root, file), 'utf8'));
  } catch (error) {
    console.error(`${path.join(root, file)}: not read as YAML (${String(error.message).split('\n')[0]}); mend it and run again`);
    process.exit(2);
  }
  walk(data, [], undefined);
  readPronunciations(data?.pronunciations);
  const pack = file.split(path.sep)[0];
  const graph = graphs.get(pack) ?? graphs.set(pack, { types: [], entities: [], templates: [], comparisons: [], lists: [] }).get(pack);
  for (const part of Object.keys(graph)) if (Array.isArray(data?.[part])) graph[part].push(...data[part]);
}
for (const graph of graphs.values()) fillGraph(graph);
// a short name is written in capitals nearly always ("PUK", "eSIM"); a word that is once shouted is none
const written = {};
for (const [word, forms] of Object.entries(spellings)) {
  const all = Object.values(forms).reduce((sum, count) => sum + count, 0);
  const [[most, count]] = Object.entries(forms).sort((one, other) => other[1] - one[1]);
  if (/[A-Z]{2}/.test(most) && most.length <= 6 && count * 2 > all) written[word] = most;
}
const counts = Object.keys(RANK).map((kind) => `${[...texts.values()].filter((item) => item.kind === kind).length} ${kind}`);
console.error(`packs: ${files.length} files, ${counts.join(', ')}`);
console.log(JSON.stringify({ texts: [...texts.values()], written, pronunciations }));
