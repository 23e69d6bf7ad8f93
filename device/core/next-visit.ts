// What comes in after a visit was decided to be over, while its farewell is still being said: it is the next visitor's, or the
// next wish of the same hand. It waits until the screen is wiped and then opens a visit of its own.
import type { ConversationEvent } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { Clock } from './ports.ts';
import type { Session, SpokenInput } from './session.ts';

/** Somebody wants to be served, without a question yet: a wake phrase, or the button that begins. */
type Call = { type: 'called'; by: 'wake' | 'touch' };

export interface NextVisit {
  /** `language`: that of the screen which the visitor had in view. Answers to questions of the visit before are left behind. */
  take(event: ConversationEvent | Call, language: Language, spoken?: SpokenInput): void;
  waiting(): boolean;
  /** The visit before is closed and wiped. */
  begin(): void;
  /** Somebody speaks over the farewell (true), or has finished. */
  speech(going: boolean): void;
  /** Resolves when nobody speaks over the farewell, after ten seconds at most. */
  heardOut(): Promise<void>;
}

const LONGEST_SPEECH_MS = 10_000;

/** Keys and buttons answer what was asked; only a card that opens something means the same to anybody. */
function stands(event: ConversationEvent | Call): boolean {
  switch (event.type) {
    case 'called': case 'utterance': case 'human-wanted': case 'language-chosen': return true;
    case 'touch': return event.value === undefined && /^(?!survey:)[a-z-]+:/.test(event.id);
    default: return false;
  }
}

export function createNextVisit(options: {
  clock: Clock;
  /** The visit that is open, or a new one; null when nobody can be served now. */
  open(by: 'wake' | 'touch', language: Language): Session | null;
  /** A language was picked on the home screen. */
  choose(language: Language): void;
  caption(text: string): void;
}): NextVisit {
  let kept: { event: ConversationEvent | Call; language: Language; spoken: SpokenInput | undefined }[] = [];
  const moved = new WeakSet<object>(); // moved on once: content that fails at each start must not be asked for ever
  let done: (() => void) | null = null;
  let speech: Promise<void> | null = null;

  return {
    take(event, language, spoken) {
      if (!stands(event) || moved.has(event)) return;
      moved.add(event);
      kept.push({ event, language, spoken });
    },
    waiting: () => kept.length > 0,
    begin() {
      const given = kept;
      kept = [];
      const chosen = given.findLast(({ event }) => event.type === 'language-chosen')?.event;
      if (chosen?.type === 'language-chosen') options.choose(chosen.language);
      for (const { event, language, spoken } of given) {
        if (event.type === 'language-chosen') continue;
        const by = event.type === 'called' ? event.by : spoken ? 'wake' : 'touch';
        const session = options.open(by, chosen?.type === 'language-chosen' ? chosen.language : language);
        if (!session || event.type === 'called') continue;
        if (event.type === 'utterance') options.caption(event.text);
        session.input(event, { interrupts: true, ...(spoken ? { spoken } : {}) });
      }
    },
    speech(going) {
      if (!going) return done?.();
      speech ??= new Promise((resolve) => {
        const cancel = options.clock.setTimeout(() => done?.(), LONGEST_SPEECH_MS);
        done = () => { cancel(); done = speech = null; resolve(); };
      });
    },
    heardOut: () => speech ?? Promise.resolve(),
  };
}
