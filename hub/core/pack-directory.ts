// Whose packs there are, and what they are called. Inside, on the wire and in the signed metadata a pack is known by its key:
// for packs of the whole hub that is the name; for a tenant's pack it is a number that tells nobody else anything. Two
// tenants may so have packs of one name, and what one of them calls its content never stands where another can read it.
import { type Scope, tenantOf } from './scope.ts';

/** The owner of packs that belong to the whole hub. */
export const COMMON = 'common';
export interface PackRef { readonly key: string; readonly owner: string; readonly name: string }

export interface PackDirectory {
  start(): Promise<void>;
  /** What a key stands for. One that is not known here is the name of a pack of the whole hub, unless it looks like a tenant's: then it is nobody's. */
  of(key: string): PackRef;
  /** The whole name: `bank`, or `acme.bank` of a tenant. */
  address(key: string): string;
  /** The same, also for packs of the whole hub with their owner before it, which nothing of one's own can hide. */
  whole(key: string): string;
  find(owner: string, name: string): PackRef | undefined;
  ownedBy(owner: string): string[];
  /** The pack that this text means when somebody with this scope says it: `acme.bank`, `common.bank`, or `bank`: their own before the whole hub's. */
  meant(scope: Scope, text: string): { readonly owner: string; readonly name: string; readonly whole: boolean };
  /** The key for a pack that may be new; undefined when the name cannot be had. It is known to others once `saved`. */
  claim(owner: string, name: string): PackRef | undefined;
  saved(ref: PackRef): void;
  /** A text in which keys are replaced by whole names. */
  readable(text: string): string;
  /** A whole answer about one pack: its key becomes the name that its owner gave it, other keys become whole names. */
  plain<T>(key: string, value: T): T;
  /** May kiosks of this tenant run this pack? */
  fits(key: string, tenant: string): boolean;
}

const HIDDEN = /^t-[0-9a-f]{12}$/;
const NOBODYS = '?'; // no tenant can be called so
const KEYS = /\bt-[0-9a-f]{12}\b/g;

/** pack.yaml with another name on its line; everything else stays as it was. */
export function withName(files: Readonly<Record<string, string>>, from: string, to: string): Record<string, string> {
  const text = files['pack.yaml'];
  if (text === undefined || from === to) return { ...files };
  return { ...files, 'pack.yaml': text.replace(/^(name:[ \t]*)(['"]?)([a-z0-9-]+)\2(?=[ \t]*(?:#.*)?$)/m, (line, before: string, quote: string, name: string) => (name === from ? `${before}${quote}${to}${quote}` : line)) };
}

/** `digits`: twelve random hexadecimal digits. */
export function createPackDirectory(options: { refs(): Promise<readonly PackRef[]>; digits(): string }): PackDirectory {
  const known = new Map<string, PackRef>();
  const names = new Map<string, PackRef>(); // `owner name`, also of those that are about to be saved
  const named = (owner: string, name: string): string => `${owner} ${name}`;
  const of = (key: string): PackRef => known.get(key) ?? { key, owner: HIDDEN.test(key) ? NOBODYS : COMMON, name: key };
  const address = (key: string): string => {
    const { owner, name } = of(key);
    return owner === COMMON || owner === NOBODYS ? name : `${owner}.${name}`;
  };
  let someHidden = false; // keys that are no names
  function keep(ref: PackRef): void {
    someHidden ||= ref.owner !== COMMON;
    known.set(ref.key, ref);
    names.set(named(ref.owner, ref.name), ref);
  }
  const readable = (text: string): string => text.replace(KEYS, (key) => (known.has(key) ? address(key) : key));
  const find = (owner: string, name: string): PackRef | undefined => {
    const ref = names.get(named(owner, name));
    return ref && known.get(ref.key);
  };
  return {
    async start() { for (const ref of await options.refs()) keep(ref); },
    of, address, find,
    ownedBy: (owner) => [...known.values()].filter((ref) => ref.owner === owner).map((ref) => ref.key),
    whole: (key) => `${of(key).owner}.${of(key).name}`,
    meant(scope, text) {
      const dot = text.indexOf('.');
      if (dot >= 0) return { owner: text.slice(0, dot), name: text.slice(dot + 1), whole: true };
      const tenant = tenantOf(scope);
      return { owner: tenant !== null && find(tenant, text) ? tenant : COMMON, name: text, whole: false };
    },
    claim(owner, name) {
      const there = names.get(named(owner, name));
      if (there) return there;
      if (owner === COMMON) return known.has(name) ? undefined : { key: name, owner, name };
      let key = `t-${options.digits()}`;
      while (known.has(key)) key = `t-${options.digits()}`;
      const ref = { key, owner, name };
      names.set(named(owner, name), ref); // whoever saves the same name at the same time saves the same pack
      return ref;
    },
    saved: keep,
    readable,
    plain(key, value) {
      const { name } = of(key);
      if (!someHidden) return value;
      const text = JSON.stringify(value);
      const shown = readable(text.replaceAll(key, name));
      return shown === text ? value : JSON.parse(shown) as typeof value;
    },
    fits(key, tenant) {
      const { owner } = of(key);
      return owner === COMMON || owner === tenant;
    },
  };
}
