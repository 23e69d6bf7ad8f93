// The audit as people read it: newest first, by who, what and when.
import type { AuditReader } from '../../core/staff-port.ts';
import type { Db } from './store-database.ts';

export function createAuditReader(db: Db): AuditReader {
  return {
    async list({ who, what, from, to, before, limit }) {
      let query = db.selectFrom('audit').select(['id', 'at', 'who', 'what', 'detail']).orderBy('id', 'desc').limit(limit);
      if (who !== undefined) query = query.where('who', '=', who);
      if (what !== undefined) query = query.where('what', 'like', `${what.replace(/[%_]/g, '').toLowerCase()}%`);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (before !== undefined) query = query.where('id', '<', before);
      return (await query.execute()).map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
    },
  };
}
