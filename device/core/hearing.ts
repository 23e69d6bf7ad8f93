// Hearing: frames of the microphone become wake-ups, partials and utterances. It outlives the microphone and the
// recogniser: each loss is a state that it reports and recovers from, never an exception.
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { LONGEST_UTTERANCE_MS } from './endpointing.ts';
import { listeningKey, openListeningEars, type ListeningEars } from './listening-ears.ts';
import { joined } from './pcm.ts';
import { FRAME_MS, SAMPLE_RATE, type Clock, type Frame, type Log, type Microphone, type Recognizer, type VoiceActivity } from './ports.ts';
import { distanceWithin, soundParts } from './sound-distance.ts';
import { liveliness, speechFacts } from './speech-facts.ts';
import { createSpeechSegmenter, type SegmentState } from './speech-segment.ts';
import type { Hearing, HearingEvents, HearingMode } from './voice-contract.ts';
import type { WakeSettings } from './wake-decision.ts';
import { openWakeEars, type WakeEars } from './wake-ears.ts';

export interface HearingOptions {
  microphone: Microphone;
  voiceActivity: VoiceActivity;
  recognizer: Recognizer;
  wake: WakeSettings;
  /** What the kiosk is saying or has just said: an "answer" made of these words is its own voice coming back. */
  ownWords?(): string;
  clock: Clock;
  log: Log;
}

export interface VoiceHearing extends Hearing {
  /** New wake phrases (another pack became active). */
  wake(settings: WakeSettings): void;
  /** Resolves when nothing that was heard is still being worked on. */
  settled(): Promise<void>;
}

const PRE_ROLL_FRAMES = 15; // 300 ms before the first voiced frame: the detector wakes late
const CONFIRM_MS = 240;
const CONFIRM_WITH_WORDS_MS = 120;
const CONFIRM_BARGE_IN_MS = 200;
const LIVELY = 1.6;
const SURELY_VOICE_MS = 700; // steady noise has been recognised as such by then
const UNSURE = 0.4;
const UNSURE_STEADY = 0.6;
const LEVEL_MS = 40;
const WAKE_QUIET_MS = 220;
const WAKE_USUAL_MS = 420;
const WAKE_STEADY_MS = 400; // in a noisy room the detector may never see silence; the recogniser's text then decides
const WAKE_LONGEST_MS = 6000;
const WAKE_SHORTEST_VOICED_MS = 200;
const OWN_SOUNDS = 8; // four syllables: shorter ones are in any text by chance
const OWN_DISTANCE = 0.3;
const ECHO_MS = 260; // sound system, room and recorder together
const ECHO_REMAINS_MS = 120; // a quick answer begins before the echo is surely over
const VERIFY_MS = 2400; // how much sound is heard again freely when the kiosk itself was speaking before
const MODEL_SETTLED_MS = 500;
const WORDLESS_MS = 6000;
const RECOGNIZER_PATIENCE_MS = 1500; // a restart this quick is not shown
const REDO_MS = 2500;
const RETRY_START_MS = 15_000;

type Listening = { language: Language; expect: Expectation };

