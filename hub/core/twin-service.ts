// The twins at work: a value set at any level raises the desired version of exactly the kiosks whose settings it changes, and
// rings their bell; what a kiosk reports is held against what it should have.
import { settingsText } from '../../flows/protocol/settings.ts';
import type { Reported } from '../../flows/protocol/fleet.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName, parseKioskName } from './kiosk-name.ts';
import type { Audit, Clock, FleetStore, Sha256 } from './ports.ts';
import type { ReportedSettings, TwinStore } from './twin-port.ts';
import { checkValue, effective, explain, type ExplainedSetting, type KioskPlace, type Level, LEVELS, lockAbove, placeOfScope, scopesOf, type SetValue } from './twin.ts';

const TOGETHER = 500;

export type Sync = 'in-sync' | 'on-its-way' | 'differs' | 'never';
export interface TwinView {
  readonly kiosk: string; readonly city: string | null; readonly zone: string | null; readonly sync: Sync;
  readonly desiredVersion: number; readonly reported: ReportedSettings | null; readonly settings: readonly ExplainedSetting[]; readonly scopes: Record<Level, string | null>;
}
export type SetOutcome =
  | { readonly outcome: 'set'; readonly kiosks: readonly string[] }
  | { readonly outcome: 'refused'; readonly why: 'unknown-key' | 'bad-scope' | 'bad-value'; readonly detail: string }
  | { readonly outcome: 'locked'; readonly level: Level; readonly scope: string; readonly by: string };

export interface Twin {
  start(): Promise<void>;
  /** `value: undefined` takes this level's word back. Gives the kiosks whose settings changed. */
  set(wish: { level: Level; scope: string; key: string; value: unknown; locked: boolean; by: string }): Promise<SetOutcome>;
  place(wish: { site?: { tenant: string; site: string; city: string | null }; kiosk?: { name: string; zone: string | null }; by: string }): Promise<readonly string[]>;
  /** What this kiosk should have; asked at each birth. */
  settingsOf(kiosk: string): Record<string, unknown>;
  reported(from: KioskAddress, message: Reported): Promise<void>;
  view(kiosk: string): Promise<TwinView | undefined>;
  summary(): Promise<ReadonlyMap<string, { city: string | null; zone: string | null; sync: Sync; own: number }>>;
  /** Values that stand at a level, for editing. */
  values(): readonly SetValue[];
}

