// `foyer hub worker`: one more process that takes the backlog off a hub, on this machine or another one.
import { type Command, Option } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { buildWorker } from '../worker.ts';
import { brokerOf, databaseOf, writePrivately } from './hub-files.ts';

const STOP_MS = 12_000;

/** Workers need both: their own list stands in PostgreSQL, and the built-in broker gives its messages to the hub alone. @throws Fault usage */
export function workerSettings(broker: string | undefined, database: string | undefined): { broker: string; database: string } {
  const outside = broker === undefined ? undefined : brokerOf(broker);
  const server = databaseOf(database);
  if (server === undefined) throw new Fault('usage', 'Workers need PostgreSQL: a SQLite file has one writer.', 'Give --database postgres://user:password@host:5432/name (or FOYER_DATABASE).', { where: '--database' });
  if (outside === undefined) throw new Fault('usage', 'Workers need a broker outside: the built-in one gives its messages to the hub alone.', 'Give --broker mqtt://user:password@host:1883 (or FOYER_BROKER); foyer hub broker-files writes all that a Mosquitto needs.', { where: '--broker' });
  return { broker: outside, database: server };
}

async function run(flags: { broker?: string; database?: string; readyFile?: string }): Promise<void> {
  const settings = workerSettings(flags.broker, flags.database);
  let lost = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve()); // the hub that started us is gone
  });
  for (;;) {
    const placeLost = new Promise<'lost'>((resolve) => { lost = () => resolve('lost'); });
    const worker = buildWorker(settings, { lost: () => lost() });
    const { id } = await worker.start();
    process.stderr.write(`worker    ready (place ${id})\n`);
    if (flags.readyFile !== undefined) writePrivately(flags.readyFile, { type: 'ready', worker: id });
    process.send?.({ type: 'ready', worker: id });
    const why = await Promise.race([stopped, placeLost]);
    const deadline = setTimeout(() => process.exit(1), STOP_MS);
    await worker.stop();
    clearTimeout(deadline);
    if (why !== 'lost') process.exit(0);
    process.stderr.write('worker    its place was taken by others (it was silent for too long); it begins anew\n');
  }
}

export function registerWorker(hub: Command): void {
  hub.command('worker').description('one more process that takes the backlog of events off a hub; needs an outside broker and PostgreSQL')
    .addOption(new Option('--broker <url>', 'the broker of the hub: its own address (broker-url), or that of one worker (a line of worker-urls)').env('FOYER_BROKER'))
    .addOption(new Option('--database <url>', 'the database of the hub: postgres://user:password@host:5432/name').env('FOYER_DATABASE'))
    .option('--ready-file <file>', 'write {"type":"ready","worker":N} here when it hears its part')
    .action(run);
}
