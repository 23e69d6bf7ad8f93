// The audit on disk: a chain of hashes, written strictly one after the other; what comes while one transaction is written
// goes into the next one together.
import { type AuditEntry, type AuditHead, CHAIN_BEGUN, type ChainedEntry, entryHash, GENESIS, olderDigest, PRUNED } from '../../core/audit-chain.ts';
import type { AuditHeads, AuditTrail } from '../../core/audit-port.ts';
import type { Clock, Log, Sha256 } from '../../core/ports.ts';
import { asFault, type Db } from './store-database.ts';

const SIGN_EVERY = 100; // entries
const PAGE = 1000;

export function createAuditTrail(options: { db: Db; sha256: Sha256; where: string; heads: AuditHeads; clock: Pick<Clock, 'now'>; log: Log }): AuditTrail {
  const { db, sha256 } = options;
  let head: AuditHead | null = null;
  let signed = 0;
  const waiting: { entry: AuditEntry; done(): void; failed(error: unknown): void }[] = [];
  let writing: Promise<void> | undefined;

  async function write(batch: typeof waiting): Promise<void> {
    const rows: ChainedEntry[] = [];
    let { id, hash } = head ?? { id: await lastId(), hash: GENESIS };
    for (const { entry } of batch) {
      const prev = hash;
      id += 1;
      hash = entryHash(sha256, prev, id, entry);
      rows.push({ id, ...entry, prev, hash });
    }
    await db.transaction().execute(async (tx) => { for (let at = 0; at < rows.length; at += 200) await tx.insertInto('audit').values(rows.slice(at, at + 200)).execute(); });
    head = { id, hash };
  }
  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 500);
      try {
        await write(batch);
        for (const one of batch) one.done();
      } catch (error) {
        for (const one of batch) one.failed(asFault(error, options.where));
      }
    }
    writing = undefined;
  }
  async function lastId(): Promise<number> {
    return (await db.selectFrom('audit').select((eb) => eb.fn.max('id').as('id')).executeTakeFirst())?.id ?? 0;
  }
  async function sign(at: number): Promise<void> {
    if (!head || head.id === signed) return;
    const before = signed;
    signed = head.id;
    // The entry itself is on the disk: what was asked for must not fail because its head could not be signed.
    await options.heads.keep(head, at).catch((error: unknown) => {
      signed = before;
      options.log.error('The end of the audit could not be signed.', { error: String(error) });
    });
  }

  const trail: AuditTrail = {
    async start() {
      const last = await db.selectFrom('audit').select(['id', 'hash']).where('hash', 'is not', null).orderBy('id', 'desc').limit(1).executeTakeFirst();
      if (last?.hash) {
        head = { id: last.id, hash: last.hash };
        return;
      }
      let digest = GENESIS;
      let rows = 0;
      for (let page = await trail.after(0, PAGE); page.length > 0; page = await trail.after(page.at(-1)?.id ?? 0, PAGE)) {
        for (const entry of page) digest = olderDigest(sha256, digest, entry);
        rows += page.length;
      }
      if (rows > 0) await trail.note({ at: options.clock.now(), who: 'foyer', what: CHAIN_BEGUN, detail: { rows, digest } });
    },
    async note({ at, who, what, detail }) {
      await new Promise<void>((done, failed) => {
        waiting.push({ entry: { at, who, what, detail: JSON.stringify(detail) }, done, failed });
        writing ??= drain();
      });
      if ((head?.id ?? 0) - signed >= SIGN_EVERY) await sign(at);
    },
    async settled() {
      await writing;
      await sign(options.clock.now());
    },
    head: () => head,
    after: (id, limit) => db.selectFrom('audit').select(['id', 'at', 'who', 'what', 'detail', 'prev', 'hash']).where('id', '>', id).orderBy('id').limit(limit).execute(),
    async prune(at, now) {
      // Up to the first that is young enough: one that a wrong clock dated back must not take the younger ones before it along.
      const kept = await db.selectFrom('audit').select((eb) => eb.fn.min('id').as('id')).where('at', '>=', at).executeTakeFirst();
      const last = await db.selectFrom('audit').select(['id', 'hash']).where('id', '<', kept?.id ?? head?.id ?? 0).orderBy('id', 'desc').limit(1).executeTakeFirst();
      // Entries from before the chain go together with the one that took them in.
      if (!last?.hash) return 0;
      await trail.note({ at: now, who: 'foyer', what: PRUNED, detail: { upTo: last.id, hash: last.hash } });
      return Number((await db.deleteFrom('audit').where('id', '<=', last.id).executeTakeFirst()).numDeletedRows);
    },
  };
  return trail;
}
