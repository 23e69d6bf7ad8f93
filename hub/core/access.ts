// Who of the staff may do what. Denied unless it is written here. Nobody can both make content and let it out alone, nor
// both run the kiosks and hand out roles.

export const ROLES = ['viewer', 'agent', 'supervisor', 'author', 'approver', 'operator', 'system-admin', 'security-admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Every privileged act of the hub, and the roles that may do it. */
export const PERMISSIONS = {
  'see-self': ROLES,
  'see-fleet': ROLES,
  'see-insights': ['viewer', 'agent', 'supervisor', 'author', 'approver', 'operator', 'system-admin', 'auditor'],
  // visitors
  'see-cases': ['agent', 'supervisor'],
  'handle-cases': ['agent', 'supervisor'],
  'see-sessions': ['agent', 'supervisor', 'author', 'approver', 'auditor'],
  'erase-sessions': ['security-admin'],
  // kiosks
  'command-kiosks': ['agent', 'supervisor', 'operator'], // say, notice, identify
  'operate-kiosks': ['operator', 'system-admin'], // settings of the twin, restart, self-test, logs
  'claim-kiosks': ['operator', 'system-admin'],
  'revoke-kiosks': ['operator', 'security-admin'],
  // content
  'see-packs': ['agent', 'supervisor', 'author', 'approver', 'operator', 'auditor'],
  'edit-packs': ['author'],
  'review-packs': ['approver'],
  'see-rollouts': ['viewer', 'supervisor', 'author', 'approver', 'operator', 'system-admin', 'auditor'],
  'publish-packs': ['author', 'approver', 'operator'], // only what a second person has approved
  'run-rollouts': ['approver', 'operator'], // halt, resume, roll back
  // the house itself
  'see-staff': ['system-admin', 'security-admin', 'auditor'],
  'edit-staff': ['security-admin'],
  'see-audit': ['security-admin', 'auditor'],
  'edit-hub': ['system-admin'], // settings of the hub, backups
  'see-retention': ['system-admin', 'security-admin', 'auditor'],
  'edit-retention': ['system-admin', 'security-admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function may(roles: readonly string[], permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly string[]).some((role) => roles.includes(role));
}
/** The same for a person or for a machine, whose token lists what it may do. */
export function staffMay(staff: { roles: readonly string[]; permissions?: readonly string[] | undefined }, permission: Permission): boolean {
  return staff.permissions === undefined ? may(staff.roles, permission) : staff.permissions.includes(permission);
}

/** Acts that cannot be undone, or that give power: they want a code or password shown within the last minutes. */
export const WANTS_FRESH_PROOF: readonly Permission[] = ['erase-sessions', 'revoke-kiosks', 'edit-staff', 'edit-retention'];

const SECOND_FACTOR: readonly string[] = ['system-admin', 'security-admin'] satisfies readonly Role[];
/** Whoever can change the rules signs in with two factors. */
export function needsSecondFactor(roles: readonly string[]): boolean {
  return roles.some((role) => SECOND_FACTOR.includes(role));
}
