// Every question and every answer of every pack, spoken by voices that the built-in model was never trained on, recognised as a
// kiosk does it and judged: the words, the sounds (Chinese), and whether the pack does the right thing or offers it among three.
// Run: foyer bench decode [--packs a,b] [--sample N] [--jobs N] [--model FOLDER] [--worst] [--json]   without --sample: all (hours)
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEspeakSynthesizer } from '../../device/adapters/espeak-synthesizer.ts';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import { openListeningEars } from '../../device/core/listening-ears.ts';
import type { Transcript } from '../../device/core/transcript-choice.ts';
import { joined, resample } from '../../device/core/pcm.ts';
import { soundDistance } from '../../device/core/sound-distance.ts';
import { createConversation } from '../../flows/engine/conversation.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import { plainWords } from '../../flows/engine/segmentation.ts';
import { optionPhrases } from '../../flows/engine/turn/reading.ts';
import { readSlot } from '../../flows/engine/understanding/slots.ts';
import { loadPack } from '../../flows/files/load-pack.ts';
import { PACKS_FOLDER } from '../../flows/files/read-pack.ts';
import type { Decision } from '../../flows/protocol/conversation.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { MODEL, quietLog, realClock, silence } from '../voice/visitor-voice.ts';
import { casesOf, KINDS, sampled, spokenForm, TODAY } from './decode-cases.ts';
import type { Case } from './decode-cases.ts';

// All that device/models/recipe/voices.py holds out, odd ones included.
const VOICES = ['f4', 'm6', 'Andrea', 'victor', 'linda', 'travis', 'announcer', 'Storm', 'RicishayMax2', 'gustave', 'grandma', 'Nguyen'];
const RATES = [0.85, 1, 1.1];

/** One sentence: what was heard, and three judgements. `typed`: whether the pack does the right thing when it is typed without fault. */
interface Row { pack: string; language: Language; kind: Case['kind']; said: string; heard: string; voice: string; words: boolean; sound: boolean; understood: boolean; typed: boolean; audioMs: number; decodeMs: number }

const { values } = parseArgs({ options: { packs: { type: 'string' }, sample: { type: 'string', default: '0' }, jobs: { type: 'string', default: '1' }, model: { type: 'string', default: MODEL }, worst: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, rows: { type: 'boolean', default: false } } });

/** As it is spoken, without spaces and marks: "26 November" and "twenty six november" are the same. */
const written = (text: string, language: Language): string => plainWords(spokenForm(text, language)).replaceAll(' ', '').replaceAll('幺', '一').replaceAll("'", '');

