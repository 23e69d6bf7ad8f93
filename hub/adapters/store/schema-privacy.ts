// The part of the hub's schema for retention and erasure: SQL steps that only ever grow.

export const privacySteps: readonly string[] = [];

 
export interface PrivacyTables {}
