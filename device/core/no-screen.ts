// A kiosk without a screen page, as a visit on the command line has it; touches come in from elsewhere.
import type { Screen } from './ports.ts';

export function createNoScreen(): Screen {
  return { url: '', start: async () => undefined, send: () => undefined, stop: async () => undefined };
}
