// Settings that come down from tenant to city, hall, zone and kiosk: which value holds for a kiosk, where it comes from, and what
// it overrode. Pure; the table of what can be set stands in flows/protocol/settings.ts.
import { checkSetting, isSettingKey, SETTING_KEYS, SETTINGS } from '../../flows/protocol/settings.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName } from './kiosk-name.ts';

/** From wide to narrow: the narrower wins, unless a wider one is locked. */
export const LEVELS = ['tenant', 'city', 'site', 'zone', 'kiosk'] as const;
export type Level = (typeof LEVELS)[number];

export interface SetValue {
  readonly level: Level; readonly scope: string; readonly key: string; readonly value: unknown;
  /** Narrower levels may not say otherwise. */
  readonly locked: boolean;
  readonly by: string; readonly at: number;
}
export interface KioskPlace { readonly address: KioskAddress; readonly city: string | null; readonly zone: string | null }

/** `acme`, `acme/hangzhou`, `acme.hall`, `acme.hall/east`, `acme.hall.k1`; null where a kiosk has no city or zone. */
export function scopesOf({ address: { tenant, site, kiosk }, city, zone }: KioskPlace): Record<Level, string | null> {
  return {
    tenant, city: city === null ? null : `${tenant}/${city}`, site: `${tenant}.${site}`, zone: zone === null ? null : `${tenant}.${site}/${zone}`,
    kiosk: kioskName({ tenant, site, kiosk }),
  };
}

/** The tenant and site that a scope lies in; undefined when it is no scope of this level. A tenant and a city have no site. */
export function placeOfScope(level: Level, scope: string): { tenant: string; site: string | null } | undefined {
  const part = '[a-z0-9-]{1,40}';
  const word = '[^/\\s\\p{Cc}]{1,40}';
  const form = { tenant: `^(${part})$`, city: `^(${part})/${word}$`, site: `^(${part})\\.(${part})$`, zone: `^(${part})\\.(${part})/${word}$`, kiosk: `^(${part})\\.(${part})\\.${part}$` }[level];
  const match = new RegExp(form, 'u').exec(scope);
  return match?.[1] === undefined ? undefined : { tenant: match[1], site: match[2] ?? null };
}

export interface OverriddenValue { readonly level: Level; readonly scope: string; readonly value: unknown; readonly by: string; readonly at: number; /** Narrower than a lock: it never held. */ readonly shutOut: boolean }
export interface ExplainedSetting {
  readonly key: string; readonly value: unknown;
  readonly from: Level | 'default'; readonly scope: string | null; readonly locked: boolean; readonly by: string | null; readonly at: number | null;
  readonly overrode: readonly OverriddenValue[];
}

/** Every setting of a kiosk: what holds, since when, by whom, over what. */
export function explain(place: KioskPlace, values: readonly SetValue[]): ExplainedSetting[] {
  const scopes = scopesOf(place);
  return SETTING_KEYS.map((key) => {
    const chain = LEVELS.flatMap((level) => values.filter((one) => one.key === key && one.level === level && one.scope === scopes[level]));
    const lock = chain.find((one) => one.locked);
    const holds = lock ?? chain.at(-1);
    const overrode = chain.filter((one) => one !== holds).map(({ level, scope, value, by, at }) => ({ level, scope, value, by, at, shutOut: lock !== undefined && LEVELS.indexOf(level) > LEVELS.indexOf(lock.level) }));
    return holds
      ? { key, value: holds.value, from: holds.level, scope: holds.scope, locked: holds.locked, by: holds.by, at: holds.at, overrode }
      : { key, value: SETTINGS[key].fallback, from: 'default', scope: null, locked: false, by: null, at: null, overrode };
  });
}

/** What the kiosk is sent: only what some level says. */
export function effective(place: KioskPlace, values: readonly SetValue[]): Record<string, unknown> {
  return Object.fromEntries(explain(place, values).filter((one) => one.from !== 'default').map((one) => [one.key, one.value]));
}

export type ValueCheck = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: 'unknown-key' | 'bad-scope' | 'bad-value'; readonly detail: string };

export function checkValue(level: Level, scope: string, key: string, value: unknown): ValueCheck {
  if (!isSettingKey(key)) return { ok: false, why: 'unknown-key', detail: `There is no setting ${key.slice(0, 60)}.` };
  if (!placeOfScope(level, scope)) return { ok: false, why: 'bad-scope', detail: `"${scope.slice(0, 130)}" is not the name of a ${level}.` };
  const checked = checkSetting(key, value);
  return checked.ok ? checked : { ok: false, why: 'bad-value', detail: `${key}: ${checked.reason}` };
}

/** The wider value that is locked and so forbids this one; undefined = it may be set. */
export function lockAbove(place: KioskPlace, level: Level, key: string, values: readonly SetValue[]): SetValue | undefined {
  const scopes = scopesOf(place);
  return values.find((one) => one.key === key && one.locked && LEVELS.indexOf(one.level) < LEVELS.indexOf(level) && one.scope === scopes[one.level]);
}
