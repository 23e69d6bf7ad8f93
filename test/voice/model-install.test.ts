// Installing a model from a real HTTP server that breaks off midway, forgets ranges, or serves the wrong file.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installModel, type InstallOptions } from '../../device/adapters/model-installer.ts';
import { catalogueModel, MODEL_CATALOGUE } from '../../device/core/model-catalogue.ts';
import { MODEL, realClock } from './visitor-voice.ts';

const NAME = 'vosk-model-test-0.1';
let work = '';
let archive: Buffer;
let sha256 = '';
let folder = '';
let server: Server;
let address = '';
const requests: { url: string; range: string | undefined }[] = [];

/** Told how much has arrived. */
let cut: (done: number) => void = () => undefined;

/** How the server behaves; bytes after which it cuts the line, or never. */
const behaviour = { cutAfter: Infinity, ranges: true, wrong: false, status: 0, etag: '"1"', hang: false };

beforeAll(async () => {
  work = mkdtempSync(path.join(os.tmpdir(), 'foyer-models-'));
  cpSync(MODEL, path.join(work, NAME), { recursive: true });
  execFileSync('python3', ['-m', 'zipfile', '-c', path.join(work, 'model.zip'), NAME], { cwd: work });
  archive = readFileSync(path.join(work, 'model.zip'));
  sha256 = createHash('sha256').update(archive).digest('hex');
  server = createServer((request, response) => {
    const range = request.headers.range;
    requests.push({ url: request.url ?? '', range });
    if (behaviour.status) return void response.writeHead(behaviour.status).end('no');
    const body = behaviour.wrong ? Buffer.concat([archive.subarray(0, archive.length - 4), Buffer.from('xxxx')]) : archive;
    const from = behaviour.ranges && range && request.headers['if-range'] === behaviour.etag ? Number(/bytes=(\d+)-/.exec(range)?.[1] ?? 0) : 0;
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length - from, etag: behaviour.etag, ...(from > 0 ? { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` } : {}) });
    if (behaviour.hang) return void response.write(body.subarray(0, 1000));
    const part = body.subarray(from, Math.min(body.length, from + behaviour.cutAfter));
    const upTo = from + part.length;
    if (upTo === body.length) return void response.end(part);
    // the line breaks when all that was sent has arrived, however slow the machine: else nothing would have been gained
    cut = (done) => void (done >= upTo && response.destroy());
    response.write(part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/vosk/models`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(work, { recursive: true, force: true });
});
beforeEach(() => {
  folder = mkdtempSync(path.join(work, 'installed-'));
  requests.length = 0;
  cut = () => undefined;
  Object.assign(behaviour, { cutAfter: Infinity, ranges: true, wrong: false, status: 0, etag: '"1"', hang: false });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const install = (more: Partial<InstallOptions> = {}): Promise<'installed' | 'present'> =>
  installModel({
    name: NAME, folder, from: address, sha256, clock: realClock, download: { attempts: 3, pauseMs: 1, stallMs: 5000 }, ...more,
    progress(step, done, total) {
      more.progress?.(step, done, total);
      if (step === 'download') cut(done);
    },
  });
const installed = (): boolean => existsSync(path.join(folder, NAME, 'am/final.mdl'));
const leftovers = (): string[] => (existsSync(path.join(folder, '.download')) ? readdirSync(path.join(folder, '.download')) : []);

describe('installing a model', () => {
  it('fetches, checks, unpacks and leaves nothing behind', async () => {
    const steps: string[] = [];
    expect(await install({ progress: (step) => void steps.push(step) })).toBe('installed');
    expect(installed()).toBe(true);
    expect(leftovers()).toEqual([]);
    expect(new Set(steps)).toEqual(new Set(['download', 'check', 'unpack']));
    expect(requests[0]?.url).toBe(`/vosk/models/${NAME}.zip`);
  });

  it('goes on where a broken line stopped', async () => {
    behaviour.cutAfter = Math.ceil(archive.length / 3);
    expect(await install()).toBe('installed');
    expect(requests.length).toBeGreaterThanOrEqual(3);
    expect(requests.slice(1).every(({ range }) => /^bytes=\d+-$/.test(range ?? ''))).toBe(true);
  });

  it('goes on in the next run where this one gave up', async () => {
    behaviour.cutAfter = 100_000;
    behaviour.etag = '"1"';
    const first = install({ download: { attempts: 1, pauseMs: 1 }, progress: (_, done) => { if (done > 50_000) behaviour.status = 503; } });
    await expect(first).rejects.toMatchObject({ code: 'download-broken', mend: /goes on/ });
    Object.assign(behaviour, { cutAfter: Infinity, status: 0 });
    requests.length = 0;
    expect(await install()).toBe('installed');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.range).toMatch(/^bytes=[1-9]/);
  });

  it('starts over when the server has another version by then, or knows no ranges', async () => {
    behaviour.cutAfter = 100_000;
    await expect(install({ download: { attempts: 1, pauseMs: 1 }, progress: (_, done) => { if (done > 50_000) behaviour.status = 503; } })).rejects.toThrow();
    Object.assign(behaviour, { cutAfter: Infinity, status: 0, etag: '"2"' });
    expect(await install()).toBe('installed');
  });

  it('refuses a wrong file, keeps nothing of it, and takes the right one next time', async () => {
    behaviour.wrong = true;
    await expect(install()).rejects.toMatchObject({ code: 'checksum-wrong' });
    expect(installed()).toBe(false);
    expect(leftovers()).toEqual([]);
    behaviour.wrong = false;
    expect(await install()).toBe('installed');
  });

  it('refuses a file of another size before it fills the disk', async () => {
    await expect(install({ bytes: archive.length - 1 })).rejects.toMatchObject({ code: 'checksum-wrong' });
  });

  it('does not wait for ever for a server that falls silent', async () => {
    behaviour.hang = true;
    await expect(install({ download: { attempts: 1, pauseMs: 1, stallMs: 100 } })).rejects.toMatchObject({ code: 'download-broken' });
  });

  it('says that a name does not exist', async () => {
    behaviour.status = 404;
    await expect(install()).rejects.toMatchObject({ code: 'not-found' });
    expect(requests).toHaveLength(1);
  });

  it('uses a folder that is already there as it is', async () => {
    cpSync(MODEL, path.join(folder, NAME), { recursive: true });
    expect(await install()).toBe('present');
    expect(requests).toHaveLength(0);
  });

  it('refuses an archive that holds no model', async () => {
    const inside = path.join(work, 'other');
    mkdirSync(inside, { recursive: true });
    writeFileSync(path.join(inside, 'readme.txt'), 'hello');
    execFileSync('python3', ['-m', 'zipfile', '-c', path.join(work, 'other.zip'), 'other'], { cwd: work });
    const other = readFileSync(path.join(work, 'other.zip'));
    const right = archive;
    archive = other;
    try {
      await expect(install({ sha256: createHash('sha256').update(other).digest('hex') })).rejects.toMatchObject({ code: 'model-broken' });
    } finally {
      archive = right;
    }
    expect(installed()).toBe(false);
  });

  it('says that the folder cannot be used', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    await expect(install({ folder: path.join(folder, 'file') })).rejects.toMatchObject({ code: 'data-folder-not-writable' });
  });
});

describe('the catalogue', () => {
  it('names the small models by language and pins them', () => {
    expect(catalogueModel('zh')?.name).toBe('vosk-model-small-cn-0.22');
    expect(catalogueModel('en')?.name).toBe('vosk-model-small-en-us-0.15');
    for (const model of MODEL_CATALOGUE) expect(model.sha256 === null || /^[0-9a-f]{64}$/.test(model.sha256)).toBe(true);
    expect(catalogueModel('en')?.sha256).not.toBeNull();
    expect(catalogueModel('zh')?.sha256).not.toBeNull();
  });
});
