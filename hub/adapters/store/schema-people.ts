// The part of the hub's schema for staff, their tenants, second factors and sessions: SQL steps that only ever grow.

export const peopleSteps: readonly string[] = [
  // The one administrator of the first version did what three roles do now.
  `UPDATE staff SET roles = replace(roles, '"admin"', '"system-admin","security-admin","operator","auditor"');`,
];

 
export interface PeopleTables {}
