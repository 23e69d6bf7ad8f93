// A kiosk that has been told to have no microphone or no loudspeaker: it says so once and serves by touch and text.
import type { Loudspeaker, Microphone } from './ports.ts';

export function createSilentMicrophone(): Microphone {
  return {
    async start(events) { events.down('switched off by --mic none'); },
    stop: async () => undefined,
  };
}

export function createSilentLoudspeaker(): Loudspeaker {
  return {
    async start(events) { events.down('switched off by --speaker none'); },
    play: async () => 'stopped',
    silence: () => undefined,
    stop: async () => undefined,
  };
}
