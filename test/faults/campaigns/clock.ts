// Clocks that are wrong by years: from the start, and jumping while the kiosk or the hub runs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Campaign, Finding } from '../contract.ts';
import { pause } from '../processes.ts';
import { createWorld, RESTART_LIMIT_MS } from '../world.ts';

const YEAR_MS = 365.25 * 86_400_000;
const SHIFTS = [-10 * YEAR_MS, 10 * YEAR_MS, -400 * 86_400_000, 90_000_000, 0] as const;

export const clock: Campaign = {
  name: 'clock', about: 'the kiosk\'s or the hub\'s clock ten years back or forward, from the start or in the middle', cycles: { short: 3, usual: 6, nightly: 20 },
  async run(context) {
    const { random } = context;
    const preload = pathToFileURL(join(import.meta.dirname, '../shifted-clock.ts')).href;
    const kioskClock = join(context.folder, 'kiosk-clock');
    const hubClock = join(context.folder, 'hub-clock');
    const options = [context.env['NODE_OPTIONS'], `--import ${preload}`].filter(Boolean).join(' ');
    const world = createWorld({ folder: context.folder, random, env: context.env, kioskEnv: { NODE_OPTIONS: options, FOYER_FAULT_CLOCK_FILE: kioskClock }, hubEnv: { NODE_OPTIONS: options, FOYER_FAULT_CLOCK_FILE: hubClock } });
    const findings: Finding[] = [];
    let injected = 0;
    const seen: string[] = [];
    const set = (file: string, shift: number): void => writeFileSync(file, String(Math.round(shift)));
    try {
      set(kioskClock, 0);
      set(hubClock, 0);
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const shift = SHIFTS[cycle % SHIFTS.length] ?? 0;
        const where = cycle % 3; // 0: the kiosk restarts into it, 1: it jumps under the running kiosk, 2: under the running hub
        const years = (shift / YEAR_MS).toFixed(1);
        seen.push(`${['kiosk starts', 'kiosk runs', 'hub runs'][where] ?? ''} ${years} years`);
        if (where === 0) {
          await world.killKiosk();
          set(kioskClock, shift);
          await world.startKiosk();
          if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `no answer after a start with a clock wrong by ${years} years\n${world.logs().slice(-1500)}`, count: 1 });
        } else set(where === 1 ? kioskClock : hubClock, shift);
        await pause(random.between(1500, 4000));
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `no answer with a clock wrong by ${years} years`, count: 1 });
        injected += 1;
        findings.push(...await world.afterCycle(60_000));
        context.say(`${cycle + 1}/${context.cycles} ${seen.at(-1) ?? ''}, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      set(kioskClock, 0);
      set(hubClock, 0);
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), answered: world.visitor.answered, shifts: seen } };
    } finally {
      await world.stop();
    }
  },
};
