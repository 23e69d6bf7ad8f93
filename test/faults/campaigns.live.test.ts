// The short tier: every campaign a few times against real programs, and the proofs that campaigns can fail. Three run side
// by side, because most of a campaign is waiting; a campaign that this machine cannot run must say why and must not pass.
import { describe, expect, it } from 'vitest';
import { CAMPAIGNS } from './campaigns.ts';
import type { CampaignLine } from './contract.ts';
import { canMount } from './power.ts';
import { pool } from './pool.ts';
import { prove, type ProofLine, PROOFS } from './proofs.ts';
import { runCampaign } from './run-campaign.ts';

const SEED = Number(process.env['FOYER_FAULTS_SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
const LIMIT_MS = 360_000;
const MOUNTING = ['power-cut', 'activation-cut', 'disk-full'];
const mounts = canMount();
interface Result { readonly proof: ProofLine | null; readonly line: CampaignLine | null }
const jobs: (() => Promise<Result>)[] = [
  ...PROOFS.map((proof) => async () => ({ proof: await prove(proof, SEED), line: null })),
  ...CAMPAIGNS.map((campaign) => async () => ({ proof: null, line: await runCampaign(campaign, { cycles: campaign.cycles.short, seed: SEED }) })),
];
const running = new Map(pool(jobs, 3).map((result, at) => [at < PROOFS.length ? PROOFS[at]?.name : CAMPAIGNS[at - PROOFS.length]?.name, result]));

describe(`fault campaigns, seed ${SEED}`, () => {
  it.each(CAMPAIGNS.map((one) => one.name))('%s: nothing is lost, doubled or damaged', async (name) => {
    const { line } = await running.get(name) ?? { line: null };
    if (!mounts && MOUNTING.includes(name)) {
      console.warn(`SKIPPED ${name}: ${line?.reason ?? ''}`);
      expect(line).toMatchObject({ skipped: true, passed: false, injected: 0 });
      expect(line?.reason).not.toBe('');
      return;
    }
    expect(line).toMatchObject({ findings: [], lost: 0, duplicated: 0, corrupt: 0, skipped: false, passed: true });
    expect(line?.injected).toBeGreaterThan(0);
  }, LIMIT_MS);

  it.each(PROOFS.map((one) => [one.name, one.campaign] as const))('finds out: %s (%s)', async (name, campaign) => {
    const { proof } = await running.get(name) ?? { proof: null };
    if (!mounts && MOUNTING.includes(campaign)) {
      console.warn(`SKIPPED the proof "${name}": ${proof?.reason ?? ''}`);
      expect(proof).toMatchObject({ skipped: true, found: false });
      return;
    }
    expect(proof).toMatchObject({ found: true, skipped: false });
  }, LIMIT_MS);
});
