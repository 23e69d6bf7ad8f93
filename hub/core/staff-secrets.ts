// At each start: secrets that an earlier version stored readable are sealed, and those that this hub's key does not open are
// told about, because whoever they belong to cannot sign in any more.
import type { Log } from './ports.ts';
import type { StaffStore } from './staff-port.ts';

export async function sealStaffSecrets(options: { staff: Pick<StaffStore, 'sealSecrets'>; scrub(): Promise<void>; log: Log; keyFile: string }): Promise<void> {
  const { sealed, unreadable } = await options.staff.sealSecrets();
  if (sealed > 0) await options.scrub();
  if (unreadable > 0) options.log.error(`${unreadable} second factors cannot be read with the key in ${options.keyFile}. Put that file back from a backup, or let people in again one by one with --rescue NAME.`);
}
