// Loaded into a child with `--import` to make it worse on purpose, so that the campaigns can be shown to notice. Nothing of
// this is in the product: no setting and no variable of the product weakens it. FOYER_FAULT_SABOTAGE names what to break.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { WebSocket } from 'ws';

const wanted = new Set((process.env['FOYER_FAULT_SABOTAGE'] ?? '').split(',').filter(Boolean));

interface Pragmatic { pragma(this: unknown, source: string, options?: unknown): unknown; exec(this: unknown, source: string): unknown; prepare(this: unknown, source: string): unknown }
const prototype = Database.prototype as unknown as Pragmatic;

if (wanted.has('synchronous-normal')) {
  const { pragma } = prototype;
  prototype.pragma = function weaker(source, options) {
    return pragma.call(this, /^\s*synchronous\s*=/i.test(source) ? 'synchronous = NORMAL' : source, options);
  };
}

if (wanted.has('no-directory-fsync')) {
  // Of a folder nothing is flushed any more; files still are.
  const isFolder = (fd: number): boolean => { try { return fs.fstatSync(fd).isDirectory(); } catch { return false; } };
  const { fsyncSync, fsync, fdatasyncSync } = fs;
  fs.fsyncSync = (fd) => { if (!isFolder(fd)) fsyncSync(fd); };
  fs.fdatasyncSync = (fd) => { if (!isFolder(fd)) fdatasyncSync(fd); };
  fs.fsync = ((fd: number, done: (error: NodeJS.ErrnoException | null) => void) => { if (isFolder(fd)) done(null); else fsync(fd, done); }) as typeof fs.fsync;
  const open = fs.promises.open.bind(fs.promises);
  fs.promises.open = (async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => { if (!(await handle.stat()).isDirectory()) await sync(); };
    return handle;
  }) as typeof fs.promises.open;
  syncBuiltinESMExports();
}

if (wanted.has('no-dedupe')) {
  // The table of events forgets that a number stands for one event only.
  const { exec, prepare } = prototype;
  prototype.exec = function forgetful(source) {
    return exec.call(this, source.replace(/(CREATE TABLE (?:IF NOT EXISTS )?events \([^;]*?),\s*PRIMARY KEY \(kiosk, epoch, seq\)\s*\)[^;]*;/, '$1);'));
  };
  prototype.prepare = function repeating(source) {
    return prepare.call(this, /INSERT INTO events /i.test(source) ? source.replace(/ON CONFLICT \(kiosk, epoch, seq\) DO NOTHING/i, '') : source);
  };
}

if (wanted.has('forget-acknowledged')) {
  // A crash that takes an acknowledged event with it: at each start one in the middle of every kiosk's events is gone. (The newest
  // would be asked for again: a hub that has less than a kiosk was told says so.)
  const { pragma } = prototype;
  prototype.pragma = function losing(source, options) {
    const result = pragma.call(this, source, options);
    const { name } = this as { name: string };
    if (/foreign_keys/.test(source) && name.endsWith('hub.sqlite')) {
      try {
        (prototype.exec as (this: unknown, source: string) => void).call(this, 'DELETE FROM events WHERE (kiosk, epoch, seq) IN (SELECT kiosk, epoch, (max(seq) + 1) / 2 FROM events GROUP BY kiosk, epoch)');
      } catch (error) {
        if (!/no such table/.test(String(error))) throw error; // the very first start
      }
    }
    return result;
  };
}

if (wanted.has('forget-commands')) {
  // What was carried out is not written down: after a restart a repeated command is new.
  const { prepare } = prototype;
  prototype.prepare = function forgetting(source) {
    const statement = prepare.call(this, source) as { run(...values: unknown[]): unknown };
    if (!/^INSERT INTO meta /i.test(source)) return statement;
    const run = statement.run.bind(statement);
    statement.run = (...values) => (values[0] === 'commands' ? { changes: 0, lastInsertRowid: 0 } : run(...values));
    return statement;
  };
}

if (wanted.has('rewrite-audit')) {
  // Somebody changes the newest entry of the audit at each start of the hub.
  const { pragma } = prototype;
  prototype.pragma = function rewriting(source, options) {
    const result = pragma.call(this, source, options);
    const { name } = this as { name: string };
    if (/foreign_keys/.test(source) && name.endsWith('hub.sqlite')) {
      try {
        (prototype.exec as (this: unknown, source: string) => void).call(this, "UPDATE audit SET who = 'nobody' WHERE id = (SELECT max(id) FROM audit)");
      } catch (error) {
        if (!/no such table/.test(String(error))) throw error; // the very first start
      }
    }
    return result;
  };
}

if (wanted.has('keep-typed') && process.argv.includes('device')) {
  // What comes in at the screen's socket is kept as it was typed, in a file beside the kiosk's own.
  const folder = process.argv[process.argv.indexOf('--data') + 1] ?? '';
  const socket = WebSocket.prototype as unknown as { emit(this: unknown, name: string, ...words: unknown[]): boolean };
  const { emit } = socket;
  socket.emit = function telling(name, ...words) {
    if (name === 'message') fs.appendFileSync(join(folder, 'typed.log'), `${String(words[0])}\n`);
    return emit.call(this, name, ...words);
  };
}

if (wanted.has('no-signatures')) {
  (crypto as { verify: unknown }).verify = () => true;
  syncBuiltinESMExports();
}
