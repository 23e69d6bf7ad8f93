// /api/live: what happens, pushed to signed-in staff, and the desk's requests back. A page that is too slow or too loud is
// closed; it comes back by itself and gets the whole picture again.
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type LiveMessage, LiveRequest } from '../../../flows/protocol/staff-api.ts';
import { may } from '../../core/access.ts';
import type { Desk } from '../../core/desk-service.ts';
import type { Fleet } from '../../core/fleet.ts';
import type { LiveFeed } from '../../core/live-feed.ts';
import type { Log, StaffMember } from '../../core/ports.ts';
import { fromOwnPage, staffToken } from './fastify-server.ts';

const MAX_BUFFERED = 4 * 1024 * 1024;
const REQUESTS_PER_SECOND = 30;
const TYPING_EVERY_MS = 2000;
const HEARTBEAT_MS = 15_000;

export interface LiveSockets { start(): void; stop(): void }

export function createLiveSockets(options: { server: Server; who(token: string | undefined): Promise<StaffMember | undefined>; desk: Desk; fleet: Fleet; feed: LiveFeed; log: Log }): LiveSockets {
  const { desk, fleet, feed, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });

  async function serve(socket: WebSocket, staff: StaffMember, token: string | undefined): Promise<void> {
    const atDesk = may(staff.roles, 'see-cases');
    let alive = true;
    let credit = REQUESTS_PER_SECOND;
    let refilled = performance.now();
    let lastTyping = -TYPING_EVERY_MS;
    const push = (message: LiveMessage): void => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_BUFFERED) return socket.terminate();
      socket.send(JSON.stringify(message));
    };
    const stopListening = feed.listen((message) => {
      if ((message.type === 'case' || message.type === 'cases') && !atDesk) return;
      push(message);
    });
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => { alive = true; });
    const beat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      // Signing out, or losing the session, ends the feed too.
      void options.who(token).then((still) => { if (!still) socket.close(4401, 'signed out'); }, () => undefined);
    }, HEARTBEAT_MS);
    socket.on('close', () => {
      clearInterval(beat);
      stopListening();
      if (atDesk) desk.agentOffline(staff.name).catch((error: unknown) => log.error('The desk could not note that an agent left.', { error: String(error) }));
    });
    socket.on('message', (data) => {
      const at = performance.now();
      credit = Math.min(REQUESTS_PER_SECOND, credit + ((at - refilled) / 1000) * REQUESTS_PER_SECOND) - 1;
      refilled = at;
      if (credit < -100) return socket.close(4429, 'too many requests');
      let raw: unknown;
      try { raw = JSON.parse(String(data)); } catch { raw = undefined; }
      const parsed = LiveRequest.safeParse(raw);
      const refuse = (code: string, detail: string, mend: string): void => push({ type: 'refused', request: parsed.success ? parsed.data.type : '', escalation: parsed.success ? parsed.data.escalation : '', code, detail, mend });
      if (!parsed.success) return refuse('message-malformed', 'This request is not known here.', 'Load the console again.');
      if (!may(staff.roles, 'handle-cases')) return refuse('not-allowed', 'Your role does not include the desk.', 'Ask an administrator for the role agent.');
      if (parsed.data.type === 'typing') {
        if (at - lastTyping < TYPING_EVERY_MS) return;
        lastTyping = at;
      }
      desk.fromAgent(staff.name, parsed.data).then((refused) => { if (refused) refuse(refused.code, refused.what, refused.mend); }, (error: unknown) => {
        log.error('The desk could not store a request.', { error: String(error) });
        refuse('internal', 'The hub could not store this.', 'Send it again in a moment.');
      });
    });
    if (atDesk) {
      await desk.agentOnline(staff.name);
      push({ type: 'cases', cases: desk.cases() });
    }
    push({ type: 'kiosks', kiosks: await fleet.rows() });
  }

  return {
    start() {
      options.server.on('upgrade', (request, socket, head) => {
        const deny = (line: string): void => { socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`); };
        socket.on('error', () => socket.destroy());
        if (request.url?.split('?')[0] !== '/api/live') return deny('404 Not Found');
        if (!fromOwnPage({ origin: request.headers.origin, host: request.headers.host })) return deny('403 Forbidden');
        const token = staffToken(request.headers.cookie);
        options.who(token).then((staff) => {
          if (!staff) return deny('401 Unauthorized');
          sockets.handleUpgrade(request, socket, head, (accepted) => {
            serve(accepted, staff, token).catch((error: unknown) => {
              log.error('A live page could not be served.', { error: String(error) });
              accepted.terminate();
            });
          });
        }, () => deny('500 Internal Server Error'));
      });
    },
    stop() {
      for (const socket of sockets.clients) socket.close(1001, 'the hub stops');
      sockets.close();
    },
  };
}
