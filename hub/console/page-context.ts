// What the shell gives every page: the words, the moment, who is here, and how to act.
import type { Language } from '../../flows/protocol/language.ts';
import type { LiveRequest } from '../../flows/protocol/staff-api.ts';
import type { Me } from './api.ts';
import type { ConsoleState } from './console-state.ts';
import type { Words } from './words/zh.ts';

export interface PageContext {
  readonly words: Words; readonly language: Language; readonly state: ConsoleState; readonly me: Me; readonly now: number;
  may(permission: string): boolean;
  send(request: LiveRequest): void;
  setLanguage(language: Language): void;
  setTheme(theme: 'light' | 'dark'): void;
  readonly theme: 'light' | 'dark';
  signOut(): void;
  dismissRefusal(): void;
}
