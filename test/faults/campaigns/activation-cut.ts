// The power goes at each step of putting a new release in force. The kiosk ends itself at the step (FOYER_FAULT_CRASH_AT),
// and in the same moment what was not flushed is lost. What the step promised must be on the disk; the next start answers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIVATION_STEPS } from '../../../device/adapters/folder-content-slots.ts';
import type { Campaign, Finding } from '../contract.ts';
import { holds } from '../processes.ts';
import { createPowerRig, type PowerRig, whyNoPower } from '../power.ts';
import { createWorld, RESTART_LIMIT_MS } from '../world.ts';

/** The steps after which something is promised come first, so that short runs see them. */
const FIRST = ['activation:pointer-synced', 'activation:slots-synced', 'activation:pointer-renamed', 'activation:slot-renamed'];
const STEPS: readonly string[] = [...FIRST, ...ACTIVATION_STEPS.filter((step) => !FIRST.includes(step))];
const REACHED_MS = 90_000;

function after(step: string, other: string): boolean { return (ACTIVATION_STEPS as readonly string[]).indexOf(step) >= (ACTIVATION_STEPS as readonly string[]).indexOf(other); }

/** Versions whose slot lies whole enough to be read. */
function slotVersions(kioskData: string): string[] {
  const folder = join(kioskData, 'content', 'slots');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => !name.startsWith('new-')).flatMap((name) => {
    try {
      return [(JSON.parse(readFileSync(join(folder, name, 'slot.json'), 'utf8')) as { release: { version: string } }).release.version];
    } catch {
      return [];
    }
  });
}

export const activationCut: Campaign = {
  name: 'activation-cut', about: `power cuts at each of the ${ACTIVATION_STEPS.length} steps of putting content in force`, cycles: { short: 3, usual: ACTIVATION_STEPS.length, nightly: 3 * ACTIVATION_STEPS.length },
  async run(context) {
    const why = whyNoPower();
    if (why !== null) return { injected: 0, findings: [], skipped: why };
    let disk: PowerRig;
    try {
      disk = createPowerRig(join(context.folder, 'kiosk-disk'));
    } catch (error) {
      return { injected: 0, findings: [], skipped: `no file system can be mounted here (${String(error).split('\n')[0] ?? ''})` };
    }
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kioskData: join(disk.folder, 'kiosk') });
    const findings: Finding[] = [];
    const wrong = (what: string): void => { findings.push({ kind: 'corrupt', what, count: 1 }); };
    const cuts: Record<string, number> = {};
    let injected = 0;
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const step = STEPS[cycle % STEPS.length] ?? '';
        const version = `1.0.${cycle + 1}`;
        await world.stopKiosk();
        const before = world.inForce()?.version;
        await world.startKiosk({ FOYER_FAULT_RIG: '1', FOYER_FAULT_CRASH_AT: step });
        await world.publish(version);
        if (!await holds(() => !world.kiosk.alive, REACHED_MS, 5)) {
          findings.push({ kind: 'other', what: `${step} was not reached within ${REACHED_MS / 1000} s\n${world.logs().slice(-1500)}`, count: 1 });
          break;
        }
        disk.cut();
        disk.recover();
        injected += 1;
        cuts[step] = (cuts[step] ?? 0) + 1;
        const now = world.inForce();
        // Which of the two it has to be, by what the step before has flushed.
        const allowed = after(step, 'activation:pointer-synced') ? [version] : after(step, 'activation:pointer-renamed') ? [version, before] : [before];
        if (now === null || !allowed.includes(now.version)) wrong(`${step}: ${now?.version ?? 'nothing'} is in force after the cut, not ${allowed.join(' or ')}`);
        if (after(step, 'activation:slots-synced') && !slotVersions(world.kioskData).includes(version)) wrong(`${step}: the slot of ${version} is gone`);
        if (now && !slotVersions(world.kioskData).includes(now.version)) wrong(`${step}: the pointer leads to ${now.version}, whose slot is not there`);
        world.visitor.restarting();
        await world.startKiosk();
        if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `${step}: no answer after the cut\n${world.logs().slice(-1500)}`, count: 1 });
        // Two ends of the process while content is new take it back; else the new one is in force in the end.
        if (!await holds(() => { const end = world.inForce(); return end !== null && (end.version === version || end.bad.includes(version)); }, 60_000, 200)) wrong(`${step}: ${world.inForce()?.version ?? 'nothing'} stays in force, ${version} was published\n${world.logs().slice(-1500)}`);
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} ${step}: ${before ?? 'nothing'} -> ${now?.version ?? 'nothing'}, longest restart ${Math.round(world.visitor.longestRestart)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), answered: world.visitor.answered, cuts } };
    } finally {
      await world.stop();
      disk.close();
    }
  },
};
