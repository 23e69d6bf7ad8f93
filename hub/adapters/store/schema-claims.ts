// The part of the hub's schema for claims and keys of kiosks: SQL steps that only ever grow.

export const claimsSteps: readonly string[] = [];

 
export interface ClaimsTables {}
