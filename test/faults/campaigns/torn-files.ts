// Files that were damaged while the machine was off: cut short, bits turned over, zeros. In turn each store is hit so that it
// must be noticed (the kiosk's database and its log, a slot, its list, the pointer, what is trusted, the hub's database), and
// now and then any file anywhere. Kiosk and hub come back whole, and somebody is told.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Campaign, Finding } from '../contract.ts';
import { damageDatabase, damageSomehow, damageText, type Damage, DAMAGES } from '../damage.ts';
import { reading } from '../invariants.ts';
import { holds, pause, ROOT } from '../processes.ts';
import type { Random } from '../random.ts';
import { createWorld, KIOSK_NAME, RESTART_LIMIT_MS, type World } from '../world.ts';

const run = promisify(execFile);
/** How the campaign hits a store, and what must come of it. */
interface Store {
  readonly name: string;
  files(kiosk: string): string[];
  hit(file: string, how: Damage, random: Random): void;
  /** Code of the incident that the hub must get; null: nothing is lost and nobody need be told. */
  readonly alarm: 'store-corrupt' | 'content-damaged' | null;
  /** The damaged file must be kept for whoever looks into it. */
  readonly aside?: boolean;
  /** With it went what the kiosk had carried out lately. */
  readonly forgets?: boolean;
  /** The next release must come all the same. */
  readonly thenPublish?: boolean;
}

function under(...parts: string[]): string[] {
  const folder = join(...parts);
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)).filter((path) => statSync(path).isFile()) : [];
}
/** The files of the content in force; what lies beside it is read when it is gone back to, and may be hit by `anything`. */
function slot(kiosk: string): string[] {
  const { current } = JSON.parse(readFileSync(join(kiosk, 'content', 'in-force.json'), 'utf8')) as { current: { sha256: string } };
  return under(kiosk, 'content', 'slots', current.sha256);
}
const named = (pattern: RegExp) => (path: string): boolean => pattern.test(path);

/** All files of the kiosk's own folder that it reads again at a start. */
function anything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/damaged-|-shm$|\/sounds\/|content-trust/.test(path) && statSync(path).size > 0);
}

const DATABASE = 'foyer-device.db';
const STORES: readonly Store[] = [
  { name: 'outbox', files: (kiosk) => [join(kiosk, DATABASE)], hit: damageDatabase, alarm: 'store-corrupt', aside: true, forgets: true },
  { name: 'slot', files: (kiosk) => slot(kiosk).filter(named(/[0-9a-f]{64}$/)), hit: damageText, alarm: 'content-damaged' },
  { name: 'trust', files: (kiosk) => under(kiosk, 'content-trust').filter(named(/root\.json$/)), hit: damageText, alarm: 'content-damaged', thenPublish: true },
  { name: 'pointer', files: (kiosk) => [join(kiosk, 'content', 'in-force.json')], hit: damageText, alarm: 'content-damaged' },
  { name: 'outbox-log', files: (kiosk) => [join(kiosk, `${DATABASE}-wal`)], hit: damageSomehow, alarm: null, forgets: true },
  { name: 'slot-list', files: (kiosk) => slot(kiosk).filter(named(/slot\.json$/)), hit: damageText, alarm: 'content-damaged' },
  { name: 'metadata', files: (kiosk) => under(kiosk, 'content-trust').filter((path) => !path.endsWith('root.json')), hit: damageText, alarm: null, thenPublish: true },
  { name: 'anything', files: anything, hit: damageSomehow, alarm: null, forgets: true },
];
const HUB = 'hub-database';
/** In this order, so that a short run has seen the ones that matter most. */
const ORDER = ['outbox', 'slot', HUB, 'trust', 'pointer', 'outbox-log', 'outbox', 'slot-list', 'metadata', 'anything'] as const;

interface Count { injected: number; set_aside: number; alarms: number; rebuilt: number }

