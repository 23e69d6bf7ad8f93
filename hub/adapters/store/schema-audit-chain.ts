// The part of the hub's schema for the hash chain of the audit: SQL steps that only ever grow.

export const auditChainSteps: readonly string[] = [`
ALTER TABLE audit ADD COLUMN prev TEXT;
ALTER TABLE audit ADD COLUMN hash TEXT;
`];
export type AuditChainTables = object;
