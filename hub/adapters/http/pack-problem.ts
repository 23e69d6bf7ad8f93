// Packs in HTTP answers: one that cannot be used (the first problem in words, all of them as a list), one that is not there
// for whoever asks, and one as its owner knows it.
import type { PackDirectory } from '../../core/pack-directory.ts';
import type { PackProblem, PackRow } from '../../core/ports.ts';
import { problem, type RouteReply } from './route.ts';

export function refusedPack(problems: readonly PackProblem[]): RouteReply {
  const first = problems[0];
  const where = first ? `${first.file}${first.line === null ? '' : `:${first.line}`}: ${first.what}` : 'The pack cannot be used.';
  return problem('pack-invalid', problems.length > 1 ? `${where} (and ${problems.length - 1} more)` : where, first?.how ?? 'See the list of problems.', { fields: { problems } });
}
export const noPack = (name: string): RouteReply => problem('not-found', `There is no pack ${name} here.`, 'Look at the list of packs.');
/** Who may read a pack of the whole hub and not change it is told so; what is another tenant's is not there. */
export function notYours(outcome: 'common' | 'unknown' | 'taken', name: string): RouteReply {
  return outcome === 'common' ? problem('not-allowed', 'This pack is everybody\'s; only staff of the whole hub change it.', 'Ask them, or make a pack of your own under your tenant\'s whole name, such as acme.bank.') : noPack(name);
}
/** `signedAs`: under which name the signed metadata and the kiosks know it. */
export function shownPack(directory: Pick<PackDirectory, 'address'>, { name: key, ownName, ...row }: PackRow): object {
  return { name: ownName, address: directory.address(key), signedAs: key, ...row };
}
