// The campaigns must be able to fail: each of these runs one against a program that is broken on purpose, and has to find it red.
import type { Campaign } from './contract.ts';
import { CAMPAIGNS } from './campaigns.ts';
import { sabotaged, type Sabotage } from './planted.ts';
import { runCampaign } from './run-campaign.ts';

interface Proof { readonly name: string; readonly campaign: string; readonly sabotage: readonly Sabotage[]; readonly cycles: number; readonly column: 'lost' | 'duplicated' | 'corrupt' | 'findings'; /** Each of these has to be among what was found. */ readonly all?: readonly RegExp[] }

export const PROOFS: readonly Proof[] = [
  // The kiosk's disk goes first: what is found is a number that is used again, an answer that is on no hub, or a command that is done twice.
  { name: 'synchronous=NORMAL loses what was acknowledged or carried out in a power cut', campaign: 'power-cut', sabotage: ['synchronous-normal'], cycles: 4, column: 'findings', all: [/executed more than once|are not in the hub's store|given twice|used again|are not on the hub/] },
  { name: 'content that is put in force without directory fsync', campaign: 'activation-cut', sabotage: ['no-directory-fsync'], cycles: 2, column: 'corrupt' },
  { name: 'a hub that forgets an acknowledged event in a crash', campaign: 'kill-hub', sabotage: ['forget-acknowledged'], cycles: 1, column: 'lost' },
  { name: 'a hub without deduplication', campaign: 'network', sabotage: ['no-dedupe'], cycles: 1, column: 'duplicated' },
  { name: 'a kiosk that forgets in a crash which commands it has carried out', campaign: 'kill-kiosk', sabotage: ['forget-commands'], cycles: 2, column: 'duplicated' },
  { name: 'an audit in which an entry was changed, and a file that keeps what was typed', campaign: 'kill-hub', sabotage: ['rewrite-audit', 'keep-typed'], cycles: 1, column: 'findings', all: [/^the audit does not hold/, /^personal data in a file/] },
  { name: 'a kiosk that checks no signature', campaign: 'forged-release', sabotage: ['no-signatures'], cycles: 1, column: 'corrupt' },
];

export interface ProofLine { proof: string; campaign: string; sabotage: string; seed: number; cycles: number; found: boolean; skipped: boolean; reason: string; seconds: number }

/** Runs one proof; `found` is what has to be true. */
export async function prove(proof: Proof, seed: number, say: (line: string) => void = () => undefined): Promise<ProofLine> {
  const campaign = CAMPAIGNS.find((one): one is Campaign => one.name === proof.campaign);
  if (!campaign) throw new Error(`no campaign ${proof.campaign}`);
  const line = await runCampaign(campaign, { cycles: proof.cycles, seed, env: sabotaged(...proof.sabotage), say });
  const count = proof.column === 'findings' ? line.findings.length : line[proof.column];
  return { proof: proof.name, campaign: proof.campaign, sabotage: proof.sabotage.join('+'), seed, cycles: proof.cycles, found: count > 0 && (proof.all ?? []).every((wanted) => line.findings.some((one) => wanted.test(one))), skipped: line.skipped, reason: line.reason, seconds: line.seconds };
}
