// Reads every pack (flows/packs/*/**/*.yaml) and prints, as JSON, each sentence a visitor or the kiosk may say:
// {texts: [{language, text, asked}], names: {zh, en}, pronunciations: {word: [reading]}}. Knows nothing of the pack schema
// but this: text with Han characters is Chinese; other text is English where an `en` key stands above it.
// usage: node pack-texts.mjs PACKS_FOLDER
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const HAN = /\p{Script=Han}/u;
const ASKED = /^(questions?|similar|asks?|utterances?|triggers?|examples?|says?|user|visitor|hears?|templates?|choices?|options?|aliases|alias|synonyms?|names?|values?|phrases?|wake.*|yes|no|commands?|labels?)$/i;
const NAMED = /^(names?|aliases|alias|synonyms?)$/i;
const SKIPPED = /^(id|ids|type|file|files|url|urls|image|images|icon|media|regex|pattern|theme|color|colour|version|request|response|schema)$/i;
const NOT_SPEECH = /^(https?:|[\w.-]+\.(png|jpe?g|svg|wav|mp[34]|webp|ya?ml|json)$|[a-z0-9]+([._:/-][a-z0-9]+)+$|[A-Z0-9_]+$)/;

const texts = new Map();
const names = { zh: new Set(), en: new Set() };
const pronunciations = {};

/** keys: the map keys above this string, outermost first. */
function collect(text, keys) {
  const language = HAN.test(text) ? 'zh' : keys.some((key) => key === 'en' || key.startsWith('en-')) ? 'en' : undefined;
  if (!language || NOT_SPEECH.test(text.trim())) return;
  const asked = keys.some((key) => ASKED.test(key));
  const key = `${language} ${text}`;
  texts.set(key, { language, text, asked: asked || (texts.get(key)?.asked ?? false) });
  if (keys.some((name) => NAMED.test(name)) && text.length <= 40) names[language].add(text);
}

function walk(node, keys) {
  if (typeof node === 'string') collect(node, keys);
  else if (Array.isArray(node)) for (const item of node) walk(item, keys);
  else if (node && typeof node === 'object') {
    const above = node.language === 'en' ? [...keys, 'en'] : keys;
    for (const [key, value] of Object.entries(node)) {
      if (HAN.test(key)) collect(key, keys);
      if (key === 'pronunciations') readPronunciations(value);
      else if (!SKIPPED.test(key)) walk(value, [...above, key]);
    }
  }
}

/** {word: [syllable, ...] or "reading"}; a reading is numbered pinyin, units of the model or, for English, a respelling. */
function readPronunciations(node) {
  for (const [word, reading] of Object.entries(node ?? {})) {
    const parts = [reading].flat().filter((item) => typeof item === 'string');
    const whole = parts.some((part) => part.includes(' ')) ? parts : [parts.join(' ')];
    if (parts.length > 0) pronunciations[word] = whole;
    else if (reading && typeof reading === 'object') readPronunciations(reading);
  }
}

const root = process.argv[2];
let files = [];
try {
  files = readdirSync(root, { recursive: true }).filter((name) => /\.ya?ml$/.test(name)).sort();
} catch {
  console.error(`no packs at ${root}: the graph is built from the base vocabulary only`);
}
for (const file of files) {
  try {
    walk(parse(readFileSync(path.join(root, file), 'utf8')), []);
  } catch (error) {
    console.error(`${path.join(root, file)}: not read as YAML (${String(error.message).split('\n')[0]}); mend it and run again`);
    process.exit(2);
  }
}
console.error(`packs: ${files.length} files, ${texts.size} texts`);
console.log(JSON.stringify({ texts: [...texts.values()], names: { zh: [...names.zh], en: [...names.en] }, pronunciations }));
