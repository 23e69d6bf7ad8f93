// The part of the hub's schema for retention and erasure: SQL steps that only ever grow.

export const privacySteps: readonly string[] = [];

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled with the first step
export interface PrivacyTables {}
