// What a route is: data, so that every route x role can be tested from the table itself.
import type { z } from 'zod';
import type { FaultCode } from '../../../flows/protocol/faults.ts';
import type { Permission } from '../../core/access.ts';
import type { StaffMember } from '../../core/ports.ts';
import type { SignedIn } from '../../core/sign-in.ts';

export interface RouteRequest<Body = unknown> {
  readonly params: Record<string, string>; readonly query: Record<string, string>; readonly body: Body;
  readonly staff: StaffMember | null;
  /** The same with the session; also while signing in is not finished. */
  readonly as: SignedIn | null;
  /** What the browser calls itself; where our page is, such as http://127.0.0.1:7071; is that over TLS. */
  readonly device: string; readonly origin: string; readonly secure: boolean; readonly url: string; readonly cookies: string | undefined;
  readonly token: string | undefined; readonly remote: string; readonly authorization: string | undefined;
  /** SHA-256 of the public key of the peer's TLS certificate, of which the connection has proven the possession: a kiosk's own key. */
  readonly clientKey?: string | undefined;
  readonly range?: string | undefined; readonly ifNoneMatch?: string | undefined;
}
export interface RouteReply { readonly status?: number; readonly json?: unknown; readonly text?: string; readonly bytes?: Buffer; readonly type?: string; readonly headers?: Record<string, string | readonly string[]> }

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string; // as fastify writes it: /api/packs/:name
  /** `open`: anybody; `kiosk-or-staff`: the handler checks a kiosk's credential when no staff is signed in. */
  readonly access: Permission | 'open' | 'kiosk-or-staff';
  /** May be used while signing in is not finished (a code or a new password is missing). */
  readonly early?: true;
  /** For staff of one tenant: the handler shows and touches only what is in `staff.scope`, or the thing belongs to nobody (`common`).
   *  A route with `:kiosk` in its path is checked by the server. Without any of these it is for staff of the whole hub only. */
  readonly reach?: 'filtered' | 'common';
  readonly body?: z.ZodType;
  /** What it is for, one sentence, and the form of a good answer: both go into the published interface (open-api.ts). */
  readonly summary?: string;
  readonly reply?: z.ZodType;
  /** Bytes of the largest body; 64 KB unless told. */
  readonly bodyLimit?: number;
  handle(request: RouteRequest): Promise<RouteReply>;
}

/** A route whose body has been checked against its schema. */
export function route<Body>(given: Omit<Route, 'handle' | 'body'> & { body?: z.ZodType<Body>; handle(request: RouteRequest<Body>): Promise<RouteReply> }): Route {
  return given as unknown as Route;
}

const STATUS: Partial<Record<FaultCode, [number, string]>> = {
  'usage': [400, 'Bad request'], 'not-signed-in': [401, 'Not signed in'], 'not-allowed': [403, 'Not allowed'], 'sign-in-unfinished': [403, 'Sign-in not finished'], 'proof-needed': [403, 'Proof needed'], 'not-found': [404, 'Not found'], 'conflict': [409, 'Conflict'],
  'message-too-large': [413, 'Too large'], 'pack-invalid': [422, 'The pack has problems'], 'disk-full': [507, 'The disk is full'], 'database-unreachable': [503, 'The database is away'],
};

/** An error as RFC 9457 says it, with a code and what mends it. */
export function problem(code: FaultCode, detail: string, mend: string, extra: { status?: number; headers?: Record<string, string>; fields?: Record<string, unknown> } = {}): RouteReply {
  const [known, title] = STATUS[code] ?? [500, 'Something failed here'];
  const status = extra.status ?? known;
  return { status, type: 'application/problem+json', json: { type: `urn:foyer:problem:${code}`, title, status, detail, code, mend, ...extra.fields }, ...(extra.headers ? { headers: extra.headers } : {}) };
}
