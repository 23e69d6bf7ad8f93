// Who of the staff may do what. Denied unless it is written here.

export const ROLES = ['agent', 'author', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Every privileged act of the hub, and the roles that may do it. */
export const PERMISSIONS = {
  'see-self': ['agent', 'author', 'admin'],
  'see-fleet': ['agent', 'author', 'admin'],
  'command-kiosks': ['agent', 'admin'],
  'see-cases': ['agent', 'admin'],
  'handle-cases': ['agent', 'admin'],
  'see-sessions': ['agent', 'author', 'admin'],
  'see-insights': ['agent', 'author', 'admin'],
  'see-packs': ['agent', 'author', 'admin'],
  'edit-packs': ['author', 'admin'],
  'publish-packs': ['author', 'admin'],
  'see-staff': ['admin'],
  'edit-staff': ['admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function may(roles: readonly string[], permission: Permission): boolean {
  return PERMISSIONS[permission].some((role) => roles.includes(role));
}
