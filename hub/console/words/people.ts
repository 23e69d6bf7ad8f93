// The words about people in the language of the page, and how a refusal is said in it.
import type { Language } from '../../../flows/protocol/language.ts';
import type { Failure, Scope } from '../api.ts';
import { en } from './en.ts';
import { peopleEn } from './people-en.ts';
import { peopleZh, type PeopleWords } from './people-zh.ts';
import { zh } from './zh.ts';

export function peopleWords(language: Language): PeopleWords {
  return language === 'zh' ? peopleZh : peopleEn;
}
/** A refusal in words of this language; what the hub alone can say stays as the hub says it. */
export function failureText(language: Language, failure: Failure): string {
  const words = language === 'zh' ? zh : en;
  if (failure.status === 0) return words.failure.unreachable;
  if (failure.status === 429) return peopleWords(language).tooMany;
  const known = failure.reason === undefined ? undefined : peopleWords(language).reasons[failure.reason];
  if (known !== undefined) return known;
  if (failure.status === 403) return words.failure.notAllowed;
  return language === 'zh' ? `${words.failure.unknown}（${failure.detail}）` : failure.detail;
}
/** `acme · hall, annex` */
export function scopeText(language: Language, scope: Scope): string {
  if (scope === 'all') return peopleWords(language).staff.all;
  return scope.sites === undefined ? scope.tenant : `${scope.tenant} · ${scope.sites.join(language === 'zh' ? '、' : ', ')}`;
}
