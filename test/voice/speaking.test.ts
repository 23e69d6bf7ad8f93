// Speaking with a clock that the test moves: captions, cache, barge-in, and what happens without a voice or a loudspeaker.
import { describe, expect, it } from 'vitest';
import { createFileLoudspeaker } from '../../device/adapters/file-loudspeaker.ts';
import type { Loudspeaker, LoudspeakerEvents, SpokenAudio, Synthesizer } from '../../device/core/ports.ts';
import { createSpeaking } from '../../device/core/speaking.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { quietLog } from './visitor-voice.ts';

const MS_PER_CHARACTER = 100;

/** A voice that takes 100 ms for each character and says how often it was asked. */
function fakeVoice(options: { broken?: boolean } = {}): Synthesizer & { rendered: string[] } {
  const rendered: string[] = [];
  return {
    rendered,
    start: async () => {
      if (options.broken) throw new Fault('no-voice', 'no voice', 'install one');
    },
    render: async (text) => {
      rendered.push(text);
      return { samples: new Int16Array(text.length * MS_PER_CHARACTER * 16).fill(1000), sampleRate: 16000, phrases: [] };
    },
    stop: async () => undefined,
  };
}

async function rig(options: { loudspeaker?: Loudspeaker; voice?: ReturnType<typeof fakeVoice>; store?: Map<string, SpokenAudio> } = {}) {
  const clock = createFakeClock();
  const voice = options.voice ?? fakeVoice();
  const phrases: [number, string][] = [];
  const states: string[] = [];
  const file = createFileLoudspeaker({ clock });
  const store = options.store;
  const speaking = createSpeaking({
    synthesizer: voice, loudspeaker: options.loudspeaker ?? file, clock, log: quietLog, voice: 'fake',
    ...(store ? { store: { get: async (key) => store.get(key) ?? null, put: async (key, audio) => void store.set(key, audio) } } : {}),
  });
  const started = speaking.start({
    level: () => undefined,
    phrase: (text, start, end) => void phrases.push([clock.monotonic(), text.slice(start, end)]),
    loudspeaker: (state) => void states.push(state),
  });
  await clock.advance(10);
  await started;
  return { clock, voice, phrases, states, speaking, file };
}

const TEXT = 'One two, three four five. Six seven eight.';

