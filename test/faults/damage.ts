// What can happen to a file while the machine is off, in two manners: somehow, anywhere; or so that whoever reads the file
// again must notice, which shows that it is noticed.
import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Random } from './random.ts';

export const DAMAGES = ['truncated', 'flipped', 'zeroed'] as const;
export type Damage = (typeof DAMAGES)[number];
const PAGE = 4096;

/** Anywhere in the file; it may hit what nobody needs. */
export function damageSomehow(file: string, how: Damage, random: Random): void {
  const bytes = readFileSync(file);
  if (how === 'truncated') { writeFileSync(file, bytes.subarray(0, random.int(bytes.length))); return; }
  if (how === 'flipped') for (let i = 0; i < 1 + random.int(64); i += 1) {
    const at = random.int(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
  }
  else {
    const page = random.int(Math.max(1, Math.ceil(bytes.length / PAGE)));
    bytes.fill(0, page * PAGE, Math.min(bytes.length, (page + 1 + random.int(3)) * PAGE));
  }
  writeFileSync(file, bytes);
}

/** A text file of which nothing can be believed any more: half of it, noise, or zeros. */
export function damageText(file: string, how: Damage, random: Random): void {
  const bytes = readFileSync(file);
  if (how === 'truncated') writeFileSync(file, bytes.subarray(0, random.int(Math.ceil(bytes.length / 2))));
  else if (how === 'flipped') writeFileSync(file, Buffer.from(bytes.map((byte) => byte ^ (1 + random.int(255)))));
  else writeFileSync(file, Buffer.alloc(bytes.length));
}

/** A database of which no page can be trusted: cut to less than half (sometimes to nothing), every page's kind turned over, or its head gone. */
export function damageDatabase(file: string, how: Damage, random: Random): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)'); // as after an orderly stop: everything lies in the file and nothing in its log, which would heal it
  db.close();
  const bytes = readFileSync(file);
  if (how === 'truncated') { writeFileSync(file, bytes.subarray(0, random.next() < 0.25 ? 0 : random.int(Math.floor(bytes.length / 2)))); return; }
  if (how === 'flipped') for (let page = 0; page < bytes.length; page += PAGE) bytes[page === 0 ? 100 : page] = 0xe7;
  else bytes.fill(0, 0, PAGE);
  writeFileSync(file, bytes);
}
