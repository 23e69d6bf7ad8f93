// Releases that crash, hang, fail or fall silent, some of them only when they are in force. The kiosk goes back by itself and
// the hub hears of it. What is broken is planted in the pack; only a kiosk started by the rig heeds it. And one that works
// and answers worse: nobody but the hub can know, by what visitors got; it halts its rollout and takes it back.
import { join } from 'node:path';
import type { Campaign, Finding } from '../contract.ts';
import { reading } from '../invariants.ts';
import { holds } from '../processes.ts';
import { createWorld, KIOSK_NAME } from '../world.ts';
import { WORSE, worseAnswers } from '../worse-answers.ts';

const FAULTS = ['crash-on-turn after 4000', WORSE, 'silent after 4000', 'crash-on-load', 'hang-on-turn after 4000', 'hang-on-load', 'fail-on-turn after 4000', 'crash-on-turn', 'silent'] as const;
/** The kiosk is back on the content before within this. */
const BACK_MS = 10_000;

export const badRelease: Campaign = {
  name: 'bad-release', about: 'releases that crash, hang, fail or fall silent are taken back by the kiosk itself, one that answers worse by the hub', cycles: { short: 2, usual: FAULTS.length, nightly: 2 * FAULTS.length },
  async run(context) {
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kioskEnv: { FOYER_FAULT_RIG: '1', FOYER_FAULT_CONTENT: '1' }, silenceLimitMs: BACK_MS });
    const findings: Finding[] = [];
    let injected = 0;
    const done: string[] = [];
    const told = () => reading(join(world.hubData, 'hub.sqlite'), (db) => db.prepare('SELECT refused, applied_version AS applied FROM kiosks WHERE name = ?').get(KIOSK_NAME) as { refused: string | null; applied: number } | undefined);
    try {
      await world.start();
      let good = '1.0.0';
      // What people have edited is no longer overwritten by a folder, so the releases that people make come last.
      const plan = Array.from({ length: context.cycles }, (_, cycle) => FAULTS[cycle % FAULTS.length] ?? FAULTS[0]).sort((a, b) => Number(a === WORSE) - Number(b === WORSE));
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const fault = plan[cycle] ?? FAULTS[0];
        const bad = `1.${cycle + 1}.0`;
        if (fault === WORSE) {
          findings.push(...await worseAnswers(world), ...await world.afterCycle());
          injected += 1;
          done.push(fault);
          context.say(`${cycle + 1}/${context.cycles} ${fault}, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
          if (findings.length > 0) break;
          continue;
        }
        // What has proven itself is there to come back to, as in a hall where releases are days apart.
        await holds(() => world.inForce()?.probation === false, 40_000, 200);
        await world.publish(bad, `# planted-fault: ${fault}\n`);
        if (!await holds(() => world.inForce()?.bad.includes(bad) === true || (told()?.refused ?? null) !== null, 60_000, 100)) findings.push({ kind: 'other', what: `"${fault}" was neither refused nor taken back within 60 s\n${world.logs().slice(-2000)}`, count: 1 });
        if (world.inForce()?.version === bad) findings.push({ kind: 'corrupt', what: `"${fault}": the bad release is in force`, count: 1 });
        if (!await world.visitor.nextAnswer(BACK_MS)) findings.push({ kind: 'silent', what: `"${fault}": no answer from the content before\n${world.logs().slice(-1500)}`, count: 1 });
        if (!await holds(() => (told()?.refused ?? null) !== null, 15_000)) findings.push({ kind: 'other', what: `"${fault}": the hub was not told`, count: 1 });
        injected += 1;
        done.push(fault);
        good = `1.${cycle + 1}.1`;
        await world.publish(good);
        if (!await holds(() => world.inForce()?.version === good, 60_000, 200)) findings.push({ kind: 'other', what: `after "${fault}" the mended ${good} does not come into force\n${world.logs().slice(-1500)}`, count: 1 });
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} ${fault}, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), answered: world.visitor.answered, done } };
    } finally {
      await world.stop();
    }
  },
};
