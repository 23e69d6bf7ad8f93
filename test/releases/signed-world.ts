// A real signed repository over a real database, a web server that can be told to lie, and a kiosk's side of it.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpTransport } from '../../device/adapters/content-transports.ts';
import { createTufReleaseSource, type TufReleaseSourceOptions } from '../../device/adapters/tuf-release-source.ts';
import { openTrustFolder } from '../../device/adapters/tuf-trust-folder.ts';
import type { ContentTransport, ReleaseSource } from '../../device/core/content-source-port.ts';
import type { HubFetch } from '../../device/core/hub-access-port.ts';
import { bundleText } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { ranged } from '../../hub/adapters/http/content-routes.ts';
import { createReleaseStore } from '../../hub/adapters/store/release-store.ts';
import { type HubDatabase, openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { createTufRepository, type TufRepository } from '../../hub/adapters/tuf-repository.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { smallPack } from '../hub/small-pack.ts';

export interface Answer { status: number; body: Buffer; headers: Record<string, string> }
/** Changes an answer before it goes out, or takes it over and gives null. */
export type Lie = (path: string, answer: Answer, response: ServerResponse) => Answer | null;

export interface SignedWorld {
  readonly folder: string; readonly repository: TufRepository;
  /** How a kiosk asks this hub. */
  readonly fetch: HubFetch;
  /** ms that are added to the time of the hub. */
  hubAhead: number;
  lie: Lie | null;
  /** Another repository that answers in place of the first. */
  serving: Pick<TufRepository, 'metadata' | 'file'> | null;
  /** Opens a repository over a copy of the database, with the same keys: a hub that was restored. */
  restored(copy: string): Promise<{ repository: TufRepository; close(): Promise<void> }>;
  readonly asked: string[]; // paths, with ` from N` where a range was asked for
  /** Bytes of content files that went out. */
  sent: number;
  publish(version: string, hours?: string): Promise<PackRelease>;
  /** A kiosk with what it has trusted so far; `ahead`: ms its clock is ahead. */
  kiosk(name?: string, options?: Partial<TufReleaseSourceOptions> & { ahead?: number }): WorldKiosk;
  /** Everything that is signed now, by name, for a liar who goes back to it. */
  snapshot(): Promise<Map<string, string>>;
  close(): Promise<void>;
}
export interface WorldKiosk { readonly source: ReleaseSource; readonly transport: ContentTransport; readonly doubts: string[]; readonly data: string; fetch(release: PackRelease, have?: Record<string, string>): Promise<Record<string, string> | null> }

export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
export const DAY = 86_400_000;

export async function createSignedWorld(): Promise<SignedWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-signed-'));
  const database: HubDatabase = await openDatabase(join(folder, 'hub.sqlite'));
  const hubNow = (): number => Date.now() + world.hubAhead;
  const store = createReleaseStore(database.db, folder);
  const clock = { now: hubNow, setTimeout: (run: () => void, ms: number) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } };
  const repository = createTufRepository({ store, clock, log: createKeptLog(), keyFolder: join(folder, 'keys') });

  async function honest(path: string, range: string | undefined): Promise<Answer> {
    const [, kind, name] = /^\/content\/(tuf|files)\/([^/]+)$/.exec(path) ?? [];
    const text = kind === 'tuf' ? await (world.serving ?? repository).metadata(name ?? '') : await (world.serving ?? repository).file(name ?? '');
    const date = { date: new Date(hubNow()).toUTCString() };
    if (text === undefined) return { status: 404, body: Buffer.from('{}'), headers: date };
    if (kind === 'tuf') return { status: 200, body: Buffer.from(text), headers: date };
    const reply = ranged(text, name ?? '', { range, ifNoneMatch: undefined });
    return { status: reply.status ?? 200, body: reply.bytes ?? Buffer.alloc(0), headers: { ...date, ...reply.headers } };
  }
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '';
      const from = /bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
      world.asked.push(from === undefined ? path : `${path} from ${from}`);
      let answer: Answer | null = await honest(path, request.headers.range);
      if (world.lie) answer = world.lie(path, answer, response);
      if (!answer) return;
      if (path.startsWith('/content/files/')) world.sent += answer.body.byteLength;
      response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.byteLength) });
      response.end(answer.body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hubFetch: HubFetch = (path, options = {}) => fetch(`${url}${path}`, {
    ...(options.signal ? { signal: options.signal } : {}), headers: { ...options.headers, ...(options.range ? { range: `bytes=${options.range.from}-` } : {}) },
  });

  const world: SignedWorld = {
    folder, repository, fetch: hubFetch, hubAhead: 0, lie: null, serving: null, asked: [], sent: 0,
    async publish(version, hours) {
      const files = smallPack({ version, ...(hours ? { hours } : {}) });
      const text = bundleText(files);
      const release = { pack: 'small', version, sha256: sha(text), bytes: Buffer.byteLength(text) };
      await repository.add(release, files);
      return release;
    },
    kiosk(name = 'kiosk', { ahead = 0, ...rest } = {}) {
      const data = join(folder, name);
      const doubts: string[] = [];
      const transport = createHttpTransport({ fetch: hubFetch, where: () => url });
      const source = createTufReleaseSource({
        trust: openTrustFolder(join(data, 'trust')), folder: join(data, 'incoming'), log: createKeptLog(), random: () => 0.1, inDoubt: (text) => { doubts.push(text); }, firstWaitMs: 5, tries: 3, fileMs: 3000,
        clock: { now: () => Date.now() + ahead, monotonic: () => performance.now(), setTimeout: clock.setTimeout }, ...rest,
      });
      return { source, transport, doubts, data, fetch: (release, have = {}) => source.fetch(release, transport, async (hash) => Object.values(have).find((text) => sha(text) === hash)) };
    },
    async restored(copy) {
      const opened = await openDatabase(copy);
      const again = createTufRepository({ store: createReleaseStore(opened.db, copy), clock, log: createKeptLog(), keyFolder: join(folder, 'keys') });
      return { repository: again, async close() { again.stop(); await opened.close(); } };
    },
    async snapshot() {
      const kept = new Map<string, string>();
      const keep = async (name: string): Promise<Record<string, { version: number }>> => {
        const body = await repository.metadata(name) ?? '{}';
        kept.set(`/content/tuf/${name}`, body);
        return (JSON.parse(body) as { signed: { meta?: Record<string, { version: number }> } }).signed.meta ?? {};
      };
      const { 'snapshot.json': snapshot } = await keep('timestamp.json');
      const { 'targets.json': targets } = await keep(`${snapshot?.version}.snapshot.json`);
      await keep(`${targets?.version}.targets.json`);
      await keep('1.root.json');
      return kept;
    },
    async close() {
      repository.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await repository.start();
  return world;
}
