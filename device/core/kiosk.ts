// The kiosk at work: what is heard, touched and told by the hub goes into the machine and the session; what they decide
// goes out to the loudspeaker, the screen, the store and the desk.
import { createActor } from 'xstate';
import type { ConversationEvent, Effect } from '../../flows/engine/contract.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { Control, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import { createCaptions } from './captions.ts';
import { changeComfort, gainOf, rateOf, usualComfort, type ComfortChange } from './comfort.ts';
import { helloOf, homeViewOf, outwardOf } from './home-view.ts';
import { createIdleWatch } from './idle-watch.ts';
import type { KioskContent, LiveConversation } from './kiosk-content.ts';
import type { Kiosk, KioskOptions } from './kiosk-contract.ts';
import { kioskMachine, stateName, type KioskEvent } from './kiosk-machine.ts';
import { USUAL_SETTINGS, type LiveSettings } from './live-settings.ts';
import { createNextVisit } from './next-visit.ts';
import { createSession, type Session } from './session.ts';
import type { Utterance } from './voice-contract.ts';
import { WORDING } from './wording.ts';

const DESK_PATIENCE = 4; // whoever waits for a human may stand still this many times longer

export function createKiosk(options: KioskOptions): Kiosk {
  const { clock, log, screen, status, observe } = options;
  const send = (message: ScreenMessage): void => screen.send(message);
  const actor = createActor(kioskMachine, {
    input: { language: options.homeLanguage },
    clock: { setTimeout: (run: (...args: never[]) => void, ms: number) => clock.setTimeout(run as () => void, ms), clearTimeout: (cancel: unknown) => (cancel as () => void)() },
  });
  const captions = createCaptions(send);
  const idle = createIdleWatch({ clock, countdown: (seconds) => send({ type: 'countdown', seconds }), expired: () => give({ type: 'idle-expired', at: clock.now() }, true) });
  let session: Session | null = null;
  const settings = options.settings ?? ((): LiveSettings => ({ ...USUAL_SETTINGS, homeLanguage: options.homeLanguage }));
  let homeLanguage = settings().homeLanguage;
  let language = homeLanguage;
  let comfort = usualComfort(settings().volume);
  let viewSeq = 0;
  let lastPresence = '';
  let lastMode = '';
  let output = 0;
  let microphoneLevel = 0;
  let unanswered = false; // the kiosk is talking to nobody, perhaps: its own questions do not keep a session alive
  let talking = false; // the visitor, confirmed, and not finished
  let cancelFarewell: () => void = () => undefined;
  let parted: Language = homeLanguage; // the language in which the visit before this one ended
  let stopped = false;
  const nextVisit = createNextVisit({
    clock, caption: (text) => captions.visitorFinal(text), choose: pickLanguage,
    open(by, wanted) {
      if (!stopped && !session) open(by, wanted);
      return session;
    },
  });

  actor.subscribe(follow);
  function follow(state: ReturnType<typeof actor.getSnapshot>): void {
    const { presence, mode } = outwardOf(state, settings(), options);
    if (presence !== lastPresence) send({ type: 'presence', presence });
    lastPresence = presence;
    const key = JSON.stringify(mode);
    if (key !== lastMode) options.hearing.mode(mode);
    lastMode = key;
    const name = stateName(state);
    if (name === 'listening' || name === 'escalated') idle.release();
  }
  actor.on('silence', () => {
    unanswered = true;
    give({ type: 'silence', at: clock.now() });
  });
  actor.on('mend', () => { if (options.content.current()) goHome('mended'); });

  function show(view: View): void {
    send({ type: 'view', seq: ++viewSeq, language, session: session?.id ?? null, view });
    observe({ event: 'shown', view });
  }
  function homeView(content: KioskContent): View {
    return options.instead?.view() ?? homeViewOf(content, language, settings(), status.microphone === 'failed');
  }
  /** `chosen`: the language was picked on the home screen; otherwise the next visitor finds the site's own. */
  function goHome(by: 'booted' | 'closed' | 'mended', chosen = false): void {
    if (!chosen) homeLanguage = settings().homeLanguage;
    language = homeLanguage;
    comfort = usualComfort(settings().volume);
    actor.send({ type: 'language', language });
    actor.send({ type: by });
    captions.clear();
    send({ type: 'countdown', seconds: null });
    sendComfort();
    const content = options.content.current();
    if (content) show(homeView(content));
    else outOfService();
  }
  function idleSeconds(content: KioskContent | null): number { return settings().idleSeconds ?? content?.idleSeconds ?? 30; }
  function outOfService(): void {
    actor.send({ type: 'failed' });
    show(options.instead?.view() ?? { kind: 'out-of-service', ...WORDING.outOfService });
  }
  function sendComfort(): void { send({ type: 'comfort', ...comfort }); }
  function sendHello(content: KioskContent): void {
    send(helloOf(content, options.name));
  }

  function open(by: 'wake' | 'touch' | 'presence' | 'hub', wanted: Language, notice?: { flow: string; slots: Record<string, unknown> }): boolean {
    const content = options.content.current();
    const state = stateName(actor.getSnapshot());
    if (session || !content || state !== 'idle' || !settings().open) return false;
    cancelFarewell();
    language = content.conversation.pack.languages.includes(wanted) ? wanted : content.conversation.pack.languages[0] ?? wanted;
    const id = options.newId();
    session = createSession({ id, language, world: worldOf(id) });
    comfort = usualComfort(settings().volume);
    unanswered = false;
    sendComfort();
    actor.send({ type: 'opened', language });
    idle.begin(idleSeconds(content));
    observe({ event: 'opened', session: id, language, by });
    session.input({ type: 'session-started', at: clock.now(), session: id, by, language, ...notice, ...(settings().survey ? {} : { survey: false }) });
    return true;
  }
  function give(event: ConversationEvent, interrupts = false): void { session?.input(event, { interrupts }); }
  function active(): void {
    unanswered = false;
    idle.activity();
  }

  function worldOf(id: string): Parameters<typeof createSession>[0]['world'] {
    return {
      conversation: (): LiveConversation => (options.content.current() as KioskContent).conversation,
      now: () => clock.now(), log, observe,
      machine(event: KioskEvent) {
        if (session?.id !== id) return;
        if (event.type === 'speak' && !unanswered) idle.hold();
        if (event.type === 'listen') {
          const seconds = idleSeconds(options.content.current());
          idle.patience(event.listening.expect.kind === 'desk' ? seconds * DESK_PATIENCE : seconds);
        }
        actor.send(event);
      },
      record(events, memory) { options.record(events, memory && { session: id, state: { ...memory, escalation: options.escalation.memory() } }); },
      amendTurn: (turn, facts) => options.amendTurn(id, turn, facts),
      firstAudio: options.firstAudio,
      say(effect, onFirst) {
        captions.saying(effect.who, effect.text);
        const rate = rateOf(comfort, (options.content.current()?.rates[effect.language] ?? 1) * settings().speechRate);
        return options.speaking.say(effect.text, effect.language, { rate, volume: gainOf(comfort), onFirst });
      },
      silence: () => options.speaking.silence(),
      act: (effect) => act(id, effect),
      ended(reason, turns) { close(id, reason, turns); },
      heardOut: nextVisit.heardOut,
      late(event, spoken, ended) {
        if (spoken && ended !== 'start-over') return; // over a goodbye people say goodbye
        const closed = session?.id !== id;
        nextVisit.take(event, closed ? parted : language, spoken);
        if (closed) nextVisit.begin();
      },
    };
  }

  function act(id: string, effect: Exclude<Effect, { type: 'say' | 'listen' | 'record' | 'end' }>): void {
    switch (effect.type) {
      case 'show': return show(effect.view);
      case 'print': return log.info('ticket', { number: effect.view.number }); // a printer is a peripheral adapter; the screen shows the ticket anyway
      case 'comfort': return applyComfort(effect.change);
      case 'language':
        language = effect.language;
        return actor.send({ type: 'language', language });
      case 'alarm': return options.record([{ type: 'foyer.incident', code: 'sensitive-word', text: `${effect.rule}: ${effect.word}`, facts: { rule: effect.rule, word: effect.word }, session: id }], undefined);
      case 'escalate':
        observe({ event: 'escalated', kind: effect.message.kind, text: 'headline' in effect.message ? String(effect.message.headline) : '' });
        return options.escalation.send(effect.message);
      case 'call':
        return options.calls.call(effect, (settled) => {
          observe({ event: 'called', connector: effect.connector, request: effect.request, ok: settled.ok, reason: settled.reason ?? null });
          if (session?.id === id) session.input(settled);
        });
    }
  }
  function applyComfort(change: ComfortChange): void {
    comfort = changeComfort(comfort, change);
    sendComfort();
  }

  function close(id: string, reason: string, turns: number): void {
    if (session?.id !== id) return;
    options.escalation.leave();
    idle.end();
    session = null;
    options.content.releaseOld();
    observe({ event: 'ended', session: id, reason, turns });
    captions.clear();
    // The doors are open again at once; only the farewell stays on the screen for a moment, if somebody is there to see it.
    const stays = nextVisit.waiting() || reason === 'idle' || reason === 'no-input' || reason === 'start-over' ? 0 : options.farewellMs ?? 4000;
    actor.send({ type: 'closed' });
    parted = language;
    if (reason === 'failed') show({ kind: 'goodbye', headline: WORDING.ownFault[language], body: '' });
    if (stays === 0) goHome('closed');
    else cancelFarewell = clock.setTimeout(() => goHome('closed'), stays);
    nextVisit.begin();
  }

  /** Speech or a wake phrase over the kiosk's own voice: it falls silent and listens. */
  function bargeIn(): void {
    if (!session || stateName(actor.getSnapshot()) !== 'speaking') return;
    const heard = captions.heard();
    actor.send({ type: 'speech-started' });
    session.interrupted(heard, clock.now());
  }

  function heard(utterance: Utterance): void {
    observe({ event: 'final', text: utterance.text, confidence: utterance.confidence, agreed: utterance.agreed, alternatives: utterance.alternatives });
    talking = false;
    if (session) {
      active();
      captions.visitorFinal(utterance.text);
      session.input(
        { type: 'utterance', at: clock.now(), text: utterance.text, confidence: utterance.confidence, ...(utterance.alternatives.length > 0 ? { alternatives: utterance.alternatives } : {}) },
        { interrupts: true, spoken: { facts: utterance.facts, endedAt: utterance.endedAt, agreed: utterance.agreed } },
      );
    }
    nextVisit.speech(false);
  }

  /** On the home screen, for whoever stands there now. */
  function pickLanguage(picked: Language): void {
    homeLanguage = picked;
    if (stateName(actor.getSnapshot()) === 'idle') goHome('closed', true);
  }
  /** Somebody wants to be served while the visit before is still being ended: the rest of its farewell is not waited for. */
  function callNext(by: 'wake' | 'touch', wanted: Language): void {
    nextVisit.take({ type: 'called', by }, wanted);
    session?.interrupted(captions.heard(), clock.now());
  }

  function control(what: Control, wanted: Language | undefined): void {
    const at = clock.now();
    switch (what) {
      case 'start':
        if (session && session.over !== null) return callNext('touch', wanted ?? language);
        if (!open('touch', wanted ?? homeLanguage)) active();
        return;
      case 'microphone': {
        const off = actor.getSnapshot().context.microphone === 'off';
        actor.send({ type: 'microphone', state: off ? 'ok' : 'off' });
        status.set({ microphone: off ? 'ok' : 'off' });
        return;
      }
      case 'language': {
        const other: Language = wanted ?? (language === 'zh' ? 'en' : 'zh');
        return session ? give({ type: 'language-chosen', at, language: other }, true) : pickLanguage(other);
      }
      case 'louder': case 'quieter': case 'larger': return applyComfort(what);
      case 'slower': return applyComfort(comfort.slower ? 'faster' : 'slower');
      case 'human': open('touch', language); return give({ type: 'human-wanted', at }, true);
      case 'start-over': return give({ type: 'start-over', at }, true);
      case 'back': return give({ type: 'back', at }, true);
      case 'still-here': return;
    }
  }

  options.content.onChange((content) => {
    if (!session) options.content.releaseOld();
    sendHello(content);
    observe({ event: 'content', pack: content.conversation.pack.name, version: content.conversation.pack.version });
    const state = stateName(actor.getSnapshot());
    if (state === 'idle' && !session) goHome('closed');
    else if (state === 'faulted') goHome('mended');
  });

  return {
    get state() { return stateName(actor.getSnapshot()); },
    get session() { return session?.id ?? null; },
    hearingEvents: {
      wake(wake) {
        observe({ event: 'wake-heard', text: wake.phrase, language: wake.language, score: wake.score });
        if (session && session.over !== null) return callNext('wake', wake.language);
        if (open('wake', wake.language)) return;
        active();
        bargeIn();
        if (session && wake.language !== language) give({ type: 'language-chosen', at: clock.now(), language: wake.language }, true);
      },
      speechStarted() {
        active();
        talking = true;
        if (session?.over === 'start-over') nextVisit.speech(true);
        if (stateName(actor.getSnapshot()) === 'speaking') bargeIn();
        else actor.send({ type: 'speech-started' });
      },
      partial(text, certain) {
        observe({ event: 'partial', text });
        if (!session) return;
        active();
        // Words that go on after the kiosk took the sentence for finished: it must not talk over them.
        if (talking) bargeIn();
        captions.visitorPartial(text, certain);
      },
      utterance: heard,
      unintelligible() {
        talking = false;
        actor.send({ type: 'speech-lost' });
        nextVisit.speech(false);
      },
      level(level) {
        microphoneLevel = level;
        send({ type: 'level', microphone: level, output });
      },
      microphone(state, reason) {
        if (state === 'failed') log.warn(new Fault('no-microphone', `The kiosk cannot hear (${reason}).`, 'It serves by touch and tries again by itself; connect a microphone or name one with --mic.').sentence);
        if (actor.getSnapshot().context.microphone !== 'off') actor.send({ type: 'microphone', state });
        status.set({ microphone: state });
        const content = options.content.current();
        if (content && !session && stateName(actor.getSnapshot()) === 'idle') show(homeView(content));
      },
    },
    screenEvent(event) {
      const at = clock.now();
      if (event.type === 'ready') return;
      if (!session && options.instead?.view()) {
        if (event.type !== 'control' || event.control !== 'language') options.instead.touched();
        if (event.type !== 'control' || event.control === 'start') return;
      }
      active();
      if (event.type === 'control') return control(event.control, event.language);
      if (!session) open('touch', homeLanguage);
      if (event.type === 'touch') {
        observe({ event: 'touched', text: event.id });
        return give({ type: 'touch', at, id: event.id, ...(event.value === undefined ? {} : { value: event.value }) }, true);
      }
      captions.visitorFinal(event.text);
      return give({ type: 'utterance', at, text: event.text, confidence: null, typed: true }, true);
    },
    deskMessage: (message) => give({ type: 'desk-message', at: clock.now(), message }),
    presence() { open('presence', homeLanguage); },
    notice: ({ flow, slots, language: wanted }) => open('hub', wanted ?? homeLanguage, { flow, slots }),
    loudspeaker(state, reason) {
      if (state === 'failed') log.warn(new Fault('no-loudspeaker', `The kiosk cannot be heard (${reason}).`, 'The screen shows what it says and it tries again by itself; connect a loudspeaker or name one with --speaker.').sentence);
      status.set({ loudspeaker: state });
    },
    outputLevel(level) {
      output = level;
      send({ type: 'level', microphone: microphoneLevel, output });
    },
    phrase: (_text, start, end) => captions.phrase(start, end),
    prepare: () => show({ kind: 'out-of-service', ...WORDING.starting }),
    begin(farewell) {
      actor.start();
      const content = options.content.current();
      if (!content) return outOfService();
      sendHello(content);
      if (!farewell) return goHome('booted');
      language = farewell.language;
      actor.send({ type: 'booted' });
      show({ kind: 'goodbye', headline: WORDING.interruptedService.headline[language], body: WORDING.interruptedService.body[language] });
      cancelFarewell = clock.setTimeout(() => goHome('closed'), options.farewellMs ?? 4000);
    },
    dismiss: () => give({ type: 'idle-expired', at: clock.now() }, true),
    refresh() {
      follow(actor.getSnapshot());
      if (stateName(actor.getSnapshot()) === 'idle' && !session) goHome('closed');
      else if (!options.content.current() && !session) outOfService();
    },
    async stop() {
      stopped = true;
      cancelFarewell();
      idle.end();
      const open = session;
      if (open) {
        options.escalation.leave();
        options.record([{ type: 'foyer.session.ended', session: open.id, reason: 'stopped', turns: open.turns, rating: null }], null);
        session = null;
      }
      options.speaking.silence();
      actor.stop();
    },
  };
}
