// The part of the hub's schema for reviews, rollouts and their waves: SQL steps that only ever grow.

export const rolloutsSteps: readonly string[] = [];

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled with the first step
export interface RolloutsTables {}
