// Asks every route of a running hub as everybody, and says what is not as the tables of routes and permissions say.
import { staffMay } from '../../hub/core/access.ts';
import type { Route } from '../../hub/adapters/http/route.ts';

/** The doors that are meant to stand open. A new one is a decision, so it is written here too. */
const OPEN_DOORS = ['GET /healthz', 'GET /api/sign-in', 'POST /api/sign-in', 'GET /api/sign-in/provider', 'GET /api/sign-in/provider/done', 'POST /api/claims', 'GET /api/claims/mine', 'GET /api/hub/key-chain'];

export interface Caller { readonly who: string; readonly headers: Record<string, string>; readonly roles: readonly string[]; readonly finished: boolean; readonly permissions?: readonly string[] }
export interface House { readonly httpUrl: string; readonly routes: readonly Route[]; readonly bound: readonly string[] }

export const nameOfRoute = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;

/** Sends a request with an empty body; path parameters become `with`. */
export function ask(httpUrl: string, route: Pick<Route, 'method' | 'path'>, headers: Record<string, string>, fill: (name: string) => string = () => 'none'): Promise<Response> {
  const change = route.method !== 'GET';
  return fetch(`${httpUrl}${route.path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(fill(name)))}`, {
    method: route.method, redirect: 'manual', headers: { ...(change ? { 'content-type': 'application/json', 'x-foyer': '1' } : {}), ...headers }, ...(change ? { body: '{}' } : {}),
  });
}
/** Was it the gate that said no? What a handler refuses by itself is another matter. */
export async function deniedBy(reply: Response): Promise<string | null> {
  if (reply.status !== 401 && reply.status !== 403) return null;
  const { code, detail } = await reply.json() as { code: string; detail: string };
  if (code === 'not-allowed') return detail.startsWith('Your role') ? 'role' : detail.startsWith('This belongs to the whole hub') ? 'tenant' : detail.includes('does not come from the console') ? 'origin' : null;
  return code === 'not-signed-in' ? 'stranger' : code === 'sign-in-unfinished' ? 'unfinished' : code === 'proof-needed' ? 'proof' : null;
}

/** What is bound beside the table, or stands open without having been meant to. */
export function openDoors(house: Pick<House, 'routes' | 'bound'>): string[] {
  const table = new Map(house.routes.map((route) => [nameOfRoute(route), route]));
  const wrong: string[] = [];
  for (const name of house.bound) {
    if (name.startsWith('HEAD ') || name === 'GET /*' || name === 'OPTIONS *') continue; // HEAD follows GET; /* is the console's own files
    const route = table.get(name);
    if (!route) wrong.push(`${name} is bound beside the table`);
    else if (route.access === 'open' && !OPEN_DOORS.includes(name)) wrong.push(`${name} stands open`);
  }
  return wrong;
}

/** Every route as every caller: everything that was let in or kept out against the tables. */
export async function wrongAnswers(house: House, callers: readonly Caller[]): Promise<string[]> {
  const wrong: string[] = [];
  // What ends the caller's own session comes last.
  const guarded = house.routes.filter((route) => route.access !== 'open' && route.access !== 'kiosk-or-staff').sort((a, b) => Number(a.path === '/api/sign-out') - Number(b.path === '/api/sign-out'));
  for (const route of house.routes.filter((one) => one.access === 'kiosk-or-staff')) {
    const { status } = await ask(house.httpUrl, route, {});
    if (status !== 401 && !(route.body && status === 400)) wrong.push(`${nameOfRoute(route)} as nobody: ${status}, expected 401`);
  }
  for (const route of guarded) {
    await Promise.all(callers.map(async (caller) => {
      const why = await deniedBy(await ask(house.httpUrl, route, caller.headers));
      const wanted = caller.who === 'nobody' ? 'stranger' : !caller.finished && !route.early ? 'unfinished' : staffMay(caller, route.access as never) ? null : 'role';
      if (why !== wanted) wrong.push(`${nameOfRoute(route)} as ${caller.who}: ${why ?? 'let in'}, expected ${wanted ?? 'let in'}`);
    }));
  }
  return wrong;
}
