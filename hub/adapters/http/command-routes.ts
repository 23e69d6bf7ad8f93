// What staff may ask of a kiosk from afar: to say a sentence, to begin a notice of its pack, to show who it is.
import { z } from 'zod';
import type { Command } from '../../../flows/protocol/fleet.ts';
import { Language } from '../../../flows/protocol/language.ts';
import { kioskName, parseKioskName } from '../../core/kiosk-name.ts';
import type { RemoteCommands } from '../../core/remote-commands.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Body = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('say'), args: z.strictObject({ text: z.string().trim().min(1).max(500), language: Language }) }),
  z.strictObject({ name: z.literal('notice'), args: z.strictObject({ flow: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/), language: Language, slots: z.record(z.string(), z.union([z.string().max(500), z.number(), z.boolean()])).default({}) }) }),
  z.strictObject({ name: z.literal('identify'), args: z.strictObject({}).default({}) }),
]);
/** What is about the machine and not about a visitor. */
const Operation = z.union([
  z.strictObject({ name: z.enum(['restart', 'self-test', 'clear-visit', 'refresh-content', 'rotate-key', 'reboot-machine']), args: z.strictObject({}).default({}) }),
  z.strictObject({ name: z.literal('upload-log'), args: z.strictObject({ lines: z.number().int().min(1).max(5000).optional() }).default({}) }),
]);

export function commandRoutes(parts: { commands: RemoteCommands }): Route[] {
  async function send(kiosk: string, command: Pick<Command, 'name' | 'args'>, by: string): Promise<RouteReply> {
    const address = parseKioskName(kiosk);
    if (!address) return problem('not-found', 'That is no name of a kiosk.', 'Write its whole name: tenant.site.kiosk.');
    const result = await parts.commands.send(kioskName(address), command, by);
    switch (result.outcome) {
      case 'done': return { json: { outcome: 'done' } };
      case 'sent': return { status: 202, json: result };
      case 'refused': return problem('conflict', `The kiosk did not do it: ${result.detail}.`, 'Wait until it is free, then try again.');
      case 'offline': return problem('conflict', 'The kiosk is not connected.', 'Try again when it is online; nothing has been sent.');
      case 'unknown-kiosk': return problem('not-found', `There is no kiosk ${kiosk} here.`, 'Write its whole name: tenant.site.kiosk.');
    }
  }
  return [
    route({ method: 'POST', path: '/api/kiosks/:kiosk/commands', access: 'command-kiosks', body: Body, summary: 'Has a kiosk say a sentence, begin a notice, or show who it is.', handle: ({ params, body, staff }) => send(params['kiosk'] ?? '', body, staff?.name ?? '') }),
    route({ method: 'POST', path: '/api/kiosks/:kiosk/operations', access: 'operate-kiosks', body: Operation, summary: 'Has the machine do something: restart, self-test, clear the visit, fetch content again, send its log, change its key, reboot.', handle: ({ params, body, staff }) => send(params['kiosk'] ?? '', body, staff?.name ?? '') }),
  ];
}
