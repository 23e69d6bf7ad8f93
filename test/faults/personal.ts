// Personal data that the visitor types on purpose, and the search for it, byte by byte, in every file that hub and kiosk keep.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './contract.ts';
import type { Random } from './random.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

function digits(count: number, random: Random): string { return Array.from({ length: count }, () => random.int(10)).join(''); }
function idCard(random: Random): string {
  const first = `11010119${random.pick(['70', '85', '93'])}0${1 + random.int(9)}1${random.int(10)}${digits(3, random)}`;
  const sum = [...first].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return first + '10X98765432'.charAt(sum % 11);
}
function bankCard(random: Random): string {
  const first = `622202${digits(12, random)}`;
  const sum = [...first].reverse().reduce((total, digit, at) => { const value = Number(digit) * (at % 2 === 0 ? 2 : 1); return total + (value > 9 ? value - 9 : value); }, 0);
  return first + String((10 - (sum % 10)) % 10);
}

export interface Planted { readonly sentence: string; readonly secret: string }

/** A sentence as visitors say it, and what of it must be in no file. */
export function plantedSentence(random: Random): Planted {
  const kinds: readonly (() => Planted)[] = [
    () => { const secret = idCard(random); return { secret, sentence: `我的身份证号是${secret}` }; },
    () => { const secret = `13${digits(9, random)}`; return { secret, sentence: `我的手机号是${secret}` }; },
    () => { const secret = bankCard(random); return { secret, sentence: `银行卡号${secret}` }; },
  ];
  return random.pick(kinds)();
}

/** The programs go on meanwhile: a file that is renamed or removed under the search is in none. */
function gone<T>(read: () => T, instead: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  }
}

const SHORTEST = 11; // digits of the shortest secret; every secret begins with as many

/** Planted secrets that stand in these bytes. One walk over runs of digits, however many secrets there are. */
function secretsIn(bytes: Buffer, byHead: ReadonlyMap<number, readonly string[]>): string[] {
  const found: string[] = [];
  let run = 0;
  let head = 0; // the last eleven digits as a number
  for (let at = 0; at < bytes.length; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) { run = 0; continue; }
    run += 1;
    head = (head * 10 + digit) % 10 ** SHORTEST;
    if (run < SHORTEST) continue;
    const start = at - SHORTEST + 1;
    for (const secret of byHead.get(head) ?? []) if (bytes.toString('latin1', start, start + secret.length) === secret) found.push(secret);
  }
  return found;
}

export interface PersonalWatch {
  /** Every file that has changed since it was last searched. */
  changed(planted: readonly Planted[]): Finding[];
  /** Every file. */
  whole(planted: readonly Planted[]): Finding[];
}

/** Searches all files under these folders. A file as it was before a sentence was said cannot hold what was said since. */
export function createPersonalWatch(folders: readonly string[]): PersonalWatch {
  const seen = new Map<string, string>();
  function search(planted: readonly Planted[], all: boolean): Finding[] {
    const byHead = new Map<number, string[]>();
    for (const { secret } of planted) {
      const head = Number(secret.slice(0, SHORTEST));
      byHead.set(head, [...byHead.get(head) ?? [], secret]);
    }
    const found: string[] = [];
    const walk = (folder: string): void => {
      for (const entry of gone(() => readdirSync(folder, { withFileTypes: true }), [])) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) walk(path);
        if (!entry.isFile()) continue;
        const now = gone(() => statSync(path, { bigint: true }), null);
        const mark = now === null ? '' : `${now.ino} ${now.size} ${now.mtimeNs} ${now.ctimeNs}`;
        if (!all && seen.get(path) === mark) continue;
        seen.set(path, mark);
        for (const secret of secretsIn(gone(() => readFileSync(path), Buffer.alloc(0)), byHead)) found.push(`${path}: ${secret}`);
      }
    };
    for (const folder of folders) walk(folder);
    return found.length === 0 ? [] : [{ kind: 'other', what: `personal data in a file: ${found.slice(0, 3).join('; ')}`, count: found.length }];
  }
  return { changed: (planted) => search(planted, false), whole: (planted) => search(planted, true) };
}
