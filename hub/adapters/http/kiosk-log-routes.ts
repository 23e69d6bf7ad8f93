// Where a kiosk sends its log to when it is asked for it: only under its own name, bounded, and redacted once more before it is kept.
import { z } from 'zod';
import { redact } from '../../../flows/privacy/redact.ts';
import { kioskName } from '../../core/kiosk-name.ts';
import type { KioskIdentity } from '../../core/kiosk-identity.ts';
import type { Clock } from '../../core/ports.ts';
import type { TwinStore } from '../../core/twin-port.ts';
import { kioskOf } from './kiosk-proof.ts';
import { problem, type Route, route } from './route.ts';

const Lines = z.strictObject({ lines: z.array(z.string().max(4000)).max(5000) });
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_LINE = 2000;
const KEPT_BYTES = 2 * 1024 * 1024;

export function kioskLogRoutes(parts: { identity: KioskIdentity; store: Pick<TwinStore, 'saveLog'>; clock: Clock }): Route[] {
  return [
    route({
      method: 'POST', path: '/api/kiosk-log', access: 'kiosk-or-staff', body: Lines, bodyLimit: MOST_BYTES, summary: 'A kiosk sends the last lines of its log.',
      async handle({ body, ...asker }) {
        const address = await kioskOf(asker, parts.identity);
        if (!address) return problem('not-signed-in', 'A log is taken from enrolled kiosks only.', 'Send the kiosk\'s own credential.', { headers: { 'www-authenticate': 'Basic realm="foyer"' } });
        let bytes = 0;
        const lines: string[] = [];
        for (const line of body.lines.toReversed()) {
          const clean = redact(line.slice(0, LONGEST_LINE)).text;
          bytes += clean.length;
          if (bytes > KEPT_BYTES) break;
          lines.push(clean);
        }
        await parts.store.saveLog(kioskName(address), { at: parts.clock.now(), lines: lines.toReversed() });
        return { status: 201, json: { lines: lines.length } };
      },
    }),
  ];
}
