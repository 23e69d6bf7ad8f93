// Ears and voice for tests: what is heard is told by the test, what is said takes as long as the test's clock says.
import type { Clock } from '../../device/core/ports.ts';
import type { Hearing, HearingEvents, HearingMode, Speaking, SpeakingEvents, Utterance } from '../../device/core/voice-contract.ts';

export interface FakeHearing extends Hearing {
  readonly modes: HearingMode[];
  readonly current: HearingMode;
  events(): HearingEvents;
  wake(language?: 'zh' | 'en'): void;
  says(text: string, more?: Partial<Utterance>): void;
}

export function createFakeHearing(clock: Clock): FakeHearing {
  const modes: HearingMode[] = [];
  let events: HearingEvents | null = null;
  const given = (): HearingEvents => {
    if (!events) throw new Error('hearing has not been started');
    return events;
  };
  return {
    modes,
    get current() { return modes.at(-1) ?? { kind: 'off' }; },
    events: given,
    start: async (e) => { events = e; },
    mode: (mode) => { modes.push(mode); },
    stop: async () => undefined,
    wake(language = 'zh') { given().wake({ phrase: language === 'zh' ? '你好小厅' : 'hello kiosk', language, score: 1, at: clock.monotonic() }); },
    says(text, more = {}) {
      given().speechStarted(clock.monotonic());
      given().utterance({
        text, confidence: 0.9, alternatives: [], agreed: true, startedAt: clock.monotonic() - 1000, endedAt: clock.monotonic() - 400,
        facts: { voicedMs: 800, silenceShare: 0.1, loudness: -20, pitchLow: null, pitchHigh: null }, ...more,
      });
    },
  };
}

export interface FakeSpeaking extends Speaking {
  readonly said: { text: string; rate: number; volume: number; outcome: string }[];
  readonly silenced: number;
}

/** Each sentence takes `msPerCharacter` x its length (default 50 ms). */
export function createFakeSpeaking(clock: Clock, msPerCharacter = 50): FakeSpeaking {
  const said: FakeSpeaking['said'] = [];
  let events: SpeakingEvents | null = null;
  let stop: (() => void) | null = null;
  let silenced = 0;
  return {
    said,
    get silenced() { return silenced; },
    get speaking() { return stop !== null; },
    start: async (e) => { events = e; },
    say(text, _language, options) {
      const entry = { text, rate: options.rate, volume: options.volume, outcome: 'playing' };
      said.push(entry);
      options.onFirst?.(clock.monotonic());
      events?.phrase(text, 0, Math.ceil(text.length / 2));
      return new Promise((resolve) => {
        const end = (outcome: 'done' | 'stopped'): void => {
          cancel();
          stop = null;
          entry.outcome = outcome;
          resolve(outcome);
        };
        const cancel = clock.setTimeout(() => end('done'), text.length * msPerCharacter);
        stop = () => end('stopped');
      });
    },
    silence() { silenced += 1; stop?.(); },
    prepare: () => undefined,
    stop: async () => undefined,
  };
}
