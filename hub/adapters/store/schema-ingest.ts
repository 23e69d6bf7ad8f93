// The part of the hub's schema for what the inbox needs beyond the first version: SQL steps that only ever grow.

export const ingestSteps: readonly string[] = [];

 
export interface IngestTables {}
