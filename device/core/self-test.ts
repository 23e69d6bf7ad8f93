// The kiosk listens to itself: a short rising tone must come back through the room, and its own wake phrase, said by its own
// voice, must wake its own ears. Only when nobody is there; a visitor who comes ends it.
import type { Language } from '../../flows/protocol/language.ts';
import { chirp, CHIRP_RATE, findIn, judgeLoopBack, type LoopBack } from './loop-back.ts';
import type { MeteredMicrophone } from './mic-meter.ts';
import type { Clock, Log, Loudspeaker, Store } from './ports.ts';
import type { Speaking } from './voice-contract.ts';

export interface SelfTestResult {
  at: number; // wall clock
  loopBack: LoopBack | 'not-tested';
  levelDb: number | null;
  phrase: 'heard' | 'not-heard' | 'not-tested';
  why: string; // in words, for the log and the console
}

export interface SelfTest {
  /** Null = a visitor is there, or one is running. */
  run(): Promise<SelfTestResult> | null;
  /** While a test runs wake-ups are its own. True = this one was. */
  woke(): boolean;
  last(): SelfTestResult | null;
}

const KEPT = 'self-test';
const USUAL = 'loop-back-level';
const ROOM_MS = 1200; // sound system and echo after the tone
const WAKE_MS = 7000;
const LISTEN_SECONDS = 6;
const CHIRP_VOLUME = 0.5;

export function createSelfTest(options: {
  clock: Clock; log: Log; store: Pick<Store, 'get' | 'set'>; loudspeaker: Loudspeaker | null; microphone: Pick<MeteredMicrophone, 'listen'> | null; speaking: Pick<Speaking, 'say' | 'silence'>;
  /** The first wake phrase of the content; null = it cannot be heard now. */
  wakePhrase(): { phrase: string; language: Language } | null;
  /** True while a visitor is being served or the kiosk speaks. */
  busy(): boolean;
  /** What keeps the test from meaning anything (echo cancelling takes the kiosk's own sound away); null = nothing. */
  hindrance(): string | null;
}): SelfTest {
  const { clock, store } = options;
  let running: { woke(): void } | null = null;
  let last: SelfTestResult | null | undefined;

  const wait = (ms: number): Promise<void> => new Promise((resolve) => { clock.setTimeout(resolve, ms); });

  async function tone(): Promise<Pick<SelfTestResult, 'loopBack' | 'levelDb'> & { why: string }> {
    const { loudspeaker, microphone } = options;
    if (!loudspeaker || !microphone) return { loopBack: 'not-tested', levelDb: null, why: 'there is no microphone or no loudspeaker' };
    const sound = chirp();
    const heard = microphone.listen(LISTEN_SECONDS);
    const played = await Promise.race([
      loudspeaker.play({ samples: sound, sampleRate: CHIRP_RATE, phrases: [] }, { volume: CHIRP_VOLUME, onFirst: () => undefined }),
      wait(4000).then(() => 'stopped' as const),
    ]);
    await wait(ROOM_MS);
    const sounds = heard();
    if (played === 'stopped' && options.busy()) return { loopBack: 'not-tested', levelDb: null, why: 'a visitor came' };
    if (sounds.length === 0) return { loopBack: 'not-heard', levelDb: null, why: 'the microphone gave no sound at all' };
    const found = findIn(sounds, sound);
    const usual = store.get(USUAL);
    const loopBack = judgeLoopBack(found, usual === null ? null : Number(usual));
    if (loopBack === 'works' && usual === null && found) store.set(USUAL, String(found.levelDb));
    const figures = found ? `${Math.round(found.levelDb)} dB, ${Math.round(found.sharpness)} times above the room` : 'too little sound';
    return { loopBack, levelDb: found && loopBack !== 'not-heard' ? Math.round(found.levelDb * 10) / 10 : null, why: `the tone: ${loopBack} (${figures})` };
  }

  async function phrase(): Promise<{ phrase: SelfTestResult['phrase']; why: string }> {
    const wake = options.wakePhrase();
    if (!wake || options.busy()) return { phrase: 'not-tested', why: wake ? 'a visitor came' : 'the ears are off' };
    const said = new Promise<boolean>((resolve) => {
      const cancel = clock.setTimeout(() => resolve(false), WAKE_MS);
      running = { woke() { cancel(); resolve(true); } };
    });
    const outcome = await options.speaking.say(wake.phrase, wake.language, { rate: 0.9, volume: 0.85 });
    if (outcome !== 'done') return { phrase: 'not-tested', why: 'the phrase could not be said' };
    const heard = await said;
    if (!heard && options.busy()) return { phrase: 'not-tested', why: 'a visitor came' };
    return heard ? { phrase: 'heard', why: 'its own wake phrase woke it' } : { phrase: 'not-heard', why: 'its own wake phrase did not wake it' };
  }

  async function test(): Promise<SelfTestResult> {
    const hindrance = options.hindrance();
    try {
      if (hindrance !== null) return keep({ at: clock.now(), loopBack: 'not-tested', levelDb: null, phrase: 'not-tested', why: hindrance });
      const first = await tone();
      const second = first.loopBack === 'works' || first.loopBack === 'quieter' ? await phrase() : { phrase: 'not-tested' as const, why: '' };
      return keep({ at: clock.now(), loopBack: first.loopBack, levelDb: first.levelDb, phrase: second.phrase, why: [first.why, second.why].filter(Boolean).join('; ') });
    } finally {
      running = null;
    }
  }
  function keep(result: SelfTestResult): SelfTestResult {
    last = result;
    store.set(KEPT, JSON.stringify(result));
    options.log.info('self-test', { loopBack: result.loopBack, phrase: result.phrase, why: result.why });
    return result;
  }

  return {
    run() {
      if (running || options.busy()) return null;
      running = { woke: () => undefined };
      return test();
    },
    woke() {
      if (!running) return false;
      running.woke();
      return true;
    },
    last() {
      if (last !== undefined) return last;
      try {
        last = JSON.parse(store.get(KEPT) ?? 'null') as SelfTestResult | null;
      } catch {
        last = null;
      }
      return last;
    },
  };
}
