// What the kiosk turns to the world: its name and pack, the screen while nobody is there, and whether it listens.
import type { Language } from '../../flows/protocol/language.ts';
import type { Presence, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import type { KioskContent } from './kiosk-content.ts';
import { hearingModeOf, type KioskState, presenceOf, stateName } from './kiosk-machine.ts';
import type { LiveSettings } from './live-settings.ts';
import type { HearingMode } from './voice-contract.ts';
import { WORDING } from './wording.ts';

/** The living shape and the ears in this state: a kiosk that is asleep or set to touch only does not listen. */
export function outwardOf(state: KioskState, { touchOnly, open }: LiveSettings, { echoCancelled }: { echoCancelled: boolean }): { presence: Presence; mode: HearingMode } {
  const presence = presenceOf(state);
  if (!touchOnly && (open || stateName(state) !== 'idle')) return { presence, mode: hearingModeOf(state, { echoCancelled }) };
  return { presence: presence === 'speaking' || presence === 'thinking' ? presence : 'off', mode: { kind: 'off' } };
}

export function helloOf(content: KioskContent, kiosk: string): ScreenMessage {
  const { conversation, title, accent, address } = content;
  const wake = conversation.pack.languages.flatMap((l) => content.wake.filter((w) => w.language === l).slice(0, 1));
  return { type: 'hello', v: 1, kiosk, languages: conversation.pack.languages, pack: { name: conversation.pack.name, title, accent, address, wake } };
}

export function homeViewOf(content: KioskContent, language: Language, settings: LiveSettings, deaf: boolean): View {
  if (!settings.open) return { kind: 'out-of-service', ...WORDING.asleep };
  if (deaf || settings.touchOnly) {
    const view = content.conversation.touchOnlyView(language);
    const line = settings.attractNotice[language] ?? '';
    return line === '' ? view : { ...view, body: [line, view.body].filter(Boolean).join('\n') };
  }
  const view = content.conversation.homeView(language);
  const line = settings.attractNotice[language] ?? '';
  return line === '' ? view : { ...view, notice: line };
}
