// The part of the hub's schema for claims and keys of kiosks: SQL steps that only ever grow.

export const claimsSteps: readonly string[] = [];

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled with the first step
export interface ClaimsTables {}
