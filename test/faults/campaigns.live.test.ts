// The short tier: every campaign a few times against real programs, and the proofs that campaigns can fail. Four run side
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
/** The longest begin first, so that none of them is left over alone at the end. */
const LONG = ['bad-release', 'torn-files', 'disk-full', 'network', 'forged-release'];
const rank = (name: string): number => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);
const jobs: { readonly name: string; run(): Promise<Result> }[] = [
  ...PROOFS.map((proof) => ({ name: proof.name, run: async () => ({ proof: await prove(proof, SEED), line: null }) })),
  ...CAMPAIGNS.map((campaign) => ({ name: campaign.name, run: async () => ({ proof: null, line: await runCampaign(campaign, { cycles: campaign.cycles.short, seed: SEED }) }) })),
].sort((a, b) => rank(a.name) - rank(b.name));
const running = new Map(pool(jobs.map((job) => job.run), 4).map((result, at) => [jobs[at]?.name ?? '', result]));

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