describe('speaking', () => {
  it('shows each clause when it is heard', async () => {
    const { clock, speaking, phrases } = await rig();
    let first: number | null = null;
    const said = speaking.say(TEXT, 'en', { rate: 1, volume: 1, onFirst: (at) => (first = at) });
    await clock.advance(10_000);
    expect(await said).toBe('done');
    expect(first).toBe(10);
    expect(phrases.map(([, text]) => text)).toEqual(['One two, ', 'three four five. ', 'Six seven eight.']);
    const [one, two, three] = phrases.map(([at]) => at) as [number, number, number];
    expect(one).toBeLessThanOrEqual(11);
    expect(two - one).toBeGreaterThanOrEqual(9 * MS_PER_CHARACTER);
    expect(three - two).toBeGreaterThanOrEqual(17 * MS_PER_CHARACTER);
    expect(speaking.speaking).toBe(false);
  });

  it('begins with the first clause while the others are rendered', async () => {
    const { clock, speaking, file } = await rig();
    const said = speaking.say(TEXT, 'en', { rate: 1, volume: 1 });
    await clock.advance(100);
    expect(file.played).toHaveLength(0); // still sounding
    expect(speaking.speaking).toBe(true);
    await clock.advance(10_000);
    expect(await said).toBe('done');
    expect(file.played.length).toBe(2); // the first clause, then all the rest without a break
  });

  it('stops at once and is silent', async () => {
    const { clock, speaking, file, phrases } = await rig();
    const said = speaking.say(TEXT, 'en', { rate: 1, volume: 1 });
    await clock.advance(500);
    speaking.silence();
    expect(speaking.speaking).toBe(false);
    await clock.advance(0);
    expect(await said).toBe('stopped');
    expect(file.played[0]).toMatchObject({ cut: true });
    const shown = phrases.length;
    await clock.advance(20_000);
    expect(phrases).toHaveLength(shown);
  });

  it('lets a new sentence cut the old one', async () => {
    const { clock, speaking } = await rig();
    const one = speaking.say(TEXT, 'en', { rate: 1, volume: 1 });
    await clock.advance(300);
    const two = speaking.say('Yes of course.', 'en', { rate: 1, volume: 1 });
    await clock.advance(5000);
    expect(await one).toBe('stopped');
    expect(await two).toBe('done');
  });

  it('renders a sentence once, and not again after a restart', async () => {
    const store = new Map<string, SpokenAudio>();
    const first = await rig({ store });
    for (let i = 0; i < 2; i++) {
      const said = first.speaking.say('Good morning everybody.', 'en', { rate: 1, volume: 1 });
      await first.clock.advance(5000);
      await said;
    }
    expect(first.voice.rendered).toHaveLength(1);
    const second = await rig({ store });
    const said = second.speaking.say('Good morning everybody.', 'en', { rate: 1, volume: 1 });
    await second.clock.advance(5000);
    expect(await said).toBe('done');
    expect(second.voice.rendered).toHaveLength(0);
  });

  it('prepares fixed prompts in the background', async () => {
    const { clock, speaking, voice } = await rig();
    speaking.prepare([{ text: 'Welcome to the hall.', language: 'en' }, { text: TEXT, language: 'en' }]);
    await clock.settle();
    expect(voice.rendered).toHaveLength(4);
    const said = speaking.say('Welcome to the hall.', 'en', { rate: 1, volume: 1 });
    await clock.advance(5000);
    await said;
    expect(voice.rendered).toHaveLength(4);
  });

  it('prepares nothing while new content is being taken, but speaks, and goes on afterwards', async () => {
    const { clock, speaking, voice } = await rig();
    speaking.hold(true);
    speaking.prepare([{ text: TEXT, language: 'en' }]);
    await clock.settle();
    expect(voice.rendered).toHaveLength(0);
    const said = speaking.say('Welcome to the hall.', 'en', { rate: 1, volume: 1 });
    await clock.advance(5000);
    expect(await said).toBe('done');
    expect(voice.rendered).toHaveLength(1);
    speaking.hold(false);
    await clock.settle();
    expect(voice.rendered).toHaveLength(4);
  });

  it('has the text read at a calm pace when there is no voice', async () => {
    const { clock, speaking, phrases, states } = await rig({ voice: fakeVoice({ broken: true }) });
    expect(states).toEqual(['failed']);
    const said = speaking.say(TEXT, 'en', { rate: 1, volume: 1 });
    let over = false;
    void said.then(() => (over = true));
    await clock.advance(1500);
    expect(over).toBe(false);
    await clock.advance(10_000);
    expect(await said).toBe('unheard');
    expect(phrases.map(([, text]) => text).join('')).toBe(TEXT);
  });

  it('can be silenced while it is read', async () => {
    const { clock, speaking } = await rig({ voice: fakeVoice({ broken: true }) });
    const said = speaking.say(TEXT, 'en', { rate: 1, volume: 1 });
    await clock.advance(300);
    speaking.silence();
    await clock.advance(0);
    expect(await said).toBe('stopped');
  });

  it('goes on silently when the loudspeaker dies in mid-sentence, and speaks again when it is back', async () => {
    let events: LoudspeakerEvents | null = null;
    let cut: (how: 'done' | 'stopped') => void = () => undefined;
    const loudspeaker: Loudspeaker = {
      start: async (given) => {
        events = given;
        given.up();
      },
      play: (audio, { onFirst }) => {
        onFirst(0);
        return audio.samples.length > 20_000 ? new Promise((resolve) => (cut = resolve)) : Promise.resolve('done');
      },
      silence: () => cut('stopped'),
      stop: async () => undefined,
    };
    const { clock, speaking, states } = await rig({ loudspeaker });
    const said = speaking.say('A rather long sentence that is being heard.', 'en', { rate: 1, volume: 1 });
    await clock.advance(200);
    (events as LoudspeakerEvents | null)?.down('unplugged');
    cut('stopped');
    await clock.advance(20_000);
    expect(await said).toBe('unheard');
    (events as LoudspeakerEvents | null)?.up();
    expect(states).toEqual(['failed', 'ok']);
    const again = speaking.say('Short one', 'en', { rate: 1, volume: 1 });
    await clock.advance(5000);
    expect(await again).toBe('done');
  });

  it('says nothing at once when there is nothing to say', async () => {
    const { clock, speaking } = await rig();
    const said = speaking.say(' ... ', 'en', { rate: 1, volume: 1 });
    await clock.advance(0);
    expect(await said).toBe('done');
  });
});
