// Files that were damaged while the machine was off: cut short, bits turned over, pages of zeros; in the database, its
// write-ahead log, the content, the settings and key files. The kiosk starts and answers; a store that had to be rebuilt is
// reported as an incident.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import type { Campaign, Finding } from '../contract.ts';
import { reading } from '../invariants.ts';
import { holds } from '../processes.ts';
import type { Random } from '../random.ts';
import { createWorld, KIOSK_NAME, RESTART_LIMIT_MS } from '../world.ts';

const DAMAGES = ['truncated', 'flipped', 'zeroed'] as const;
type Damage = (typeof DAMAGES)[number];

/** All files of the kiosk's own folder that it reads again at a start. */
function targets(folder: string): string[] {
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && !/damaged-|-shm$|\/sounds\//.test(path) && statSync(path).size > 0) found.push(path);
    }
  };
  walk(folder);
  return found;
}

function damage(file: string, how: Damage, random: Random): void {
  const bytes = readFileSync(file);
  if (how === 'truncated') { writeFileSync(file, bytes.subarray(0, random.int(bytes.length))); return; }
  if (how === 'flipped') for (let i = 0; i < 1 + random.int(64); i += 1) {
    const at = random.int(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
  }
  else {
    const page = random.int(Math.max(1, Math.ceil(bytes.length / 4096)));
    bytes.fill(0, page * 4096, Math.min(bytes.length, (page + 1 + random.int(3)) * 4096));
  }
  writeFileSync(file, bytes);
}

export const tornFiles: Campaign = {
  name: 'torn-files', about: 'damaged databases, logs, content, settings and keys of a kiosk', cycles: { short: 6, usual: 20, nightly: 60 },
  async run(context) {
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, numbersMayRepeat: true });
    const { random } = context;
    const findings: Finding[] = [];
    let injected = 0;
    let rebuilds = 0;
    const damaged: Record<string, number> = {};
    let mend: () => void = () => undefined;
    const database = join(world.kioskData, 'foyer-device.db');
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        // Everything is on the hub before, so that a store that has to be rebuilt loses nothing that was promised.
        await world.visitor.pause();
        findings.push(...await world.settle(60_000));
        await world.killKiosk();
        mend();
        // As after an orderly stop, half the time: then everything lies in the database and nothing in its log.
        if (random.next() < 0.5) new Database(database).close();
        // Every second time the database itself, else whatever lies there.
        const file = cycle % 2 === 0 ? database : random.pick(targets(world.kioskData));
        const how = random.pick(DAMAGES);
        // What the kiosk trusts is not made up again by a program: a person gives it back, before the next damage.
        const whole = /content-trust/.test(file) ? readFileSync(file) : null;
        mend = () => { if (whole) writeFileSync(file, whole); };
        damage(file, how, random);
        const kind = `${relative(world.kioskData, file).replace(/[0-9a-f-]{16,}/g, '*')} ${how}`;
        damaged[kind] = (damaged[kind] ?? 0) + 1;
        injected += 1;
        context.say(`${cycle + 1}/${context.cycles} ${kind}`);
        const rebuilt = asides(world.kioskData);
        await world.startKiosk();
        world.visitor.resume();
        if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `cycle ${cycle}: no answer after the damage\n${world.logs().slice(-1500)}`, count: 1 });
        if (asides(world.kioskData) > rebuilt) {
          rebuilds += 1;
          if (!await holds(() => alarms(world.hubData) >= rebuilds, 20_000)) findings.push({ kind: 'other', what: `${kind}: the store was rebuilt and the hub has no incident of it`, count: 1 });
        }
        findings.push(...await world.afterCycle());
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), answered: world.visitor.answered, rebuilds, damaged } };
    } finally {
      await world.stop();
    }
  },
};

/** How many damaged databases were set aside so far. */
function asides(folder: string): number {
  return readdirSync(folder).filter((name) => /damaged-\d+$/.test(name)).length;
}

function alarms(hubData: string): number {
  return reading(join(hubData, 'hub.sqlite'), (db) => (db.prepare("SELECT count(*) AS n FROM events WHERE kiosk = ? AND type = 'foyer.incident' AND body LIKE '%store-corrupt%'").get(KIOSK_NAME) as { n: number }).n) ?? 0;
}
