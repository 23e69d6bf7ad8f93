// Signatures from another machine, over HTTP: what waits for them, and the file that brings them.
import { z } from 'zod';
import type { Audit, Clock } from '../../core/ports.ts';
import type { SignedRepository } from '../../core/release-signing.ts';
import { type Route, route } from './route.ts';

export function signingRoutes(parts: { repository: SignedRepository; audit: Audit; clock: Clock }): Route[] {
  const { repository } = parts;
  return [
    route({
      method: 'GET', path: '/api/signing', access: 'see-rollouts', summary: 'Roles and keys that sign content, and the metadata that waits for signatures from elsewhere.',
      async handle() { return { json: { roles: await repository.status(), waiting: await repository.waiting() } }; },
    }),
    route({
      method: 'POST', path: '/api/signing', access: 'run-rollouts', summary: 'Brings signatures that were made on another machine.', bodyLimit: 8 * 1024 * 1024, body: z.looseObject({ signatures: z.array(z.unknown()), signed: z.looseObject({ _type: z.string() }) }),
      async handle({ body, staff }) {
        const state = await repository.bring(JSON.stringify(body));
        await parts.audit.note({ at: parts.clock.now(), who: staff?.name ?? '', what: 'signatures-brought', detail: { role: body.signed._type, ...state } });
        return { json: state };
      },
    }),
  ];
}
