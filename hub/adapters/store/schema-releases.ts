// The part of the hub's schema for signed releases and their files: SQL steps that only ever grow.

export const releasesSteps: readonly string[] = [];

 
export interface ReleasesTables {}
