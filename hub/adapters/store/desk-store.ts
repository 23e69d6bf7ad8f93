// Raised hands on disk: the case as it is now, and every numbered message in both directions.
import type { CaseRecord, DeskStore } from '../../core/ports.ts';
import { kioskName } from '../../core/kiosk-name.ts';
import { asFault, type Db } from './store-database.ts';

export function createDeskStore(db: Db, where: string): DeskStore {
  return {
    async save(cases, messages) {
      try {
        await db.transaction().execute(async (tx) => {
          for (const record of cases) {
            const row = { state: record.case.state, closed_at: record.closedAt, doc: JSON.stringify(record), raised_at: record.case.raisedAt };
            await tx.insertInto('cases').values({ escalation: record.case.escalation, kiosk: kioskName(record.address), session: record.case.session, ...row })
              .onConflict((conflict) => conflict.column('escalation').doUpdateSet(row)).execute();
          }
          for (const { escalation, direction, seq, at, message } of messages) {
            await tx.insertInto('case_messages').values({ escalation, direction, seq, at, body: JSON.stringify(message) }).onConflict((conflict) => conflict.doNothing()).execute();
          }
        });
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async load(since) {
      const rows = await db.selectFrom('cases').select('doc').where((eb) => eb.or([eb('closed_at', 'is', null), eb('closed_at', '>=', since)])).execute();
      return rows.map((row) => JSON.parse(row.doc) as CaseRecord);
    },
  };
}
