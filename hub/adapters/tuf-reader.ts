// Reads signed content metadata from a hub as a kiosk does, for simulated kiosks: the root of a hub that has proven who it is is
// believed at the first contact, everything after that is the work of `tuf-js`.
import { mkdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fetcher } from 'tuf-js';

export interface TufReader {
  /** Length and hash of a target from fresh metadata; null when it is not signed. Rejects when the metadata cannot be had or is refused. */
  target(path: string): Promise<{ length: number; sha256: string } | null>;
}

const MAX_ROOT_BYTES = 512_000;

/** `metadata` gives a file of the repository by its name, null when there is none. What is trusted is kept in `folder`. */
export function createTufReader(options: { folder: string; metadata(name: string, maxBytes: number): Promise<Buffer | null> }): TufReader {
  return {
    async target(path) {
      const { Updater } = await import('tuf-js');
      const { DownloadHTTPError } = await import('tuf-js/dist/error.js');
      mkdirSync(options.folder, { recursive: true });
      const root = join(options.folder, 'root.json');
      if (!existsSync(root)) {
        const first = await options.metadata('1.root.json', MAX_ROOT_BYTES);
        if (first === null) throw new Error('the hub has no signed metadata');
        writeFileSync(root, first);
      }
      const fetcher: Fetcher = {
        downloadFile: () => Promise.reject(new Error('content files do not come this way')),
        async downloadBytes(url, maxLength) {
          const name = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
          const bytes = await options.metadata(name, maxLength);
          if (bytes === null) throw new DownloadHTTPError(`there is no ${name}`, 404);
          if (bytes.byteLength > maxLength) throw new Error(`${name} is longer than ${maxLength} bytes`);
          return bytes;
        },
      };
      const updater = new Updater({ metadataDir: options.folder, metadataBaseUrl: 'https://content', fetcher });
      await updater.refresh();
      const target = await updater.getTargetInfo(path);
      const sha256 = target?.hashes['sha256'];
      return target && sha256 !== undefined ? { length: target.length, sha256 } : null;
    },
  };
}
