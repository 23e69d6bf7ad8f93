// The part of the hub's schema for the hash chain of the audit: SQL steps that only ever grow.

export const auditChainSteps: readonly string[] = [];

 
export interface AuditChainTables {}
