// A real conversation of a real pack behind a real page: what is touched goes into the engine, what it shows goes to the page.
// The sample services of the pack answer its calls; no sound, no hub.
import { fileURLToPath } from 'node:url';
import { createConversation } from '../../flows/engine/conversation.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import type { Played, Rehearsal, RehearsalOptions } from '../../flows/engine/rehearse.ts';
import { createMatcher } from '../../flows/engine/understanding/matcher.ts';
import { loadPack } from '../../flows/files/load-pack.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { ScreenEvent, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import type { ScreenServer } from './screen-server.ts';

const PACKS = fileURLToPath(new URL('../../flows/packs/', import.meta.url));

export interface PackVisits {
  readonly pack: CompiledPack;
  readonly hello: ScreenMessage;
  /** Shows the home view, outside of any visit. */
  attract(server: ScreenServer, language: Language): void;
  /** Begins a visit; every view goes to `server` with a number of its own. */
  begin(server: ScreenServer, language: Language, options?: Partial<RehearsalOptions>): PackVisit;
}

export interface PackVisit {
  readonly view: View | undefined;
  /** Number of the newest view that went to the page. */
  readonly seq: number;
  /** Of the last turn. */
  readonly slots: Record<string, unknown>;
  /** One event of the page. */
  take(event: ScreenEvent): void;
}

/** Numbers of all views of this process, so that no page takes one for an old one. */
let seq = 100;

/** `name` is a folder of flows/packs. Only fingers visit, so nothing but the names of tasks is trained. */
export function packVisits(name: string): PackVisits {
  const { pack } = loadPack(PACKS + name);
  const matcher = createMatcher({ targets: pack.targets.filter((target) => target.id.startsWith('flow:')).slice(0, 6) });
  const conversation = createConversation(pack, { matcher });
  const { languages } = pack.pack;
  const wake = languages.flatMap((language) => (pack.pack.wake[language] ?? []).slice(0, 1).map((phrase) => ({ language, phrase })));
  return {
    pack,
    hello: { type: 'hello', v: 1, kiosk: 'kiosk-1', languages, pack: { name: pack.pack.name, title: { zh: pack.pack.title.zh ?? '', en: pack.pack.title.en ?? '' }, accent: pack.pack.theme.accent, address: pack.pack.persona.address, wake } },
    attract: (server, language) => server.send({ type: 'view', seq: (seq += 1), language, session: null, view: conversation.homeView(language) }),
    begin(server, language, options = {}) {
      const rehearsal: Rehearsal = createRehearsal(conversation, pack, { language, ...options });
      let last: Played = rehearsal.begin();
      let spoken: Language = language;
      const show = (): void => {
        for (const effect of last.effects) {
          if (effect.type === 'language') spoken = effect.language;
          if (effect.type === 'show') server.send({ type: 'view', seq: (seq += 1), language: spoken, session: 'visit', view: effect.view });
        }
      };
      server.send({ type: 'status', microphone: 'ok', loudspeaker: 'ok', hub: 'online', note: null });
      server.send({ type: 'presence', presence: 'listening' });
      show();
      return {
        get seq() { return seq; },
        get view() { return rehearsal.view; },
        get slots() { return last.slots; },
        take(event) {
          if (event.type === 'touch') last = rehearsal.play({ touch: event.id, ...(event.value === undefined ? {} : { value: event.value }) } as Parameters<Rehearsal['play']>[0]);
          else if (event.type === 'text') last = rehearsal.play({ user: event.text } as Parameters<Rehearsal['play']>[0]);
          else if (event.type === 'control' && event.control === 'back') last = rehearsal.send({ type: 'back', at: 1_795_424_400_000 + seq * 5000 });
          else return;
          show();
        },
      };
    },
  };
}
