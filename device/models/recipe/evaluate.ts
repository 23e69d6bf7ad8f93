// Scores a model folder with the real libvosk on the sets of make_test_sets.py; prints one JSON line per row.
// usage: node evaluate.ts MODEL_FOLDER INDEX_JSON [--wake-only | --free-only] [--set=NAME] [--show]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pinyin } from 'pinyin-pro';
import { loadDecoder, readPcm, type Result } from './vosk-decoder.ts';

type Sound = { wav: string; set: string; condition: string; language: 'zh' | 'en' | ''; text: string; voice: string; rate: number; grammar?: string[] };
type WakeFile = { phrases: Record<string, { words: string; decoys: string[]; min_confidence: number; confirm_tolerance: number }> };

const [modelFolder, indexFile, ...flags] = process.argv.slice(2) as [string, string, ...string[]];
const show = flags.includes('--show');
const onlySet = flags.find((flag) => flag.startsWith('--set='))?.slice(6);
const sounds = (JSON.parse(readFileSync(indexFile, 'utf8')) as Sound[]).filter((sound) => onlySet === undefined || sound.set === onlySet);
const decoder = loadDecoder(modelFolder);
const wakeFile = process.env['WAKE'] ?? path.join(modelFolder, 'wake.json');
const textOf = (results: Result[]): string => results.map((result) => result.text).join(' ');
const units = (text: string, language: string): string[] =>
  language === 'zh' ? [...text.replaceAll(' ', '')] : text.split(' ').filter(Boolean);
const byEar = (text: string): string[] => pinyin(text.replaceAll(' ', ''), { toneType: 'none', type: 'array' });

function distance(left: string[], right: string[]): number {
  let row = right.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[right.length]!;
}

const percent = (part: number, whole: number): number => Math.round((1000 * part) / Math.max(whole, 1)) / 10;
const print = (row: object): void => console.log(JSON.stringify(row));

function scoreTexts(): void {
  type Row = { n: number; right: number; errors: number; length: number; heard: number };
  const rows = new Map<string, Row>();
  let seconds = 0;
  const started = performance.now();
  for (const sound of sounds.filter((s) => s.text !== '' && s.set !== 'wake')) {
    const pcm = readPcm(sound.wav);
    seconds += pcm.length / 32000;
    const text = textOf(decoder.decode(pcm, sound.grammar));
    const said = units(sound.text, sound.language);
    const errors = distance(said, units(text, sound.language));
    const key = `${sound.set} | ${sound.language} | ${sound.condition}`;
    const row = rows.get(key) ?? { n: 0, right: 0, errors: 0, length: 0, heard: 0 };
    row.n++;
    row.right += errors === 0 ? 1 : 0;
    row.errors += errors;
    row.length += said.length;
    row.heard += sound.language === 'zh' ? (distance(byEar(sound.text), byEar(text)) === 0 ? 1 : 0) : errors === 0 ? 1 : 0;
    rows.set(key, row);
    if (show && errors > 0 && sound.condition === 'clean') console.error(`${key} [${sound.voice} ${sound.rate}] ${sound.text} -> ${text}`);
  }
  const wall = (performance.now() - started) / 1000;
  for (const [key, row] of [...rows].sort()) {
    print({ row: key, n: row.n, sentences_right: percent(row.right, row.n), right_by_sound: percent(row.heard, row.n), error_rate: percent(row.errors, row.length) });
  }
  print({ row: 'speed', audio_s: Math.round(seconds), rtf: Math.round((1000 * wall) / seconds) / 1000, rss_mb: Math.round(process.memoryUsage().rss / 1e6) });
}