export function createTwin(options: {
  store: TwinStore; kiosks: Pick<FleetStore, 'kiosk' | 'kiosks'>; clock: Clock; audit: Audit; sha256: Sha256;
  /** Makes these settings the desired ones and rings the bell, above `above`; does nothing when they already are. */
  configure(kiosk: string, settings: Record<string, unknown>, above?: number): Promise<void>;
}): Twin {
  const { store, clock } = options;
  let values: SetValue[] = [];
  const cities = new Map<string, string>(); // tenant.site -> city
  const zones = new Map<string, string>();
  let reports = new Map<string, ReportedSettings>();

  function placeOf(address: KioskAddress): KioskPlace {
    return { address, city: cities.get(`${address.tenant}.${address.site}`) ?? null, zone: zones.get(kioskName(address)) ?? null };
  }
  async function addresses(): Promise<KioskAddress[]> { return (await options.kiosks.kiosks()).map((one) => one.address); }
  /** Runs the change and rings the bell of every kiosk whose document is another one after it. */
  async function changing(affects: (place: KioskPlace) => boolean, change: () => void): Promise<string[]> {
    const all = await addresses();
    const before = new Map(all.filter((address) => affects(placeOf(address))).map((address) => [kioskName(address), settingsText(effective(placeOf(address), values))]));
    change();
    const changed: { name: string; settings: Record<string, unknown> }[] = [];
    for (const [name, text] of before) {
      const address = parseKioskName(name);
      if (!address) continue;
      const settings = effective(placeOf(address), values);
      if (settingsText(settings) !== text) changed.push({ name, settings });
    }
    // What is written together shares a commit; in between, others get their turn.
    for (let first = 0; first < changed.length; first += TOGETHER) await Promise.all(changed.slice(first, first + TOGETHER).map(({ name, settings }) => options.configure(name, settings)));
    return changed.map(({ name }) => name);
  }
  function syncOf(kiosk: string, desiredVersion: number): Sync {
    const report = reports.get(kiosk);
    const address = parseKioskName(kiosk);
    if (!report || !address) return desiredVersion === 0 ? 'in-sync' : 'never';
    if (report.hash === options.sha256(settingsText(effective(placeOf(address), values)))) return 'in-sync';
    return report.version < desiredVersion ? 'on-its-way' : 'differs';
  }

  return {
    async start() {
      values = await store.values();
      for (const { tenant, site, city } of await store.cities()) cities.set(`${tenant}.${site}`, city);
      for (const { kiosk, zone } of await store.zones()) zones.set(kiosk, zone);
      reports = await store.reports();
    },
    async set({ level, scope, key, value, locked, by }) {
      const removes = value === undefined;
      const checked = removes ? null : checkValue(level, scope, key, value);
      if (checked?.ok === false) return { outcome: 'refused', why: checked.why, detail: checked.detail };
      if (!placeOfScope(level, scope)) return { outcome: 'refused', why: 'bad-scope', detail: `"${scope.slice(0, 130)}" is not the name of a ${level}.` };
      const inScope = (place: KioskPlace): boolean => scopesOf(place)[level] === scope;
      if (!removes) {
        // A scope without kiosks yet is checked by its name alone: its tenant and site are in it.
        const within = (await addresses()).map(placeOf).find(inScope);
        const at = placeOfScope(level, scope);
        const nominal: KioskPlace = within ?? { address: { tenant: at?.tenant ?? '', site: at?.site ?? '', kiosk: '' }, city: at?.site ? cities.get(`${at.tenant}.${at.site}`) ?? null : null, zone: null };
        const lock = lockAbove(nominal, level, key, values);
        if (lock) return { outcome: 'locked', level: lock.level, scope: lock.scope, by: lock.by };
      }
      const old = values.find((one) => one.level === level && one.scope === scope && one.key === key);
      const next: SetValue | null = removes || checked === null ? null : { level, scope, key, value: checked.ok ? checked.value : undefined, locked, by, at: clock.now() };
      await options.audit.note({ at: clock.now(), who: by, what: 'setting', detail: { level, scope, key, value: next ? next.value : null, locked, before: old ? old.value : null, removed: removes } });
      if (next) await store.saveValue(next);
      else await store.removeValue(level, scope, key);
      const kiosks = await changing(inScope, () => { values = [...values.filter((one) => one !== old), ...(next ? [next] : [])]; });
      return { outcome: 'set', kiosks };
    },
    async place({ site, kiosk, by }) {
      await options.audit.note({ at: clock.now(), who: by, what: 'kiosk-placed', detail: { site: site ?? null, kiosk: kiosk ?? null } });
      if (site) await store.saveCity(site.tenant, site.site, site.city);
      if (kiosk) await store.saveZone(kiosk.name, kiosk.zone);
      return changing(({ address }) => (site?.tenant === address.tenant && site.site === address.site) || kiosk?.name === kioskName(address), () => {
        if (site) {
          if (site.city === null) cities.delete(`${site.tenant}.${site.site}`);
          else cities.set(`${site.tenant}.${site.site}`, site.city);
        }
        if (kiosk) {
          if (kiosk.zone === null) zones.delete(kiosk.name);
          else zones.set(kiosk.name, kiosk.zone);
        }
      });
    },
    settingsOf(kiosk) {
      const address = parseKioskName(kiosk);
      return address ? effective(placeOf(address), values) : {};
    },
    async reported(from, { settings, at }) {
      if (!settings) return; // a kiosk of the version before
      const kiosk = kioskName(from);
      const report: ReportedSettings = { version: settings.version, hash: settings.hash, refused: settings.refused.map(({ key, reason }) => ({ key, reason })), at };
      const known = reports.get(kiosk);
      if (known && known.version === report.version && known.hash === report.hash && JSON.stringify(known.refused) === JSON.stringify(report.refused)) return;
      reports.set(kiosk, report);
      await store.saveReport(kiosk, report);
    },
    async view(kiosk) {
      const record = await options.kiosks.kiosk(kiosk);
      if (!record) return undefined;
      const place = placeOf(record.address);
      return { kiosk, city: place.city, zone: place.zone, sync: syncOf(kiosk, record.desired.version), desiredVersion: record.desired.version, reported: reports.get(kiosk) ?? null, settings: explain(place, values), scopes: scopesOf(place) };
    },
    async summary() {
      return new Map((await options.kiosks.kiosks()).map((record) => {
        const { city, zone } = placeOf(record.address);
        return [record.name, { city, zone, sync: syncOf(record.name, record.desired.version), own: values.filter((one) => one.level === 'kiosk' && one.scope === record.name).length }];
      }));
    },
    values: () => values.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)),
  };
}
