// Files and numbers that operators give to the hub's commands, and files that the commands write for them.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Fault } from '../../flows/protocol/faults.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';

const Part = z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens, at most 40');
const Enrolment = z.array(z.object({ tenant: Part, site: Part, kiosk: Part, secret: z.string().min(8, 'a secret has at least 8 characters').max(200) }));

/** @throws Fault usage */
export function portOf(text: string, flag: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Fault('usage', `"${text}" is not a port.`, 'Give a number from 0 to 65535; 0 takes any free one.', { where: flag });
  return port;
}

/** A whole number from 0. @throws Fault usage */
export function countOf(text: string, flag: string, most: number): number {
  const count = Number(text);
  if (text.trim() === '' || !Number.isInteger(count) || count < 0 || count > most) throw new Fault('usage', `"${text}" is not a number of workers.`, `Give a whole number from 0 to ${most}.`, { where: flag });
  return count;
}

/** @returns the address of a broker outside; undefined for the built-in one. @throws Fault usage, never with the password */
export function brokerOf(broker: string): string | undefined {
  if (broker === 'aedes') return undefined;
  if (!/^mqtts?:\/\/[^\s]+$/.test(broker) || !URL.canParse(broker)) throw new Fault('usage', `"${broker.replace(/:[^:@/]*@/, ':...@')}" is not the address of a broker.`, 'Give it as mqtt://user:password@host:1883, or leave --broker away for the built-in one.', { where: '--broker' });
  return broker;
}

/** @returns the address of a PostgreSQL database; undefined for the SQLite file. @throws Fault usage, never with the password */
export function databaseOf(text: string | undefined): string | undefined {
  if (text === undefined || text === 'sqlite') return undefined;
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text) && new URL(text).pathname.length > 1) return text;
  throw new Fault('usage', `"${text.replace(/:[^:@/]*@/, ':...@')}" is not the address of a database.`, 'Give it as postgres://user:password@host:5432/name (special characters of the password as %40 and the like, or the password in PGPASSWORD), or leave --database away for SQLite.', { where: '--database' });
}

/** Kiosks and their secrets as an operator lists them. @throws Fault usage, with the entry that is wrong */
export function readEnrolment(file: string): (KioskAddress & { secret: string })[] {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Fault('usage', 'The enrolment file cannot be read as JSON.', 'Give a file such as [{"tenant":"acme","site":"hall","kiosk":"kiosk-1","secret":"..."}].', { where: file, cause: error });
  }
  const parsed = Enrolment.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault('usage', `${issue?.path.join('.') || 'the list'}: ${issue?.message ?? 'not as agreed'}.`, 'Mend this entry of the enrolment file.', { where: file });
}

/** Appears whole or not at all, readable by its owner only. */
export function writePrivately(file: string, value: unknown): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new Fault('data-folder-not-writable', 'The file cannot be written.', 'Choose another place for it.', { where: file, cause: error });
  }
}
