// /api/live: what happens, pushed to signed-in staff, and the desk's requests back. A page that is too slow or too loud is
// closed; it comes back by itself and gets the whole picture again.
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type LiveMessage, LiveRequest } from '../../../flows/protocol/staff-api.ts';
import { staffMay } from '../../core/access.ts';
import type { Desk } from '../../core/desk-service.ts';
import type { Fleet } from '../../core/fleet.ts';
import type { LiveFeed } from '../../core/live-feed.ts';
import type { Audit, Clock, Log, StaffMember } from '../../core/ports.ts';
import { coversKiosk, liveInScope } from '../../core/scope.ts';
import { askingOf } from './fastify-server.ts';
import { type Asking, fromOwnPage, type Gate } from './gate.ts';

const MAX_BUFFERED = 4 * 1024 * 1024;
const REQUESTS_PER_SECOND = 30;
const TYPING_EVERY_MS = 2000;
const HEARTBEAT_MS = 15_000;
const STILL_IN_MS = 3000;

/** Everybody who sees a message gets the same bytes: written once, however many pages are open. */
const written = new WeakMap<LiveMessage, Buffer>();
function bytesOf(message: LiveMessage): Buffer {
  const known = written.get(message);
  if (known) return known;
  const bytes = Buffer.from(JSON.stringify(message));
  written.set(message, bytes);
  return bytes;
}

export interface LiveSockets { start(): void; stop(): void }

export function createLiveSockets(options: { server: Server; gate: Gate; audit: Audit; clock: Clock; desk: Desk; fleet: Fleet; feed: LiveFeed; log: Log }): LiveSockets {
  const { desk, fleet, feed, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });

  async function serve(socket: WebSocket, staff: StaffMember, asking: Asking, remote: string): Promise<void> {
    const atDesk = staffMay(staff, 'see-cases');
    const seesVisits = staffMay(staff, 'see-sessions'); // what visitors say
    let alive = true;
    let credit = REQUESTS_PER_SECOND;
    let refilled = performance.now();
    let lastTyping = -TYPING_EVERY_MS;
    const push = (message: LiveMessage): void => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_BUFFERED) return socket.terminate();
      socket.send(bytesOf(message), { binary: false });
    };
    let acts: Promise<unknown> = Promise.resolve(); // one after the other, as they were asked for
    const signedIn = async (use: boolean): Promise<boolean> => {
      const { as } = await options.gate.who(asking, use);
      if (as?.needs === 'nothing') return true;
      socket.close(4401, 'signed out');
      return false;
    };
    const show = (message: LiveMessage): void => {
      const seen = liveInScope(staff.scope, message);
      if (seen) push(seen);
    };
    const stopListening = feed.listen((message) => {
      if ((message.type === 'case' || message.type === 'cases') && !atDesk) return;
      if (message.type === 'event' && !seesVisits) return;
      show(message);
    });
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => { alive = true; });
    const beat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, HEARTBEAT_MS);
    // Signing out, or losing the session, ends the feed too.
    const guard = setInterval(() => void signedIn(false).catch(() => undefined), STILL_IN_MS);
    socket.on('close', () => {
      clearInterval(beat);
      clearInterval(guard);
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
      if (!staffMay(staff, 'handle-cases')) return refuse('not-allowed', 'Your role does not include the desk.', 'Ask an administrator for the role agent.');
      if (parsed.data.type === 'typing') {
        if (at - lastTyping < TYPING_EVERY_MS) return;
        lastTyping = at;
      }
      const { type, escalation } = parsed.data;
      const theirs = staff.scope === 'all' || desk.cases().some((one) => one.escalation === escalation && coversKiosk(staff.scope, String(one['address'] ?? '')));
      if (!theirs) return refuse('not-found', 'There is no such visitor here.', 'Look at the list again.');
      if (type !== 'typing' && type !== 'say') options.audit.note({ at: options.clock.now(), who: staff.name, what: `case-${type}`, detail: { escalation, remote } }).catch((error: unknown) => log.error('An act at the desk could not be noted.', { error: String(error) }));
      const act = acts.then(async () => {
        // Somebody works here, so the session stays open; one that has ended acts no more.
        if (!(await signedIn(type !== 'typing'))) return;
        const refused = await desk.fromAgent(staff.name, parsed.data);
        if (refused) refuse(refused.code, refused.what, refused.mend);
      });
      acts = act.catch((error: unknown) => {
        log.error('The desk could not store a request.', { error: String(error) });
        refuse('internal', 'The hub could not store this.', 'Send it again in a moment.');
      });
    });
    if (atDesk) {
      await desk.agentOnline(staff.name);
      show({ type: 'cases', cases: desk.cases() });
    }
    show({ type: 'kiosks', kiosks: await fleet.rows() });
  }

  return {
    start() {
      options.server.on('upgrade', (request, socket, head) => {
        const deny = (line: string): void => { socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`); };
        socket.on('error', () => socket.destroy());
        if (request.url?.split('?')[0] !== '/api/live') return deny('404 Not Found');
        const asking = askingOf(request);
        if (!fromOwnPage(asking)) return deny('403 Forbidden');
        options.gate.who(asking, true).then(({ as }) => {
          if (!as) return deny('401 Unauthorized');
          if (as.needs !== 'nothing' || !staffMay(as.staff, 'see-fleet')) return deny('403 Forbidden');
          sockets.handleUpgrade(request, socket, head, (accepted) => {
            serve(accepted, as.staff, asking, request.socket.remoteAddress ?? '').catch((error: unknown) => {
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
