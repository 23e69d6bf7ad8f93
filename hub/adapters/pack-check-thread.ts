// The thread side of the pack check: compiling a large pack takes long enough to hold up the kiosks' messages otherwise.
import { parentPort } from 'node:worker_threads';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { PackCheck } from '../core/ports.ts';

/** Problems as the console and the command line show them. */
function check(files: Record<string, string>): PackCheck {
  const result = compilePack(files);
  if (!result.ok) return { ok: false, problems: result.problems.map(({ file, line, what, how }) => ({ file, line, what, how })) };
  const { name, version, title } = result.pack.pack;
  const connectors = Object.values(result.pack.connectors).filter(({ url, mqtt }) => url !== undefined || mqtt !== undefined).map((one) => ({ name: one.name, url: one.url, mqtt: one.mqtt !== undefined }));
  return { ok: true, connectors, name, version, title: { ...(title.zh ? { zh: title.zh } : {}), ...(title.en ? { en: title.en } : {}) } };
}

parentPort?.on('message', ({ id, files }: { id: number; files: Record<string, string> }) => {
  let result: PackCheck;
  try {
    result = check(files);
  } catch (error) {
    result = { ok: false, problems: [{ file: 'pack.yaml', line: 1, what: `The pack could not be compiled: ${String(error)}`, how: 'Undo the last change and try again.' }] };
  }
  parentPort?.postMessage({ id, result });
});
