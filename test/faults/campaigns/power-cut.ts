// The power goes while the kiosk and the hub write: once under the kiosk's data folder, once under the hub's, in turn.
import { join } from 'node:path';
import type { Campaign, Finding } from '../contract.ts';
import { holds, pause } from '../processes.ts';
import { createPowerRig, whyNoPower, type PowerRig } from '../power.ts';
import { simulatedHall } from '../simulated-kiosk.ts';
import { createWorld, RESTART_LIMIT_MS, secretOf } from '../world.ts';

const LOAD = 3;

export const powerCut: Campaign = {
  name: 'power-cut', about: 'power cuts under the kiosk\'s and the hub\'s disk: what was not flushed is lost', cycles: { short: 4, usual: 10, nightly: 40 },
  async run(context) {
    const why = whyNoPower();
    if (why !== null) return { injected: 0, findings: [], skipped: why };
    const rigs: PowerRig[] = [];
    const { random } = context;
    try {
      rigs.push(createPowerRig(join(context.folder, 'kiosk-disk')), createPowerRig(join(context.folder, 'hub-disk')));
    } catch (error) {
      for (const rig of rigs) rig.close();
      return { injected: 0, findings: [], skipped: `no file system can be mounted here (${String(error).split('\n')[0] ?? ''})` };
    }
    const [kioskDisk, hubDisk] = rigs as [PowerRig, PowerRig];
    const world = createWorld({ folder: context.folder, random, env: context.env, kiosks: LOAD + 1, kioskData: join(kioskDisk.folder, 'kiosk'), hubData: join(hubDisk.folder, 'hub') });
    const hall = simulatedHall(LOAD, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random });
    const findings: Finding[] = [];
    let injected = 0;
    let load: NodeJS.Timeout | undefined;
    try {
      await world.start();
      for (const one of hall) one.start();
      load = setInterval(() => { for (const one of hall) if (one.recorded - one.acknowledged < 1000) one.record(4); }, 100);
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        await pause(random.between(300, 3000));
        if (cycle % 2 === 0) {
          world.visitor.restarting();
          // Stopped first: with the power gone no answer is given out of memory.
          world.kiosk.kill('SIGSTOP');
          kioskDisk.cut();
          await world.killKiosk();
          kioskDisk.recover();
          world.visitor.restarting(); // the rig's own copying is not the kiosk's time
          await world.startKiosk();
          if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `cycle ${cycle}: no answer after a power cut\n${world.logs().slice(-1500)}`, count: 1 });
        } else {
          // First the disk, then the machine: a hub whose disk is gone must acknowledge nothing.
          hubDisk.cut();
          await pause(random.between(0, 400));
          await world.killHub();
          hubDisk.recover();
          await world.startHub();
          findings.push(...world.check()); // at once: what was acknowledged must be there before anybody sends it again
          if (!await holds(() => hall.every((one) => one.connected), 30_000)) findings.push({ kind: 'other', what: `cycle ${cycle}: kiosks did not come back`, count: 1 });
          if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `cycle ${cycle}: the kiosk does not answer`, count: 1 });
        }
        injected += 1;
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} cuts, ${world.ledger.totals().acknowledged} events acknowledged, longest restart ${Math.round(world.visitor.longestRestart)} ms, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      clearInterval(load);
      for (const one of hall) if (!await one.drained(findings.length > 0 ? 500 : 60_000)) findings.push({ kind: 'lost', what: `${one.name}: ${one.recorded - one.acknowledged} events never acknowledged`, count: one.recorded - one.acknowledged });
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), answered: world.visitor.answered } };
    } finally {
      clearInterval(load);
      await Promise.all(hall.map((one) => one.stop()));
      await world.stop();
      for (const rig of rigs) rig.close();
    }
  },
};
