// The part of the hub's schema for reviews, rollouts and their waves: SQL steps that only ever grow.

export const rolloutsSteps: readonly string[] = [];

 
export interface RolloutsTables {}
