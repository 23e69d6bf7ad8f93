// The disk of the kiosk, or of the hub, runs full while both work, and gets room again.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Campaign, Finding } from '../contract.ts';
import { holds, pause } from '../processes.ts';
import { simulatedHall } from '../simulated-kiosk.ts';
import { createWorld, RESTART_LIMIT_MS, secretOf, type World } from '../world.ts';

const MEGABYTES = 48;

/** A disk of limited size in memory; null with the reason when none can be mounted. */
function mountSmall(folder: string): { folder: string; fill(): void; free(): void; close(): void } | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk needs Linux and root (mount)';
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'foyer-faults', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    return `no disk can be mounted here (${String(error).split('\n')[0] ?? ''})`;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      for (let size = 4 * 1024 * 1024, part = 0; size >= 4096;) {
        try {
          writeFileSync(`${ballast}-${part}`, Buffer.alloc(size));
          part += 1;
        } catch {
          size = Math.floor(size / 4); // what was written of it stays: that is the point
        }
        if (statfsSync(folder).bavail === 0) return;
      }
    },
    free() { for (let part = 0; part < 200; part += 1) rmSync(`${ballast}-${part}`, { force: true }); },
    close() { try { execFileSync('umount', ['-l', folder]); } catch { /* gone with the namespace */ } },
  };
}

/** The kiosk is killed while nothing can be written. It must start and answer, and know what it has carried out. */
async function killedWhileFull(world: World, cycle: number): Promise<Finding[]> {
  await world.visitor.pause();
  // What is in its memory only has to be on the hub before. That it is there may not be noted on a disk that is full.
  const findings = (await world.settle(8000)).filter((one) => one.kind === 'lost');
  await world.killKiosk();
  await world.startKiosk();
  world.visitor.resume();
  if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `cycle ${cycle}: no answer after a start with a full disk\n${world.logs().slice(-1500)}`, count: 1 });
  findings.push(...await world.commands.settle(20_000), ...world.commands.findings());
  world.commands.resume();
  return findings;
}

export const diskFull: Campaign = {
  name: 'disk-full', about: 'the kiosk\'s or the hub\'s disk runs full under load and gets room again', cycles: { short: 2, usual: 4, nightly: 10 },
  async run(context) {
    const { random } = context;
    const kioskDisk = mountSmall(join(context.folder, 'kiosk-disk'));
    if (typeof kioskDisk === 'string') return { injected: 0, findings: [], skipped: kioskDisk };
    const hubDisk = mountSmall(join(context.folder, 'hub-disk'));
    if (typeof hubDisk === 'string') {
      kioskDisk.close();
      return { injected: 0, findings: [], skipped: hubDisk };
    }
    const world = createWorld({ folder: context.folder, random, env: context.env, kiosks: 3, kioskData: join(kioskDisk.folder, 'kiosk'), hubData: join(hubDisk.folder, 'hub') });
    const hall = simulatedHall(2, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random });
    const findings: Finding[] = [];
    let injected = 0;
    let load: NodeJS.Timeout | undefined;
    try {
      await world.start();
      for (const one of hall) one.start();
      load = setInterval(() => { for (const one of hall) if (one.recorded - one.acknowledged < 500) one.record(2); }, 100);
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const onKiosk = cycle % 2 === 0;
        const disk = onKiosk ? kioskDisk : hubDisk;
        const before = world.ledger.totals().acknowledged;
        await pause(random.between(200, 1500));
        disk.fill();
        await pause(random.between(1500, 5000));
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `cycle ${cycle}: the kiosk does not answer with a full disk`, count: 1 });
        if (!world.kiosk.alive) findings.push({ kind: 'other', what: `cycle ${cycle}: the kiosk ended with a full disk\n${world.logs().slice(-1500)}`, count: 1 });
        if (!world.hub.alive) {
          findings.push({ kind: 'other', what: `cycle ${cycle}: the hub ended with a full disk\n${world.logs().slice(-1500)}`, count: 1 });
          disk.free();
          await world.startHub();
        }
        if (onKiosk) findings.push(...await killedWhileFull(world, cycle));
        disk.free();
        injected += 1;
        if (!await holds(() => hall.every((one) => one.connected && one.recorded - one.acknowledged < 400), 45_000)) findings.push({ kind: 'other', what: `cycle ${cycle}: the hub does not take events again\n${world.logs().slice(-1500)}`, count: 1 });
        // What went to memory meanwhile goes back to the disk; the kiosk looks at it every ten seconds.
        await pause(11_000);
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `cycle ${cycle}: the kiosk does not answer after the disk got room`, count: 1 });
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} ${onKiosk ? 'kiosk' : 'hub'}, ${world.ledger.totals().acknowledged - before} events acknowledged, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      clearInterval(load);
      for (const one of hall) if (!await one.drained(findings.length > 0 ? 500 : 60_000)) findings.push({ kind: 'lost', what: `${one.name}: ${one.recorded - one.acknowledged} events never acknowledged`, count: one.recorded - one.acknowledged });
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), answered: world.visitor.answered } };
    } finally {
      clearInterval(load);
      kioskDisk.free();
      hubDisk.free();
      await Promise.all(hall.map((one) => one.stop()));
      await world.stop();
      kioskDisk.close();
      hubDisk.close();
    }
  },
};
