// How often the wake phrases are missed, and how often something else wakes the kiosk: the very hearing that a kiosk runs,
// over espeak-ng voices and noise, faster than life. Every pack's phrases are measured as a kiosk with that pack hears them; false
// wakes with the phrases of all packs at once. Run: node test/bench/wake-bench.ts [--minutes 30] [--packs a,b] [--quick] [--only missed|false] [--json]
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createFvadVoiceActivity } from '../../device/adapters/fvad-voice-activity.ts';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import { createWavMicrophone } from '../../device/adapters/wav-microphone.ts';
import { createHearing } from '../../device/core/hearing.ts';
import { joined, scaled } from '../../device/core/pcm.ts';
import type { Log } from '../../device/core/ports.ts';
import type { WakePhrase } from '../../device/core/wake-decision.ts';
import { phrasesIn } from '../../flows/engine/pack/compiled.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { loadPack } from '../../flows/files/load-pack.ts';
import { PACKS_FOLDER } from '../../flows/files/read-pack.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { MODEL, noise, noiseFor, quietLog, realClock, seeded, silence, spoken, type NoiseKind } from '../voice/visitor-voice.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' }, packs: { type: 'string' }, model: { type: 'string', default: MODEL }, quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'boolean', default: false } } });
const packs = (values.packs?.split(',') ?? readdirSync(PACKS_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()).map((name) => loadPack(name).pack);
const phrasesOf = (pack: CompiledPack): WakePhrase[] => pack.pack.languages.flatMap((language) => phrasesIn(pack.pack.wake, language).map((phrase) => ({ phrase, language })));
const PHRASES = [...new Map(packs.flatMap(phrasesOf).map((entry) => [entry.phrase, entry])).values()];
/** The phrases of the first pack that has this one, as its kiosk listens for them. */
const together = (phrase: string): WakePhrase[] => packs.map(phrasesOf).find((some) => some.some((entry) => entry.phrase === phrase)) ?? PHRASES;
// Voices that the built-in model was never trained on come first (see device/models/recipe/voices.py).
const HELD_OUT = ['f4', 'm6', 'Andrea', 'victor', 'linda', 'travis', 'announcer', 'Storm', 'RicishayMax2', 'gustave', 'grandma', 'Nguyen', 'f5', 'm8', 'Henrique', 'belinda', 'sandro', 'zac'];
const TRAINED = ['', 'm1', 'm3', 'm7', 'f1', 'f2', 'f3', 'adam', 'Alicia', 'Annie', 'Gene', 'Lee', 'steph', 'klatt2', 'max', 'quincy'];
const RATES = [0.75, 0.95, 1.2];
const OTHER: Record<Language, string[]> = {
  zh: ['我要补办身份证', '请问几点开门', '洗手间在哪里', '我想查一下进度', '今天天气不错', '这个多少钱', '帮我叫一下工作人员', '社保卡怎么办理', '前面还有几个人', '你吃饭了吗', '我们走吧', '孩子在那边等', '医保可以报销吗', '把材料给我看一下', '不好意思借过一下',
    '明天上午再来', '电话是多少', '我听不清楚', '请大声一点', '你好请问服务台在哪里', '大厅在几楼', '小张你过来一下', '你好', '您好先生', '小心地滑', '叫号到了吗', '停车场怎么走', '护照要带照片吗', '我先去打印', '谢谢再见'],
  en: ['where is the restroom', 'how much does it cost', 'I would like to renew my passport', 'the weather is nice today', 'can you help me', 'I am looking for the exit', 'what time do you open', 'let us go over there', 'my ticket number is forty two', 'hello', 'hello there my friend', 'please wait a moment',
    'this is the wrong counter', 'did you bring the documents', 'I will come back tomorrow', 'speak to a person', 'the line is very long', 'where do I pay', 'is there parking nearby', 'say that again please', 'hello can you hear me', 'she was here this morning', 'thank you very much', 'go straight and turn left'],
};
// Half of the other speech is what visitors of any pack ask.
for (const language of ['zh', 'en'] as const) OTHER[language].push(...packs.flatMap((pack) => Object.values(pack.entries).flatMap((entry) => phrasesIn(entry.questions, language).slice(0, 1))).filter((_, i, all) => i % Math.ceil(all.length / OTHER[language].length) === 0));
const NEAR_NAMES = ['梅', '虎', '云', '山', '孙', '红', '杰', '杨', '谢', '年', '钱', '堂', '京', '七', '门', '软'];
const NEAR: Record<Language, string[]> = {
  zh: ['你好小智', '你好小李', '你好小天', '你好小丁', '你好小姐', '小厅', '你好大厅', '你好消停', '您好先生', ...NEAR_NAMES.map((name) => `你好小${name}`)],
  en: ['hello kitty', 'hello chris', 'hello guys', 'hello casey', 'the kiosk', 'yellow disc', 'hello miss', 'hello coast'],
};

interface Item { text: string; language: Language; voice: string; rate: number }

const optionsOf = ({ voice, rate, language }: Item) => ({ rate, ...(voice === '' ? {} : { voices: { [language]: `${language === 'zh' ? 'cmn-latn-pinyin' : 'en-us'}+${voice}` } }) });

interface Heard { at: number; phrase: string }

/** Runs one long sound through hearing; times in ms from its beginning. */
async function hear(sound: Int16Array, phrases: WakePhrase[], log: Log = quietLog): Promise<{ wakes: Heard[]; realTimeFactor: number; memoryMb: number }> {
  const recognizer = createVoskRecognizer({ models: { any: values.model }, clock: realClock, log });
  const microphone = createWavMicrophone({ clock: realClock, speed: 'fast', sounds: [sound], pace: async () => { await recognizer.settled(); await hearing.settled(); } });
  const hearing = createHearing({ microphone, voiceActivity: await createFvadVoiceActivity(), recognizer, wake: { phrases, decoys: [] }, clock: realClock, log });
  const wakes: Heard[] = [];
  const ended = new Promise<void>((resolve) => microphone.onEnded(resolve));
  hearing.mode({ kind: 'wake' });
  const ignore = (): void => undefined;
  await hearing.start({ wake: ({ phrase, at }) => void wakes.push({ at: at - microphone.origin, phrase }), speechStarted: ignore, partial: ignore, utterance: ignore, unintelligible: ignore, level: ignore, microphone: ignore });
  const begun = performance.now();
  await ended;
  await hearing.settled();
  const realTimeFactor = (performance.now() - begun) / (sound.length / 16);
  const memoryMb = ((await recognizer.memory()) ?? 0) / 1e6;
  await hearing.stop();
  return { wakes, realTimeFactor, memoryMb };
}

/** Detection of each phrase: one long sound per condition, every utterance followed by 1.2 s of pause. */
async function detection(name: string, voices: string[], snr: number | null, kind: NoiseKind): Promise<{ condition: string; phrase: string; language: Language; said: number; detected: number; missed: string[] }[]> {
  const rows = [];
  for (const { phrase, language } of PHRASES) {
    const parts: Int16Array[] = [silence(1)];
    const spans: { from: number; to: number; name: string }[] = [];
    let length = parts[0]?.length ?? 0;
    for (const voice of voices) for (const rate of RATES) {
      const sound = await spoken(phrase, language, optionsOf({ text: phrase, language, voice, rate }));
      spans.push({ from: length / 16, to: (length + sound.length) / 16 + 900, name: `${voice || 'plain'}@${rate}` });
      parts.push(sound, silence(1.2));
      length += sound.length + 19200;
    }
    let whole = joined(parts);
    if (snr !== null) whole = mix(whole, noise(kind, whole.length / 16000, noiseFor(joined(parts.filter((_, i) => i % 2 === 1)), snr), 5));
    const { wakes } = await hear(whole, together(phrase));
    const missed = spans.filter((span) => !wakes.some((wake) => wake.at >= span.from && wake.at <= span.to && wake.phrase === phrase)).map((span) => span.name);
    rows.push({ condition: name, phrase, language, said: spans.length, detected: spans.length - missed.length, missed });
  }
  return rows;
}

function mix(one: Int16Array, other: Int16Array): Int16Array {
  return Int16Array.from(one, (value, i) => Math.max(-32768, Math.min(32767, value + (other[i] ?? 0))));
}

/** Minutes of other people's sentences, one after another, some in noise, and of noise alone. */
async function falseWakes(minutes: number, sentences: Record<Language, string[]>): Promise<{ minutes: number; wakes: { at_s: number; phrase: string; near: string }[]; realTimeFactor: number; memoryMb: number }> {
  const random = seeded(20261123);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const parts: Int16Array[] = [];
  const names: { from: number; name: string }[] = [];
  let length = 0;
  const add = (part: Int16Array, name: string): void => {
    names.push({ from: length / 16000, name });
    parts.push(part);
    length += part.length;
  };
  while (length < minutes * 60 * 16000) {
    const language = pick(['zh', 'en'] as const);
    const text = pick(sentences[language]);
    const item = { text, language, voice: pick([...HELD_OUT, ...TRAINED]), rate: pick([0.75, 0.9, 1.05, 1.2]) };
    let sound = scaled(await spoken(text, language, optionsOf(item)), 0.3 + random() * 0.7);
    const noisy = random();
    if (noisy < 0.4) sound = mix(joined([sound, silence(0.5)]), noise(pick(['white', 'pink', 'hum'] as const), sound.length / 16000 + 0.5, noiseFor(sound, pick([10, 15, 20])), Math.floor(random() * 1e6)));
    add(sound, `${text} (${item.voice})`);
    if (noisy > 0.95) add(noise(pick(['white', 'pink', 'hum'] as const), 4, 300 + random() * 2500, Math.floor(random() * 1e6)), 'noise');
    else add(silence(0.2 + random() * 1.2), 'pause');
  }
  const { wakes, realTimeFactor, memoryMb } = await hear(joined(parts), PHRASES);
  return {
    minutes: length / 960_000, realTimeFactor, memoryMb,
    wakes: wakes.map(({ at, phrase }) => ({ at_s: Math.round(at / 1000), phrase, near: names.filter((name) => name.from <= at / 1000 && name.name !== 'pause').at(-1)?.name ?? '' })),
  };
}

const CONDITIONS = [['held-out voices', HELD_OUT, null, 'pink'], ['held-out voices, 15 dB pink', HELD_OUT, 15, 'pink'], ['held-out voices, 15 dB white', HELD_OUT, 15, 'white'], ['voices of the training', TRAINED, null, 'pink']] as const;
const print = (line: Record<string, unknown>, text: string): void => void process.stdout.write(`${values.json ? JSON.stringify(line) : text}\n`);

for (const [name, voices, snr, kind] of values.only === 'false' ? [] : values.quick ? CONDITIONS.slice(0, 2) : CONDITIONS) {
  for (const row of await detection(name, [...voices], snr, kind)) print({ bench: 'wake', ...row }, `${name}, ${row.phrase}: ${row.detected} of ${row.said} (${((100 * (row.said - row.detected)) / row.said).toFixed(1)} % missed) ${row.missed.join(' ')}`);
}
if (values.only === 'missed') process.exit();
const plain = await falseWakes(Number(values.minutes), OTHER);
print({ bench: 'false-wakes', ...plain }, `other speech and noise: ${plain.wakes.length} false wakes in ${plain.minutes.toFixed(1)} min, real-time factor ${plain.realTimeFactor.toFixed(3)}, recogniser ${plain.memoryMb.toFixed(0)} MB ${JSON.stringify(plain.wakes)}`);
const own = new Set(PHRASES.map(({ phrase }) => phrase));
const near = await falseWakes(Math.min(5, Number(values.minutes)), { zh: NEAR.zh.filter((text) => !own.has(text)), en: NEAR.en.filter((text) => !own.has(text)) });
print({ bench: 'near-misses', ...near }, `near neighbours of the phrases: ${near.wakes.length} false wakes in ${near.minutes.toFixed(1)} min ${JSON.stringify(near.wakes)}`);