/** Speaks, recognises and judges all cases of one pack; one row after the other. */
async function benchPack(name: string, tell: (row: Row) => void): Promise<void> {
  const { pack } = loadPack(name);
  const conversation = createConversation(pack);
  const recognizer = createVoskRecognizer({ models: { any: values.model }, clock: realClock, log: quietLog });
  await recognizer.start({ down: () => undefined, up: () => undefined });

  async function hear(samples: Int16Array, one: Case): Promise<Transcript> {
    const ears = openListeningEars({ recognizer, language: one.language, expect: one.expect, log: quietLog, now: () => 0, changed: () => undefined });
    ears.feed(joined([silence(0.3), samples, silence(0.6)]));
    const transcript = await ears.finish();
    ears.close();
    return transcript ?? { text: '', confidence: null, alternatives: [], agreed: true };
  }
  function decide(text: string, language: Language, heard?: Transcript): Decision | null {
    const rehearsal = createRehearsal(conversation, pack, { language });
    rehearsal.begin();
    return rehearsal.send({ type: 'utterance', at: 1_795_424_500_000, text, confidence: heard?.confidence ?? 0.95, alternatives: heard?.alternatives ?? [] }).decision;
  }
  const doneBy = (decision: Decision | null): string | null => (decision === null || decision.zone !== 'answer' ? null : decision.flow ?? decision.entry ?? decision.top[0]?.id ?? null);
  const offers = (decision: Decision | null, target: string): boolean => doneBy(decision) === target || (decision?.zone === 'answer' && (decision.entry === target || decision.flow === target || decision.top[0]?.id === target)) || (decision?.zone === 'clarify' && decision.top.slice(0, 3).some(({ id }) => id === target));
  function slotValue(one: Case, text: string): string | null {
    const { slot } = one;
    if (slot === undefined) return null;
    const limits = { ...(slot.min === undefined ? {} : { min: slot.min }), ...(slot.max === undefined ? {} : { max: slot.max }), ...(slot.opens === undefined ? {} : { opens: slot.opens }), ...(slot.closes === undefined ? {} : { closes: slot.closes }) };
    const reading = readSlot({ type: slot.type, text, language: one.language, today: TODAY, strict: false, ...limits, ...(slot.type === 'choice' ? { options: optionPhrases(slot.choices, one.language) } : {}) });
    return reading === null ? null : JSON.stringify(reading.value);
  }
  function judged(one: Case, text: string, heard?: Transcript): boolean {
    if (one.slot !== undefined) {
      const wanted = slotValue(one, one.text);
      if (one.slot.type === 'free-text' || one.slot.type === 'address' || one.slot.type === 'person-name') return soundDistance(spokenForm(text, one.language), spokenForm(one.text, one.language)) <= 0.2;
      return wanted !== null && [text, ...(heard?.alternatives ?? [])].some((words) => slotValue(one, words) === wanted);
    }
    const target = one.target ?? doneBy(decide(one.text, one.language));
    return target !== null && offers(decide(text, one.language, heard), target);
  }
  for (const language of pack.pack.languages) {
    const voiceOf = (at: number): string => VOICES[at % VOICES.length] as string;
    const synthesizers = new Map(VOICES.map((voice) => [voice, createEspeakSynthesizer({ voices: { [language]: `${language === 'zh' ? 'cmn-latn-pinyin' : 'en-us'}+${voice}` }, pronunciations: pack.lexicon.pronunciations })]));
    for (const [at, one] of sampled(casesOf(pack, language), Number(values.sample)).entries()) {
      const audio = await synthesizers.get(voiceOf(at))?.render(one.text, language, { rate: RATES[at % RATES.length] ?? 1 });
      if (audio === undefined) continue;
      const samples = resample(audio.samples, audio.sampleRate, 16000);
      const began = performance.now();
      const heard = await hear(samples, one);
      const decodeMs = performance.now() - began;
      const words = written(heard.text, language) === written(one.text, language);
      const plainSaid = spokenForm(one.text, language);
      tell({
        pack: name, language, kind: one.kind, said: one.text, heard: heard.text, voice: voiceOf(at), words, sound: words || (language === 'zh' && soundDistance(plainSaid, heard.text) === 0),
        understood: judged(one, heard.text, heard), typed: judged(one, one.text), audioMs: samples.length / 16, decodeMs,
      });
    }
  }
  await recognizer.stop();
}

if (values.rows) {
  for (const name of values.packs?.split(',') ?? []) await benchPack(name, (row) => void process.stdout.write(`${JSON.stringify(row)}\n`));
} else {
  const waiting = values.packs?.split(',') ?? readdirSync(PACKS_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const rows: Row[] = [];
  await Promise.all(Array.from({ length: Number(values.jobs) }, async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) rows.push(...(await inChild(name)));
  }));
  report(rows);
}

/** One pack in a process of its own. */
function inChild(name: string): Promise<Row[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [import.meta.filename, '--rows', '--packs', name, '--sample', values.sample, '--model', values.model], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.on('close', (code) => {
      if (code !== 0) process.exitCode = 1;
      const rows = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Row);
      if (!values.json) for (const row of rows) if (values.worst && !row.understood && row.typed) process.stdout.write(`   ${row.pack} ${row.kind} (${row.voice}): ${row.said} -> ${row.heard || '(nothing)'}\n`);
      resolve(rows);
    });
  });
}

function report(rows: Row[]): void {
  const share = (some: Row[], hit: (row: Row) => boolean): number => Math.round((1000 * some.filter(hit).length) / Math.max(1, some.length)) / 10;
  const line = (pack: string, language: Language, kind: string, some: Row[]): void => {
    if (some.length === 0) return;
    const figures = { n: some.length, words: share(some, (row) => row.words), sound: share(some, (row) => row.sound), understood: share(some, (row) => row.understood), typed: share(some, (row) => row.typed), rtf: Math.round((1000 * some.reduce((sum, row) => sum + row.decodeMs, 0)) / some.reduce((sum, row) => sum + row.audioMs, 0)) / 1000 };
    process.stdout.write(values.json ? `${JSON.stringify({ bench: 'decode', pack, language, kind, ...figures })}\n` : `${pack.padEnd(16)} ${language} ${kind.padEnd(9)} n ${String(some.length).padStart(5)}  words ${figures.words} %${language === 'zh' ? `  by sound ${figures.sound} %` : ''}  understood ${figures.understood} % (typed ${figures.typed} %)\n`);
  };
  const names = [...new Set(rows.map(({ pack }) => pack))].sort();
  for (const pack of [...names, 'all']) for (const language of ['zh', 'en'] as const) {
    const own = rows.filter((row) => (pack === 'all' || row.pack === pack) && row.language === language);
    line(pack, language, 'all', own);
    for (const kind of KINDS) if (values.json || pack === 'all') line(pack, language, kind, own.filter((row) => row.kind === kind));
  }
}