export const tornFiles: Campaign = {
  name: 'torn-files', about: 'damaged databases, logs, content, trust of a kiosk, and the hub\'s database', cycles: { short: 6, usual: 20, nightly: 60 },
  async run(context) {
    const { random } = context;
    const world = createWorld({ folder: context.folder, random, env: context.env, numbersMayRepeat: true });
    const findings: Finding[] = [];
    const counts: Record<string, Count> = {};
    const damaged: Record<string, number> = {};
    let injected = 0;
    let version = 0;
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const which = ORDER[cycle % ORDER.length] ?? 'outbox';
        const how = random.pick(DAMAGES);
        const count = (counts[which] ??= { injected: 0, set_aside: 0, alarms: 0, rebuilt: 0 });
        let kind = `${which} ${how}`;
        if (which === HUB) findings.push(...await hubDatabase(world, context.folder, how, random, count, cycle));
        else {
          const store = STORES.find((one) => one.name === which);
          if (!store) throw new Error(`no store ${which}`);
          // Everything is on the hub before, so that a store that has to be rebuilt loses nothing that was promised.
          await world.visitor.pause();
          findings.push(...await world.settle(60_000));
          await world.killKiosk();
          const files = store.files(world.kioskData);
          if (files.length === 0) throw new Error(`no file of the store ${which}`);
          const file = random.pick(files);
          kind = `${relative(world.kioskData, file).replace(/[0-9a-f-]{16,}/g, '*')} ${how}`;
          findings.push(...await kioskStore(world, store, () => store.hit(file, how, random), count, kind));
          if (store.thenPublish) {
            version += 1;
            await world.publish(`1.0.${version}`);
            if (!await holds(() => world.inForce()?.version === `1.0.${version}`, 60_000, 200)) findings.push({ kind: 'other', what: `${kind}: the next release does not come into force\n${world.logs().slice(-1500)}`, count: 1 });
          }
        }
        count.injected += 1;
        injected += 1;
        damaged[kind] = (damaged[kind] ?? 0) + 1;
        const wrong = await world.afterCycle();
        if (wrong.length === 0 && findings.length === 0 && which !== 'anything' && which !== 'outbox-log') count.rebuilt += 1;
        findings.push(...wrong);
        context.say(`${cycle + 1}/${context.cycles} ${kind}: set aside ${count.set_aside}, alarms ${count.alarms}, rebuilt ${count.rebuilt} of ${count.injected}`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), answered: world.visitor.answered, stores: counts, damaged } };
    } finally {
      await world.stop();
    }
  },
};

/** One store of the kiosk, which is not running: hit, started, and what came of it. */
async function kioskStore(world: World, store: Store, hit: () => void, count: Count, kind: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const before = { asides: asides(world.kioskData), alarms: store.alarm === null ? 0 : alarms(world.hubData, store.alarm) };
  hit();
  if (store.forgets) world.commands.forget();
  await world.startKiosk();
  world.visitor.resume();
  if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `${kind}: no answer after the damage\n${world.logs().slice(-1500)}`, count: 1 });
  const kept = asides(world.kioskData) > before.asides;
  if (kept) {
    count.set_aside += 1;
    if (store.alarm === null && !await holds(() => alarms(world.hubData, 'store-corrupt') > 0, 20_000)) findings.push({ kind: 'other', what: `${kind}: the store was rebuilt and the hub has no incident of it`, count: 1 });
  } else if (store.aside) findings.push({ kind: 'corrupt', what: `${kind}: the damaged database was not set aside\n${world.logs().slice(-1500)}`, count: 1 });
  const { alarm } = store;
  if (alarm === null) return findings;
  if (await holds(() => alarms(world.hubData, alarm) > before.alarms, 20_000)) count.alarms += 1;
  else findings.push({ kind: 'other', what: `${kind}: the hub was not told (${alarm})\n${world.logs().slice(-1500)}`, count: 1 });
  return findings;
}

/** The hub's own database: it must not begin on what is damaged, nor empty; a backup brings it back, and the kiosks what is missing. */
async function hubDatabase(world: World, folder: string, how: Damage, random: Random, count: Count, cycle: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  const foyer = (...args: string[]) => run(process.execPath, [join(ROOT, 'foyer.ts'), 'hub', ...args], { timeout: 60_000 });
  const backup = join(folder, `backup-${cycle}.foyer-backup`);
  await foyer('backup', '--data', world.hubData, '--to', backup);
  await pause(random.between(500, 2000)); // what comes now is in no backup
  await world.killHub();
  damageDatabase(join(world.hubData, 'hub.sqlite'), how, random);
  const said = await world.startHub().then(() => null, (error: unknown) => String(error));
  if (said === null) findings.push({ kind: 'corrupt', what: `the hub began on a database that was ${how}`, count: 1 });
  else if (/damaged|store-corrupt/.test(said)) count.alarms += 1;
  else findings.push({ kind: 'other', what: `the hub does not say that its database is damaged: ${said.slice(0, 500)}`, count: 1 });
  if (said === null) await world.killHub();
  await foyer('restore', backup, '--data', world.hubData, '--replace');
  if (readdirSync(folder).some((name) => name.includes('.before-restore-'))) count.set_aside += 1;
  world.restored();
  await world.startHub();
  if (!await holds(() => world.check().length === 0, 60_000, 500)) findings.push(...world.check());
  if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: 'the kiosk does not answer while the hub is gone', count: 1 });
  return findings;
}

/** How many damaged databases were set aside so far. */
function asides(folder: string): number {
  return readdirSync(folder).filter((name) => /damaged-\d+$/.test(name)).length;
}

function alarms(hubData: string, code: string): number {
  return reading(join(hubData, 'hub.sqlite'), (db) => (db.prepare("SELECT count(*) AS n FROM events WHERE kiosk = ? AND type = 'foyer.incident' AND json_extract(body, '$.data.code') = ?").get(KIOSK_NAME, code) as { n: number }).n) ?? 0;
}
