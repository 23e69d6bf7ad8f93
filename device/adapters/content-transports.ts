// The two ways to signed content: the hub over HTTP, and a folder that somebody carried here.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../flows/protocol/faults.ts';
import type { ContentTransport } from '../core/content-source-port.ts';
import type { HubFetch } from '../core/hub-access-port.ts';

const METADATA_MS = 15_000;
const SHA256 = /^[0-9a-f]{64}$/;

function tooLarge(where: string, bytes: number): Fault {
  return new Fault('message-too-large', `More than ${bytes} bytes came where less was announced.`, 'The old content stays. Look at who answers at this address.', { where });
}
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
async function wholeOf(response: Response, where: string, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ? chunksOf(response.body) : []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(where, maxBytes);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

export function createHttpTransport(options: { fetch: HubFetch; where(): string }): ContentTransport {
  let told: number | null = null;
  function note(response: Response): void {
    const at = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(at)) told = at;
  }
  async function ask(path: string, signal: AbortSignal, from = 0): Promise<Response> {
    try {
      return await options.fetch(path, { signal, ...(from > 0 ? { range: { from } } : {}) });
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw new Fault('hub-unreachable', `The content could not be fetched (${error instanceof Error ? error.message : String(error)}).`, 'It is tried again when the hub is reached.', { where: `${options.where()}${path}`, cause: error });
    }
  }
  return {
    get where() { return options.where(); },
    proven: true,
    time: () => told,
    async metadata(name, maxBytes) {
      const path = `/content/tuf/${name}`;
      const response = await ask(path, AbortSignal.timeout(METADATA_MS));
      note(response);
      if (response.status === 200) return wholeOf(response, `${options.where()}${path}`, maxBytes);
      await response.body?.cancel().catch(() => undefined);
      if (response.status === 404) return null;
      throw new Fault('hub-refused', `The hub answered ${response.status} for ${name}.`, 'It is tried again; if it stays, look at the hub.', { where: `${options.where()}${path}` });
    },
    async file(sha256, from, signal) {
      const path = `/content/files/${sha256}`;
      const response = await ask(path, signal, from);
      if (response.status === 200 && response.body) return { from: 0, chunks: chunksOf(response.body) };
      const begins = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
      if (response.status === 206 && response.body && Number(begins) === from) return { from, chunks: chunksOf(response.body) };
      await response.body?.cancel().catch(() => undefined);
      // 416: what is here is longer than what is there; it is begun again.
      if (response.status === 416 && from > 0) return this.file(sha256, 0, signal);
      throw new Fault(response.status === 404 ? 'download-broken' : 'hub-refused', `The hub answered ${response.status} for a file of the content.`, 'It is tried again; publish the release again if it stays.', { where: `${options.where()}${path}` });
    },
  };
}

/** A folder as `foyer hub export` writes it: `tuf/` and `files/`. */
export function createFolderTransport(folder: string): ContentTransport {
  return {
    where: folder,
    proven: false,
    time: () => null,
    async metadata(name, maxBytes) {
      const file = join(folder, 'tuf', name);
      try {
        if ((await stat(file)).size > maxBytes) throw tooLarge(file, maxBytes);
        return await readFile(file);
      } catch (error) {
        if (error instanceof Fault) throw error;
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw new Fault('download-broken', `The folder cannot be read (${String(error)}).`, 'Plug it in again or write it again with `foyer hub export`.', { where: file, cause: error });
      }
    },
    async file(sha256, from) {
      if (!SHA256.test(sha256)) throw new Fault('message-malformed', 'This is not the hash of a file.', 'Write the folder again with `foyer hub export`.', { where: folder });
      return { from, chunks: createReadStream(join(folder, 'files', sha256), { start: from }) };
    },
  };
}
