// A pack that cannot be used, as an HTTP answer: the first problem in words, all of them as a list.
import type { PackProblem } from '../../core/ports.ts';
import { problem, type RouteReply } from './route.ts';

export function refusedPack(problems: readonly PackProblem[]): RouteReply {
  const first = problems[0];
  const where = first ? `${first.file}${first.line === null ? '' : `:${first.line}`}: ${first.what}` : 'The pack cannot be used.';
  return problem('pack-invalid', problems.length > 1 ? `${where} (and ${problems.length - 1} more)` : where, first?.how ?? 'See the list of problems.', { fields: { problems } });
}
