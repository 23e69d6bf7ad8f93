// `foyer pack serve`: the sample service of a pack, to try `url:` connectors against.
import { loadPack } from '../files/load-pack.ts';
import { Fault } from '../protocol/faults.ts';
import { print } from './report.ts';
import { createSampleService } from './sample-service.ts';

/** Runs until it is interrupted. */
export async function servePack(dir: string, options: { port: string; json?: boolean }): Promise<void> {
  const { pack } = loadPack(dir);
  const wanted = Number(options.port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) throw new Fault('usage', `"${options.port}" is not a port.`, 'Give a number from 0 to 65535; 0 takes any free one.', { where: '--port' });
  const service = createSampleService({
    connectors: pack.connectors, port: wanted,
    heard: (line) => { print(options.json === true ? JSON.stringify({ event: 'answered', ...line }) : `${line.status} ${line.path} ${line.request} -> ${JSON.stringify(line.response)}`); },
  });
  const { port } = await service.start();
  const names = Object.keys(pack.connectors);
  if (options.json === true) print(JSON.stringify({ event: 'ready', port, connectors: names }));
  else for (const name of names) print(`url: http://127.0.0.1:${port}/${name}`);
  await new Promise<void>((resolve) => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { resolve(); }); });
  await service.stop();
}