export function createHearing(options: HearingOptions): VoiceHearing {
  const { microphone, voiceActivity, recognizer, clock, log } = options;
  const segmenter = createSpeechSegmenter();
  let settings = options.wake;
  let events: HearingEvents | null = null;
  let mode: HearingMode = { kind: 'off' };
  let now = 0;
  let preRoll: Int16Array[] = [];
  let audio: Int16Array[] = []; // the current segment, pre-roll included
  let audioFrom = 0;
  let confirmed = false;
  let lively = false; // its level moves as speech does
  let wakeEars: WakeEars | null = null;
  let ears: ListeningEars | null = null;
  let echoUntil = 0;
  let echoLeaks = false;
  let begunInSpeech = false; // the segment began while the kiosk was speaking
  let fedTo: ListeningEars | WakeEars | null = null; // who hears the current segment
  let wordsAt = 0; // when the partial last changed, and how much voice was heard since
  let voiceSinceWords = 0;
  let level = 0;
  let levelAt = 0;
  let recognizerUp = false;
  let stopped = true;
  const troubles = new Map<'microphone' | 'recognizer', string>();
  let shown: string | null = null;
  const pending = new Set<Promise<void>>();
  const timers = new Set<() => void>();
  let waitingForUp: (() => void)[] = [];

  /** Echo cancelling is believed until the kiosk has once heard its own words in spite of it. */
  const cancelled = (promised: boolean): boolean => promised && !echoLeaks;
  const listening = (): Listening | null =>
    mode.kind === 'listen' || (mode.kind === 'barge-in' && cancelled(mode.echoCancelled)) ? { language: mode.language, expect: mode.expect } : null;
  const waking = (): boolean => mode.kind === 'wake' || (mode.kind === 'barge-in' && !cancelled(mode.echoCancelled));
  /** While the kiosk speaks without echo cancelling, its own words stand before the wake phrase. */
  const amongOwnWords = (): boolean => mode.kind === 'barge-in';

  function later(ms: number, run: () => void): () => void {
    const cancel = clock.setTimeout(() => {
      timers.delete(cancel);
      run();
    }, ms);
    timers.add(cancel);
    return () => {
      timers.delete(cancel);
      cancel();
    };
  }

  function work(run: () => Promise<void>): void {
    const task: Promise<void> = run()
      .catch((error: unknown) => log.error('hearing stumbled', { reason: String(error) }))
      .finally(() => pending.delete(task));
    pending.add(task);
  }

  function trouble(part: 'microphone' | 'recognizer', reason: string | null): void {
    if (reason === null) troubles.delete(part);
    else troubles.set(part, reason);
    const worst = troubles.get('microphone') ?? troubles.get('recognizer') ?? null;
    if (worst === shown || stopped) return;
    if (worst === null || shown === null) events?.microphone(worst === null ? 'ok' : 'failed', worst ?? '');
    shown = worst;
  }

  // --- streams -------------------------------------------------------------------------------------------------------

  function openEars(): void {
    if (!recognizerUp || mode.kind === 'off') return;
    const wanted = listening();
    if (waking()) wakeEars ??= openWakeEars({ recognizer, settings, log, now: () => now });
    if (wanted && ears?.key !== listeningKey(wanted.language, wanted.expect)) {
      ears?.close();
      ears = openListeningEars({ recognizer, ...wanted, log, now: () => now, changed: partial });
    }
    const target = wanted ? ears : wakeEars;
    if (target === fedTo) return;
    fedTo?.reset();
    fedTo = target;
    // speech already begun is heard again from its start by the new ears
    if (segmenter.current) for (const samples of audio) target?.feed(samples);
  }

  function closeEars(): void {
    ears?.close();
    wakeEars?.close();
    ears = null;
    wakeEars = null;
    fedTo = null;
  }

  function partial(): void {
    if (!segmenter.current || !listening() || !ears) return;
    const { text, certain } = ears.partial();
    if (text !== '') events?.partial(text, certain);
  }

  // --- frames --------------------------------------------------------------------------------------------------------

  function frame({ samples, at }: Frame): void {
    now = at;
    const activity = voiceActivity.process(samples);
    level = Math.max(level, activity.level);
    if (at - levelAt >= LEVEL_MS) {
      events?.level(level);
      level = 0;
      levelAt = at;
    }
    if (at >= echoUntil - ECHO_REMAINS_MS) preRoll.push(samples);
    if (preRoll.length > PRE_ROLL_FRAMES) preRoll.shift();
    if (mode.kind === 'off') return;
    const before = segmenter.current;
    const segment = segmenter.push(activity.voiced && at >= echoUntil, at);
    if (!segment) return;
    const fresh = before ? [samples] : [...preRoll];
    if (!before) {
      audio = [];
      audioFrom = at - fresh.length * FRAME_MS;
      confirmed = false;
      lively = false;
      begunInSpeech = mode.kind === 'barge-in';
    }
    audio.push(...fresh);
    for (const piece of fresh) fedTo?.feed(piece);
    if (listening()) listen(segment);
    else if (waking()) awaitWake(segment);
  }

  function listen(segment: SegmentState): void {
    const words = ears?.partial().text ?? '';
    lively = lively || segment.voicedMs >= SURELY_VOICE_MS || (segment.voicedMs >= CONFIRM_WITH_WORDS_MS && liveliness(audio.slice(PRE_ROLL_FRAMES)) >= LIVELY);
    const enough = mode.kind === 'barge-in' ? segment.voicedMs >= CONFIRM_BARGE_IN_MS : segment.voicedMs >= (words === '' ? CONFIRM_MS : CONFIRM_WITH_WORDS_MS);
    if (!confirmed && enough && lively) {
      confirmed = true;
      events?.speechStarted(segment.startedAt);
    }
    const quiet = now - segment.lastVoicedAt;
    // noise may keep the detector busy for ever: then the recogniser, which knows words from noise, says when it is over
    const limit = ears?.limit() ?? 600;
    const changedAt = ears?.changedAt() ?? 0;
    voiceSinceWords = changedAt === wordsAt ? voiceSinceWords + (quiet < FRAME_MS * 2 ? FRAME_MS : 0) : 0;
    wordsAt = changedAt;
    const modelDone = ears?.endpoint() === true && (words !== '' ? voiceSinceWords >= limit + MODEL_SETTLED_MS : segment.totalMs >= WORDLESS_MS);
    if (quiet >= limit || modelDone || segment.totalMs >= LONGEST_UTTERANCE_MS) conclude(segment);
  }

  function conclude(segment: SegmentState): void {
    const sound = audio;
    const wasConfirmed = confirmed;
    const wasLively = lively;
    const maybeOwn = begunInSpeech;
    const from = audioFrom;
    segmenter.end();
    audio = [];
    confirmed = false;
    const used = ears;
    const wanted = listening();
    if (!wasConfirmed && (used?.partial().text ?? '') === '') return used?.reset();
    work(async () => {
      const transcript = (await used?.finish()) ?? (wanted ? await redo(sound, wanted) : null);
      if (!listening() || !events) return;
      if (!transcript || transcript.text === '' || (transcript.confidence ?? 1) < (wasLively ? UNSURE : UNSURE_STEADY)) {
        if (wasConfirmed) events.unintelligible(segment.lastVoicedAt);
        return;
      }
      if (maybeOwn && isOwn(transcript.text)) {
        echoLeaks = true;
        log.warn('the kiosk heard itself in spite of echo cancelling; from now on only the wake phrase interrupts it', { text: transcript.text });
        openEars();
        if (wasConfirmed) events.unintelligible(segment.lastVoicedAt);
        return;
      }
      const cut = (at: number): number => Math.round(((at - from) * SAMPLE_RATE) / 1000);
      const facts = speechFacts(joined(sound).subarray(cut(segment.startedAt), cut(segment.lastVoicedAt)), segment.voicedMs);
      if (!wasConfirmed) events.speechStarted(segment.startedAt);
      events.utterance({ ...transcript, startedAt: segment.startedAt, endedAt: segment.lastVoicedAt, facts });
    });
  }

  function isOwn(text: string): boolean {
    const own = options.ownWords?.() ?? '';
    return own !== '' && soundParts(text).length >= OWN_SOUNDS && distanceWithin(text, own) <= OWN_DISTANCE;
  }

  /** The recogniser died under this utterance: once it is back, the kept sound is heard again. */
  async function redo(sound: Int16Array[], wanted: Listening): Promise<Awaited<ReturnType<ListeningEars['finish']>>> {
    if (!recognizerUp) {
      await new Promise<void>((resolve) => {
        waitingForUp.push(resolve);
        later(REDO_MS, resolve);
      });
    }
    if (!recognizerUp || stopped) return null;
    const again = openListeningEars({ recognizer, ...wanted, log, now: () => now, changed: () => undefined });
    for (const samples of sound) again.feed(samples);
    const transcript = await again.finish();
    again.close();
    return transcript;
  }

  function awaitWake(segment: SegmentState): void {
    const tail = amongOwnWords();
    const since = wakeEars?.candidateSince(tail) ?? null;
    const quiet = now - segment.lastVoicedAt;
    const steady = since !== null && now - since >= WAKE_STEADY_MS;
    if (quiet < (since === null ? WAKE_USUAL_MS : WAKE_QUIET_MS) && !steady && segment.totalMs < WAKE_LONGEST_MS) return;
    const sound = joined(audio);
    segmenter.end();
    audio = [];
    const used = wakeEars;
    if (!used) return;
    if (segment.voicedMs < WAKE_SHORTEST_VOICED_MS) return used.reset();
    work(async () => {
      const verdict = await used.decide(tail ? sound.subarray(-VERIFY_MS * (SAMPLE_RATE / 1000)) : sound, tail);
      if (!verdict || !waking()) return;
      if (verdict.wake) events?.wake({ phrase: verdict.wake.phrase, language: verdict.wake.language, score: verdict.score, at: segment.lastVoicedAt });
      else log.debug('not the wake phrase', { reason: verdict.reason, score: verdict.score, at: segment.lastVoicedAt });
    });
  }

  // --- hardware ------------------------------------------------------------------------------------------------------

  function recognizerDown(reason: string): void {
    recognizerUp = false;
    closeEars();
    later(RECOGNIZER_PATIENCE_MS, () => {
      if (!recognizerUp && !stopped) trouble('recognizer', reason);
    });
  }

  function recognizerBack(): void {
    recognizerUp = true;
    trouble('recognizer', null);
    openEars();
    for (const resume of waitingForUp) resume();
    waitingForUp = [];
  }

  async function startRecognizer(): Promise<void> {
    try {
      await recognizer.start({ down: recognizerDown, up: recognizerBack });
      if (!stopped) recognizerBack();
    } catch (error) {
      log.error('the speech recogniser cannot start', { reason: String(error) });
      trouble('recognizer', error instanceof Error ? error.message : String(error));
      if (!stopped) later(RETRY_START_MS, () => void startRecognizer());
    }
  }

  async function startMicrophone(): Promise<void> {
    const given = {
      frame: (heard: Frame) => void (stopped || frame(heard)),
      down: (reason: string) => {
        segmenter.end();
        audio = [];
        preRoll = [];
        ears?.reset();
        wakeEars?.reset();
        voiceActivity.reset();
        trouble('microphone', reason);
      },
      up: () => trouble('microphone', null),
      ended: () => {
        const segment = segmenter.current;
        if (segment && listening()) conclude(segment);
      },
    };
    try {
      await microphone.start(given);
    } catch (error) {
      trouble('microphone', error instanceof Error ? error.message : String(error));
      if (!stopped) later(RETRY_START_MS, () => void startMicrophone());
    }
  }

  return {
    async start(given) {
      events = given;
      stopped = false;
      shown = null;
      await startRecognizer(); // first, so that the first words of a file are not lost
      await startMicrophone();
    },
    mode(next) {
      // what was just heard was the kiosk itself, and its last words are still on their way through the room
      const ownWords = amongOwnWords() && waking() && !(next.kind === 'barge-in' && !cancelled(next.echoCancelled));
      mode = next;
      if (ownWords) {
        echoUntil = now + ECHO_MS;
        preRoll = [];
      }
      if (next.kind === 'off' || ownWords) {
        segmenter.end();
        audio = [];
        ears?.reset();
        wakeEars?.reset();
      }
      openEars();
    },
    wake(next) {
      settings = next;
      wakeEars?.close();
      if (fedTo === wakeEars) fedTo = null;
      wakeEars = null;
      openEars();
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    async stop() {
      stopped = true;
      for (const cancel of timers) cancel();
      timers.clear();
      await microphone.stop();
      closeEars();
      await recognizer.stop();
      events = null;
    },
  };
}
