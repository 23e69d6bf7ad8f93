// With the files of `foyer hub broker-files`, every worker is a user of its own at the broker (a user has one connection
// there). Their passwords follow from the hub's, so that one address is enough for a hub and any number of workers.
import { createHmac } from 'node:crypto';
import { HUB_USER, WORKER_USER } from '../core/broker-rules.ts';

/** The password of worker `number` (from 1). */
export function workerPassword(hubPassword: string, number: number): string {
  return createHmac('sha256', hubPassword).update(`${WORKER_USER}${number}`).digest('base64url').slice(0, 32);
}
/** The address for worker `number`: that of the hub's user becomes that worker's; any other stays as it is. */
export function workerAddress(broker: string, number: number): string {
  const url = new URL(broker);
  if (decodeURIComponent(url.username) !== HUB_USER) return broker;
  const password = workerPassword(decodeURIComponent(url.password), number);
  url.username = `${WORKER_USER}${number}`;
  url.password = password;
  return url.href;
}
/** The number of a worker's own user; null where the address is not that of one. */
export function workerNumber(broker: string): number | null {
  const found = new RegExp(`^${WORKER_USER}([1-9]\\d{0,3})$`).exec(decodeURIComponent(new URL(broker).username))?.[1];
  return found === undefined ? null : Number(found);
}
