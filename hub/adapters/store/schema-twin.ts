// The part of the hub's schema for settings of tenants, cities, halls and zones, and the health of kiosks: SQL steps that only ever grow.

export const twinSteps: readonly string[] = [];

 
export interface TwinTables {}
