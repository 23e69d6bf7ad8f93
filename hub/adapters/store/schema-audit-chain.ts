// The part of the hub's schema for the hash chain of the audit: SQL steps that only ever grow.

export const auditChainSteps: readonly string[] = [];

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled with the first step
export interface AuditChainTables {}
