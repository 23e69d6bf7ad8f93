// The published interfaces, made from the tables: AsyncAPI of the wire, OpenAPI of the hub. `npm run docs` writes them;
// documents.test.ts holds what is checked in against what is made.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApi } from '../../flows/protocol/async-api.ts';
import { openApi } from '../../hub/adapters/http/open-api.ts';
import { startHub } from '../hub/hub-house.ts';

const ROOT = join(import.meta.dirname, '../..');

/** File (from the project's root) -> its text. */
export async function interfaceDocuments(): Promise<Record<string, string>> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const hub = await startHub();
  const routes = hub.hub.routes();
  await hub.stop();
  return {
    'flows/protocol/asyncapi.json': `${JSON.stringify(asyncApi(version), null, 1)}\n`,
    'hub/openapi.json': `${JSON.stringify(openApi(routes, version), null, 1)}\n`,
  };
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of Object.entries(await interfaceDocuments())) {
    writeFileSync(join(ROOT, file), text);
    console.log(`${file} ${text.length}`);
  }
}
