// One campaign from seed to printed line: a folder of its own, the clock stopped, what was found put into the columns.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign, CampaignLine, CampaignOutcome, Finding } from './contract.ts';
import { createRandom } from './random.ts';

function total(findings: readonly Finding[], kind: Finding['kind']): number {
  return findings.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0);
}

/** Never throws: a rig that breaks is a campaign that has not passed. */
export async function runCampaign(campaign: Campaign, options: { cycles: number; seed: number; env?: Record<string, string>; say?(line: string): void }): Promise<CampaignLine> {
  const folder = mkdtempSync(join(tmpdir(), `foyer-faults-${campaign.name}-`));
  const began = performance.now();
  let outcome: CampaignOutcome;
  try {
    outcome = await campaign.run({ random: createRandom(options.seed), seed: options.seed, cycles: options.cycles, folder, env: options.env ?? {}, say: options.say ?? (() => undefined) });
  } catch (error) {
    outcome = { injected: 0, findings: [{ kind: 'other', what: `the rig broke: ${error instanceof Error ? error.stack ?? error.message : String(error)}`, count: 1 }] };
  }
  const { findings } = outcome;
  const passed = findings.length === 0 && outcome.skipped === undefined && outcome.injected > 0;
  if (passed || process.env['FOYER_FAULTS_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true });
  else options.say?.(`kept: ${folder}`);
  return {
    campaign: campaign.name, cycles: options.cycles, injected: outcome.injected,
    lost: total(findings, 'lost'), duplicated: total(findings, 'duplicated'), corrupt: total(findings, 'corrupt'),
    skipped: outcome.skipped !== undefined,
    reason: outcome.skipped ?? (findings[0]?.what ?? (outcome.injected === 0 ? 'nothing was injected' : '')),
    passed, seed: options.seed, seconds: Math.round((performance.now() - began) / 100) / 10,
    longest_silence_ms: outcome.longestSilenceMs === undefined ? null : Math.round(outcome.longestSilenceMs),
    longest_restart_ms: outcome.longestRestartMs === undefined ? null : Math.round(outcome.longestRestartMs),
    findings: findings.map((one) => one.what), facts: outcome.facts ?? {},
  };
}
