// Personal data that the visitor types on purpose, and the search for it, byte by byte, in every file that hub and kiosk keep.
import { readdirSync, readFileSync } from 'node:fs';
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
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Where one of them stands in a file under these folders. */
export function personalFindings(folders: readonly string[], planted: readonly Planted[]): Finding[] {
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) {
        const bytes = contentOf(path);
        for (const { secret } of planted) if (bytes.includes(secret)) found.push(`${path}: ${secret}`);
      }
    }
  };
  for (const folder of folders) walk(folder);
  return found.length === 0 ? [] : [{ kind: 'other', what: `personal data in a file: ${found.slice(0, 3).join('; ')}`, count: found.length }];
}
