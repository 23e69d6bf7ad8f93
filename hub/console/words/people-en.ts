// Words for signing in, accounts, staff and the audit.
import type { PeopleWords } from './people-zh.ts';

export const peopleEn: PeopleWords = {
  ways: { or: 'or', failed: 'Signing in with your organisation was not finished. Try again.', noAccess: 'Your organisation\'s account has no rights here. Ask an administrator.', onlyGlass: 'Passwords are kept for one emergency account.', byPassword: 'Use the emergency account' },
  code: { title: 'Enter your code', lead: 'Open the authenticator on your phone and enter the six digits for Foyer. Without the phone, use one of your recovery codes.', label: 'Code or recovery code', go: 'Continue', back: 'Use another account' },
  enrol: {
    title: 'Set up your second factor', why: 'Administrators sign in with a second step: an authenticator app on the phone. Any app for one-time codes (TOTP) will do.', steps: ['Choose "Add account" in the app and scan this picture.', 'Enter the six digits that it shows.'], cannotScan: 'Cannot scan? Type this key instead:', picture: 'QR code for the authenticator app', label: 'Six digits', go: 'Finish',
    recoveryTitle: 'Keep your recovery codes', recoveryLead: 'When the phone is lost, each of these signs you in once. They are shown only now: write them down or print them, and lock them away.', saved: 'I have kept them', copy: 'Copy', copied: 'Copied',
  },
  password: { title: 'Choose a new password', why: 'Your present password was set by somebody else. Choose one that only you know.', old: 'Present password', wanted: 'New password', again: 'New password once more', rule: 'At least 10 characters. A few words that do not belong together are easy to keep.', go: 'Change password', done: 'Password changed; other devices are signed out.', differ: 'The two are not the same.' },
  proof: { title: 'Please confirm that it is you', lead: 'This cannot be undone, so it wants a new code.', leadPassword: 'This cannot be undone, so enter your password again.', leadProvider: 'This cannot be undone. Sign out, sign in with your organisation again, and do it within five minutes.', go: 'Confirm', cancel: 'Cancel' },
  reasons: {
    'too-short': 'The password has fewer than 10 characters.', 'holds-name': 'The password is little more than the name.', 'too-common': 'This password is among the first that anybody would try.', 'old-wrong': 'The present password is wrong.', 'same': 'The new password is the old one.', 'code-wrong': 'That does not fit, or has been used. Enter the newest one.',
    'name-taken': 'There is somebody of this name already.', 'own-rights': 'Nobody changes their own rights. Ask another security administrator.', 'last-one': 'This is the last security administrator. Give somebody else the role first.', 'too-far': 'This reaches further than your own account.',
  },
  tooMany: 'Too many wrong tries. Wait a little, then try again.',
  tabs: { general: 'General', account: 'My account', hub: 'Hub', privacy: 'Privacy', staff: 'Staff', tokens: 'Tokens', audit: 'Audit' },
  account: {
    who: 'Account', roles: 'Roles', reach: 'Reach', password: 'Password', providerPassword: 'You sign in with your organisation; the password is changed there.', second: 'Second factor', on: 'Authenticator set up', off: 'Not set up', setUp: 'Set up an authenticator', replace: 'Move to another phone', remove: 'Remove', recoveryLeft: (n) => `${n} recovery codes left`, newCodes: 'New recovery codes', must: 'Administrators keep their second factor.',
    sessions: 'Signed-in devices', here: 'this one', opened: 'since', seen: 'last used', end: 'Sign it out', endOthers: 'Sign out all others', onlyHere: 'Only this one.', limits: 'A session ends after 30 minutes without use, or after 12 hours.',
  },
  staff: {
    title: 'Staff', lead: 'Who works here, and what they may do.', add: 'Add somebody', name: 'Name', firstPassword: 'First password', firstPasswordHint: 'They must change it when they first sign in.', roles: 'Roles', reach: 'Reach', all: 'The whole hub', tenant: 'One tenant', tenantName: 'Tenant', sites: 'Sites', sitesHint: 'Separate with commas; leave empty for all', save: 'Save', cancel: 'Cancel', none: 'Nobody yet.', close: 'Close',
    disabled: 'Disabled', secondOn: 'Second factor', secondOff: 'No second factor', mustChange: 'Must change password', provider: 'Organisation', never: 'never signed in', seen: 'seen', online: (n) => (n === 1 ? '1 session' : `${n} sessions`),
    disable: 'Disable', enable: 'Enable again', resetPassword: 'Reset password', resetSecond: 'Clear second factor', endSessions: 'Sign out everywhere', newPassword: 'New temporary password', confirmDisable: (name) => `Disable ${name}? They are signed out at once. The account and its records stay, and can be enabled again.`, confirmSecond: (name) => `Clear the second factor of ${name}? Only for a lost phone. They set up a new one at the next sign-in.`, saved: 'Saved.', sessionsOf: 'Signed-in devices', self: 'This is you. Ask another security administrator to change your rights.', noRight: 'To look only; changes need a security administrator.',
  },
  roleDoes: {
    viewer: 'sees kiosks and figures', agent: 'serves visitors at the desk', supervisor: 'serves, and looks after the team', author: 'writes content', approver: 'reviews what others wrote, lets it out, rolls back', operator: 'publishes, runs and claims kiosks', 'system-admin': 'hub settings, backups, claiming kiosks', 'security-admin': 'people and their rights, revoking, erasing', auditor: 'reads the audit and every record, changes nothing',
  },
  tokens: {
    title: 'Tokens', lead: 'Keys for programs: each has a name, an end, and only the permissions it needs.', add: 'New token', name: 'Name', permissions: 'Permissions', days: 'Valid for days', make: 'Make it', once: 'Shown only now. Put it into the program at once.', none: 'No tokens yet.', expires: 'ends', used: 'last used', never: 'never used', revoke: 'Revoke', revoked: 'Revoked', expired: 'Ended', by: 'made by', confirm: (name) => `Revoke ${name}? The program that uses it stops working at once. This cannot be undone.`, use: 'Header: Authorization: Bearer <token>',
  },
  audit: {
    title: 'Audit', lead: 'Who did what, and when.', who: 'Who', what: 'What', from: 'From', to: 'To', find: 'Find', clear: 'Clear', more: 'Earlier', none: 'Nothing fits these conditions.', at: 'When', detail: 'Details', where: 'from', anyWhat: 'Everything',
  },
};
