// Times as people say them: how long ago, how long so far; the exact one is a hover away.
import type { Language } from '../../../flows/protocol/language.ts';

const TAG = { zh: 'zh-CN', en: 'en-GB' } as const;

/** `4:07`, or `1:02:09`. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}` : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
/** `3 minutes ago`, `3分钟前`. */
export function ago(at: number, now: number, language: Language): string {
  const words = new Intl.RelativeTimeFormat(TAG[language], { numeric: 'auto', style: 'short' });
  const seconds = Math.round((at - now) / 1000);
  if (Math.abs(seconds) < 5) return language === 'zh' ? '刚刚' : 'just now';
  if (Math.abs(seconds) < 60) return words.format(seconds, 'second');
  if (Math.abs(seconds) < 3600) return words.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return words.format(Math.round(seconds / 3600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}
export function exact(at: number, language: Language): string {
  return new Intl.DateTimeFormat(TAG[language], { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}
export function clockTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(TAG[language], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(at);
}
