// What is understood of questions and answers, and how long after the last sound the kiosk knows that it was the last: real
// hearing over espeak-ng voices and noise, faster than life. Run: node test/bench/listen-bench.ts [--noise-db 15] [--json]
import { parseArgs } from 'node:util';
import { createFvadVoiceActivity } from '../../device/adapters/fvad-voice-activity.ts';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import { createWavMicrophone } from '../../device/adapters/wav-microphone.ts';
import { createHearing } from '../../device/core/hearing.ts';
import { joined } from '../../device/core/pcm.ts';
import type { Microphone } from '../../device/core/ports.ts';
import { chineseDigits } from '../../device/core/spoken-chinese.ts';
import { plainWords } from '../../flows/engine/segmentation.ts';
import type { Utterance } from '../../device/core/voice-contract.ts';
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { MODEL, noise, noiseFor, quietLog, realClock, silence, spoken } from '../voice/visitor-voice.ts';

const OPEN: Expectation = { kind: 'open', phrases: [] };
const YES_NO: Record<Language, Expectation> = { zh: { kind: 'yes-no', phrases: ['是', '是的', '对', '好的', '不是', '不用', '不要', '确定', '取消'] }, en: { kind: 'yes-no', phrases: ['yes', 'no', 'ok', 'cancel', 'correct', 'wrong'] } };
const PHONE: Expectation = { kind: 'digits', phrases: [], digits: 11 };
const CASES: [string, Language, Expectation][] = [
  ['我要补办身份证需要什么材料', 'zh', OPEN], ['请问几点开门', 'zh', OPEN], ['洗手间在哪里', 'zh', OPEN], ['我想取号', 'zh', OPEN], ['停车场在哪里', 'zh', OPEN], ['护照多少钱', 'zh', OPEN],
  ['是的', 'zh', YES_NO.zh], ['不用', 'zh', YES_NO.zh], ['确定', 'zh', YES_NO.zh], ['取消', 'zh', YES_NO.zh], ['13812345678', 'zh', PHONE], ['15900762431', 'zh', PHONE],
  ['where is the restroom', 'en', OPEN], ['how much is a passport', 'en', OPEN], ['I want to renew my passport', 'en', OPEN], ['when do you close', 'en', OPEN], ['yes', 'en', YES_NO.en], ['no', 'en', YES_NO.en], ['cancel', 'en', YES_NO.en],
];
const VOICES = ['f4', 'm6', 'Andrea', 'victor', 'linda', 'Storm', 'f5', 'm8', 'zac', 'belinda'];
const SPEEDS = [0.85, 1.05];

interface Row { said: string; language: Language; kind: string; heard: string[]; confidence: number | null; agreed: boolean; waitedMs: number }

const { values } = parseArgs({ options: { 'noise-db': { type: 'string' }, json: { type: 'boolean', default: false }, voices: { type: 'string' } } });
const snr = values['noise-db'] === undefined ? null : Number(values['noise-db']);
const recognizer = createVoskRecognizer({ models: { any: MODEL }, clock: realClock, log: quietLog });
await recognizer.start({ down: () => undefined, up: () => undefined });
/** Hearing starts and stops for each case; the recogniser's process stays. */
const shared = { ...recognizer, start: async () => undefined, stop: async () => undefined };

async function hear(sound: Int16Array, language: Language, expect: Expectation): Promise<{ utterances: Utterance[]; knownAt: number; origin: number }> {
  const file = createWavMicrophone({ clock: realClock, speed: 'fast', sounds: [sound], tailMs: 1800, pace: async () => { await recognizer.settled(); await hearing.settled(); } });
  let now = 0;
  const microphone: Microphone = { start: (events) => file.start({ ...events, frame: (frame) => { now = frame.at; events.frame(frame); } }), stop: () => file.stop() };
  const hearing = createHearing({ microphone, voiceActivity: await createFvadVoiceActivity(), recognizer: shared, wake: { phrases: [], decoys: [] }, clock: realClock, log: quietLog });
  const utterances: Utterance[] = [];
  let knownAt = 0;
  const ended = new Promise<void>((resolve) => file.onEnded(resolve));
  const ignore = (): void => undefined;
  hearing.mode({ kind: 'listen', language, expect });
  await hearing.start({ wake: ignore, speechStarted: ignore, partial: ignore, unintelligible: ignore, level: ignore, microphone: ignore, utterance: (utterance) => { utterances.push(utterance); knownAt = now; } });
  await ended;
  await hearing.settled();
  await hearing.stop();
  return { utterances, knownAt, origin: file.origin };
}

/** Where the last sound is: below -46 dB of the loudest there is no speech. */
function lastSoundMs(samples: Int16Array): number {
  let loudest = 0;
  for (const value of samples) loudest = Math.max(loudest, Math.abs(value));
  let last = samples.length - 1;
  while (last > 0 && Math.abs(samples[last] ?? 0) < Math.max(60, loudest / 200)) last--;
  return last / 16;
}

const bare = (text: string, language: Language): string => plainWords(language === 'zh' ? text.replace(/\d+/g, (digits) => chineseDigits(digits)) : text).replaceAll(' ', '').replaceAll('幺', '一');
const rows: Row[] = [];
for (const voice of (values.voices?.split(',') ?? VOICES)) for (const rate of SPEEDS) for (const [text, language, expect] of CASES) {
  const speech = await spoken(text, language, { rate, voices: { [language]: `${language === 'zh' ? 'cmn-latn-pinyin' : 'en-us'}+${voice}` } });
  let sound = joined([silence(1.5), speech, silence(1.8)]);
  if (snr !== null) {
    const bed = noise('pink', sound.length / 16000, noiseFor(speech, snr), rows.length + 1);
    sound = Int16Array.from(sound, (value, i) => Math.max(-32768, Math.min(32767, value + (bed[i] ?? 0))));
  }
  const { utterances, knownAt, origin } = await hear(sound, language, expect);
  const [first] = utterances;
  rows.push({ said: text, language, kind: expect.kind, heard: utterances.map((utterance) => utterance.text), confidence: first?.confidence ?? null, agreed: first?.agreed ?? false, waitedMs: knownAt - origin - 1500 - lastSoundMs(speech) });
}
await recognizer.stop();

const at = (list: number[], share: number): number => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN;
for (const kind of ['open', 'yes-no', 'digits']) {
  const some = rows.filter((row) => row.kind === kind);
  const right = some.filter((row) => row.heard.length === 1 && bare(row.heard[0] ?? '', row.language) === bare(row.said, row.language));
  const waits = some.filter((row) => row.heard.length > 0).map((row) => row.waitedMs);
  const line = {
    bench: 'listen', kind, said: some.length, exact: right.length, split: some.filter((row) => row.heard.length > 1).length, nothing: some.filter((row) => row.heard.length === 0).length,
    wait_ms_p50: Math.round(at(waits, 0.5)), wait_ms_p95: Math.round(at(waits, 0.95)), noise_db: snr,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (!values.json) for (const row of some) if (!right.includes(row)) process.stdout.write(`   ${row.said} -> ${row.heard.join(' | ') || '(nothing)'} (${row.confidence?.toFixed(2)}, ${Math.round(row.waitedMs)} ms)\n`);
}
