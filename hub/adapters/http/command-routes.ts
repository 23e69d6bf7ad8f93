// What staff may ask of a kiosk from afar: to say a sentence, to begin a notice of its pack, to show who it is.
import { z } from 'zod';
import { Language } from '../../../flows/protocol/language.ts';
import { kioskName, parseKioskName } from '../../core/kiosk-name.ts';
import type { RemoteCommands } from '../../core/remote-commands.ts';
import { problem, type Route, route } from './route.ts';

const Body = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('say'), args: z.strictObject({ text: z.string().trim().min(1).max(500), language: Language }) }),
  z.strictObject({ name: z.literal('notice'), args: z.strictObject({ flow: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/), language: Language, slots: z.record(z.string(), z.union([z.string().max(500), z.number(), z.boolean()])).default({}) }) }),
  z.strictObject({ name: z.literal('identify'), args: z.strictObject({}).default({}) }),
]);

export function commandRoutes(parts: { commands: RemoteCommands }): Route[] {
  return [
    route({
      method: 'POST', path: '/api/kiosks/:kiosk/commands', access: 'command-kiosks', body: Body,
      async handle({ params, body, staff }) {
        const address = parseKioskName(params['kiosk'] ?? '');
        if (!address) return problem('not-found', 'That is no name of a kiosk.', 'Write its whole name: tenant.site.kiosk.');
        const result = await parts.commands.send(kioskName(address), body, staff?.name ?? '');
        switch (result.outcome) {
          case 'done': return { json: { outcome: 'done' } };
          case 'sent': return { status: 202, json: result };
          case 'refused': return problem('conflict', `The kiosk did not do it: ${result.detail}.`, 'Wait until it is free, then try again.');
          case 'offline': return problem('conflict', 'The kiosk is not connected.', 'Try again when it is online; nothing has been sent.');
          case 'unknown-kiosk': return problem('not-found', `There is no kiosk ${params['kiosk'] ?? ''} here.`, 'Write its whole name: tenant.site.kiosk.');
        }
      },
    }),
  ];
}
