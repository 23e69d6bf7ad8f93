// What the screen shows while nobody is there: asleep, by touch only, or inviting, with the notice of the house.
import type { Language } from '../../flows/protocol/language.ts';
import type { View } from '../../flows/protocol/screen.ts';
import type { KioskContent } from './kiosk-content.ts';
import type { LiveSettings } from './live-settings.ts';
import { WORDING } from './wording.ts';

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
