// The live WebSocket to the hub: comes back by itself, gets the whole picture again each time, and sends what an agent said
// once more after a break (the hub recognises the repeat).
import { LiveMessage, type LiveRequest } from '../../flows/protocol/staff-api.ts';
import type { ConsoleAction } from './console-state.ts';

export interface LiveConnection { send(request: LiveRequest): void; stop(): void }

export function openLive(options: { dispatch(action: ConsoleAction): void; signedOut(): void }): LiveConnection {
  let socket: WebSocket | undefined;
  let stopped = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unconfirmed = new Map<string, LiveRequest>(); // what was said and has not come back in a case yet

  function connect(): void {
    const current = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`);
    socket = current;
    current.addEventListener('open', () => {
      attempt = 0;
      options.dispatch({ type: 'link', link: 'open' });
      for (const request of unconfirmed.values()) current.send(JSON.stringify(request));
    });
    current.addEventListener('message', (event) => {
      let raw: unknown;
      try { raw = JSON.parse(String(event.data)); } catch { return; }
      const parsed = LiveMessage.safeParse(raw);
      if (!parsed.success) return;
      const cases = parsed.data.type === 'case' ? [parsed.data.case] : parsed.data.type === 'cases' ? parsed.data.cases : [];
      for (const one of cases) for (const line of one.transcript) if (typeof line['client'] === 'string') unconfirmed.delete(line['client']);
      if (parsed.data.type === 'refused') for (const [client, request] of unconfirmed) if (request.escalation === parsed.data.escalation) unconfirmed.delete(client);
      options.dispatch(parsed.data);
    });
    current.addEventListener('close', (event) => {
      if (stopped) return;
      options.dispatch({ type: 'link', link: 'lost' });
      if (event.code === 4401) return options.signedOut();
      attempt += 1;
      timer = setTimeout(connect, Math.min(8000, 300 * 2 ** Math.min(attempt, 5)) * (0.5 + Math.random()));
    });
  }
  connect();
  return {
    send(request) {
      if (request.type === 'say') unconfirmed.set(request.client, request);
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(request));
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