/** Grammar hit = the whole result is the phrase and sure enough; confirmed = free decoding of the same sound agrees. */
function scoreWake(): void {
  const { phrases } = JSON.parse(readFileSync(wakeFile, 'utf8')) as WakeFile;
  const wanted = new Map(Object.values(phrases).map((entry) => [entry.words, entry.min_confidence]));
  const grammar = [...new Set([...wanted.keys(), ...Object.values(phrases).flatMap((entry) => entry.decoys), '[unk]'])];
  for (const phrase of grammar) for (const word of phrase.split(' ')) if (word !== '[unk]' && !decoder.hasWord(word)) console.error(`wake.json: unknown word ${word}`);
  const heard = (result: Result): string | undefined => {
    const floor = wanted.get(result.text);
    if (floor === undefined) return undefined;
    return Math.min(...(result.result ?? []).map((word) => word.conf)) >= floor ? result.text : undefined;
  };
  const tolerance = new Map(Object.values(phrases).map((entry) => [entry.words, entry.confirm_tolerance]));
  const agrees = (pcm: Buffer, phrase: string): boolean => {
    const heardSyllables = byEar(textOf(decoder.decode(pcm)).replaceAll('[unk]', ''));
    const wantedSyllables = byEar(phrase);
    return heardSyllables.some((_, at) =>
      wantedSyllables.filter((syllable, k) => heardSyllables[at + k] !== syllable).length <= (tolerance.get(phrase) ?? 0));
  };
  const rows = new Map<string, { n: number; grammar: number; confirmed: number }>();
  for (const sound of sounds.filter((s) => s.set === 'wake')) {
    const words = phrases[sound.text]?.words;
    if (!words) continue;
    const pcm = readPcm(sound.wav);
    const key = `wake ${sound.text} | ${sound.condition}`;
    const row = rows.get(key) ?? { n: 0, grammar: 0, confirmed: 0 };
    row.n++;
    const results = decoder.decode(pcm, grammar);
    if (results.some((result) => heard(result) === words)) {
      row.grammar++;
      if (agrees(pcm, words)) row.confirmed++;
      else if (show) console.error(`not confirmed ${sound.text} [${sound.voice} ${sound.rate}] -> ${textOf(decoder.decode(pcm))}`);
    } else if (show) console.error(`missed ${sound.text} [${sound.voice} ${sound.rate} ${sound.condition}] -> ${JSON.stringify(results.map((r) => [r.text, r.result?.map((w) => w.conf)]))}`);
    rows.set(key, row);
  }
  for (const [key, row] of rows) print({ row: key, n: row.n, missed_grammar: percent(row.n - row.grammar, row.n), missed_confirmed: percent(row.n - row.confirmed, row.n) });
  let minutes = 0;
  let first = 0;
  let both = 0;
  for (const sound of sounds.filter((s) => s.set === 'stream')) {
    const pcm = readPcm(sound.wav);
    minutes += pcm.length / 32000 / 60;
    for (const result of decoder.decode(pcm, grammar)) {
      const phrase = heard(result);
      if (!phrase) continue;
      first++;
      const from = Math.max(0, (result.result?.[0]?.start ?? 0) - 0.5);
      const to = (result.result?.at(-1)?.end ?? 0) + 0.5;
      const segment = pcm.subarray(Math.floor(from * 16000) * 2, Math.floor(to * 16000) * 2);
      const confirmed = agrees(segment, phrase);
      if (confirmed) both++;
      if (show) console.error(`false wake ${phrase} at ${from.toFixed(1)} s of ${path.basename(sound.wav)} confirmed=${confirmed} free=${textOf(decoder.decode(segment))}`);
    }
  }
  if (minutes > 0) print({ row: 'false wakes', minutes: Math.round(minutes), grammar: first, confirmed: both });
}

/** How often a whole sentence is taken for a short command of a closed grammar: the worth of [unk]. */
function scoreRejection(): void {
  const commands = '取消 确认 返回 上一步 下一步 继续 帮助 是的 不是'.split(' ').concat(['yes', 'no', 'cancel', 'go back', 'help', 'stop', 'repeat']);
  const others = sounds.filter((s) => s.set === 'unseen');
  const taken = others.filter((s) => decoder.decode(readPcm(s.wav), [...commands, '[unk]']).some((result) => commands.includes(result.text)));
  if (others.length > 0) print({ row: 'sentences taken for a command', n: others.length, percent: percent(taken.length, others.length) });
}

if (!flags.includes('--wake-only')) scoreTexts();
if (!flags.includes('--wake-only')) scoreRejection();
if (!flags.includes('--free-only')) scoreWake();
