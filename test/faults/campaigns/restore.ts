// The hub's disk is lost and the hub comes back from a backup that was made while it ran: what it had acknowledged since is
// sent again by the kiosks, and nothing is doubled.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Campaign, Finding } from '../contract.ts';
import { holds, pause, ROOT } from '../processes.ts';
import { simulatedHall } from '../simulated-kiosk.ts';
import { createWorld, secretOf } from '../world.ts';

const run = promisify(execFile);

export const restore: Campaign = {
  name: 'restore', about: 'a hub that runs is backed up, goes on, is lost and restored; the kiosks send the rest again', cycles: { short: 1, usual: 2, nightly: 6 },
  async run(context) {
    const { random } = context;
    const world = createWorld({ folder: context.folder, random, env: context.env, kiosks: 4 });
    const hall = simulatedHall(3, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random });
    const findings: Finding[] = [];
    let injected = 0;
    let again = 0;
    let load: NodeJS.Timeout | undefined;
    const foyer = (...args: string[]) => run(process.execPath, [join(ROOT, 'foyer.ts'), 'hub', ...args], { env: { ...process.env, ...context.env }, timeout: 60_000 });
    try {
      await world.start();
      for (const one of hall) one.start();
      load = setInterval(() => { for (const one of hall) if (one.recorded - one.acknowledged < 500) one.record(3); }, 100);
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        await pause(random.between(1000, 2500));
        const file = join(context.folder, `backup-${cycle}.foyer-backup`);
        await foyer('backup', '--data', world.hubData, '--to', file);
        const at = world.ledger.totals().acknowledged;
        await pause(random.between(2000, 4000));
        await world.killHub();
        again += world.ledger.totals().acknowledged - at;
        await foyer('restore', file, '--data', world.hubData, '--replace');
        world.restored();
        await world.startHub();
        injected += 1;
        if (!await holds(() => hall.every((one) => one.connected), 30_000)) findings.push({ kind: 'other', what: 'kiosks did not come back to the restored hub', count: 1 });
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: 'the kiosk does not answer', count: 1 });
        // What was acknowledged since the backup comes again first.
        await holds(() => world.check().length === 0, 60_000, 500);
        findings.push(...await world.afterCycle(60_000));
        context.say(`${cycle + 1}/${context.cycles} restored, ${again} events were acknowledged after the backups, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      clearInterval(load);
      for (const one of hall) if (!await one.drained(findings.length > 0 ? 500 : 60_000)) findings.push({ kind: 'lost', what: `${one.name}: ${one.recorded - one.acknowledged} events never acknowledged`, count: one.recorded - one.acknowledged });
      findings.push(...await world.verdict(findings));
      if (again === 0) findings.push({ kind: 'other', what: 'nothing had been acknowledged after a backup, so nothing was shown', count: 1 });
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), acknowledged_after_backup: again, answered: world.visitor.answered } };
    } finally {
      clearInterval(load);
      await Promise.all(hall.map((one) => one.stop()));
      await world.stop();
    }
  },
};
