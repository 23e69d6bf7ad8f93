// A real OpenID Connect provider (npm `oidc-provider`) on a free port, with a log-in form that a test can fill.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface TestProvider {
  readonly issuer: string;
  /** Who there is: name -> claims. */
  readonly people: Map<string, Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function startProvider(options: { clientId: string; clientSecret: string; redirect(): string }): Promise<TestProvider> {
  const people = new Map<string, Record<string, unknown>>();
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: options.clientId, client_secret: options.clientSecret, redirect_uris: [options.redirect()], post_logout_redirect_uris: [new URL('/', options.redirect()).href], response_types: ['code'], grant_types: ['authorization_code'] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'tenant', 'sites'], email: ['email'] },
    findAccount: (_context, id) => { const claims = people.get(id); return claims === undefined ? undefined : { accountId: id, async claims() { return { sub: id, ...claims }; } }; },
    cookies: { keys: ['for tests only'] },
  });
  server.on('request', provider.callback());
  return { issuer, people, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
}

/** A browser without a screen: keeps cookies per host and follows redirects until `until` says stop. */
export function createJar(): { go(url: string, init?: RequestInit): Promise<Response>; follow(url: string, stop: (url: string) => boolean): Promise<{ url: string; reply: Response | null }>; cookie(url: string, name: string): string | undefined; set(url: string, pair: string): void } {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const jar = {
    async go(url: string, init: RequestInit = {}): Promise<Response> {
      const own = jarOf(url);
      const reply = await fetch(url, { redirect: 'manual', ...init, headers: { ...(init.headers as Record<string, string>), cookie: [...own].map(([name, value]) => `${name}=${value}`).join('; ') } });
      for (const line of reply.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || pair.slice(at + 1) === '') own.delete(pair.slice(0, at));
        else own.set(pair.slice(0, at), pair.slice(at + 1));
      }
      return reply;
    },
    async follow(url: string, stop: (url: string) => boolean): Promise<{ url: string; reply: Response | null }> {
      let at = url;
      for (let hop = 0; hop < 15; hop += 1) {
        if (stop(at)) return { url: at, reply: null };
        const reply = await jar.go(at);
        const next = reply.headers.get('location');
        if (next === null) return { url: at, reply };
        at = new URL(next, at).href;
      }
      throw new Error(`no end of redirects at ${at}`);
    },
    cookie: (url: string, name: string) => jarOf(url).get(name),
    set(url: string, pair: string) { const at = pair.indexOf('='); jarOf(url).set(pair.slice(0, at), pair.slice(at + 1)); },
  };
  return jar;
}
export type Jar = ReturnType<typeof createJar>;

/** Signs in at the provider's own pages (log-in, consent); stops where the browser would go back to the hub. */
export async function passProvider(jar: Jar, start: string, who: string, back: (url: string) => boolean): Promise<string> {
  let { url, reply } = await jar.follow(start, back);
  for (let page = 0; page < 4 && reply !== null; page += 1) {
    const html = await reply.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
    const action = /<form[^>]+action="([^"]+)"/.exec(html)?.[1];
    if (prompt === undefined || action === undefined) throw new Error(`the provider said: ${html.replace(/<[^>]+>/g, ' ').slice(0, 300)}`);
    const answer = await jar.go(new URL(action, url).href, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ prompt, login: who, password: 'any' }) });
    ({ url, reply } = await jar.follow(new URL(answer.headers.get('location') ?? '', url).href, back));
  }
  return url;
}
