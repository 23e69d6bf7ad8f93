// The part of the hub's schema for signed releases and their files: SQL steps that only ever grow.

export const releasesSteps: readonly string[] = [];

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled with the first step
export interface ReleasesTables {}
