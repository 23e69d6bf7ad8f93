// A release that is whole, signed and approved, and answers worse: a question that visitors ask is no longer known. The real
// kiosk takes it; the hub must see it in what visitors get, halt the rollout and bring the old content under a new number.
import { compareVersions } from '../../hub/core/release-maker.ts';
import type { Rollout } from '../../hub/core/rollout-contract.ts';
import { publishPack } from '../hub/hub-house.ts';
import { smallPack } from '../hub/small-pack.ts';
import type { Finding } from './contract.ts';
import { reading } from './invariants.ts';
import { holds } from './processes.ts';
import { ANSWER, KIOSK_NAME, type World } from './world.ts';

export const WORSE = 'worse answers';
const QUESTION = '停车场在哪里';
const PARKING = `entries:
  - id: parking
    questions:
      zh: [${QUESTION}, 哪里可以停车, 车停在哪儿]
      en: [where can I park, is there a car park, parking]
    answer:
      zh: 停车场在楼后
      en: The car park is behind the house.
`;
/** Questions on each side of the comparison. */
const ASKED = 14;
const GATES = { minTurns: 10, minSessions: 1, soakSeconds: 60, maxSoakSeconds: 120, deadlineSeconds: 60 };
const TAKEN_BACK_MS = 60_000;

function pack(parking: boolean): Record<string, string> {
  return { ...smallPack({ hours: `${ANSWER}，周末也是` }), ...(parking ? { 'knowledge/parking.yaml': PARKING } : {}) };
}
/** Turns on the hub that asked it, by whether they were understood. */
function asked(world: World): { known: number; unknown: number } {
  const rows = reading(`${world.hubData}/hub.sqlite`, (db) => db.prepare("SELECT json_extract(body, '$.data.decision.zone') AS zone FROM events WHERE kiosk = ? AND type = 'foyer.turn' AND json_extract(body, '$.data.input.text') = ?").all(KIOSK_NAME, QUESTION) as { zone: string }[]) ?? [];
  return { known: rows.filter((row) => row.zone === 'answer').length, unknown: rows.filter((row) => row.zone === 'unknown').length };
}
async function ask(world: World, times: number): Promise<void> {
  const { known, unknown } = asked(world);
  for (let i = 0; i < times; i += 1) world.visitor.plant(QUESTION);
  await holds(() => { const now = asked(world); return now.known + now.unknown >= known + unknown + times; }, 60_000, 200);
}

/** One release that answers worse, from its draft until it is taken back; what was wrong with that. */
export async function worseAnswers(world: World): Promise<Finding[]> {
  const findings: Finding[] = [];
  const wrong = (what: string): void => { findings.push({ kind: 'other', what: `"${WORSE}": ${what}`, count: 1 }); };
  const editors = await world.editors();
  const to = { kiosks: [KIOSK_NAME] };
  const good = await publishPack(editors, 'small', pack(true), { ...to, soakSeconds: 0 });
  if (!await holds(() => world.inForce()?.version === good.release.version, 60_000, 100)) wrong(`${good.release.version}, which is good, does not come into force`);
  const start = asked(world);
  await ask(world, ASKED);
  const before = asked(world);
  const { rollout, release } = await publishPack(editors, 'small', pack(false), { ...to, ...GATES });
  const see = async (): Promise<Rollout> => await (await editors.approver.fetch(`/api/rollouts/${rollout.id}`)).json() as Rollout;
  if (!await holds(() => world.inForce()?.version === release.version, 60_000, 100)) wrong(`${release.version} does not come into force, so nothing was shown`);
  for (let i = 0; i < ASKED; i += 1) world.visitor.plant(QUESTION);
  if (!await holds(async () => (await see()).state === 'rolled-back', TAKEN_BACK_MS, 300)) wrong(`the rollout of ${release.version} is not taken back within ${TAKEN_BACK_MS / 1000} s: ${JSON.stringify((await see()).gates).slice(0, 800)}`);
  const end = await see();
  if (end.cause?.code !== 'worse') wrong(`it was taken back for "${end.cause?.code ?? 'nothing'}"`);
  const back = world.inForce()?.version ?? '';
  if (!await holds(() => compareVersions(world.inForce()?.version ?? '0.0.0', release.version) > 0, 20_000, 100)) findings.push({ kind: 'corrupt', what: `"${WORSE}": ${back || 'nothing'} is in force after the rollback, not the old content under a number above ${release.version}`, count: 1 });
  const during = asked(world);
  if (before.known - start.known < ASKED || during.unknown === before.unknown) wrong(`the visitor did not feel it: ${before.known - start.known} answers before, ${during.unknown - before.unknown} unknown after`);
  await ask(world, 1);
  if (!await holds(() => asked(world).known > during.known, 15_000, 200)) findings.push({ kind: 'corrupt', what: `"${WORSE}": the old answer is not back`, count: 1 });
  const incidents = reading(`${world.hubData}/hub.sqlite`, (db) => (db.prepare("SELECT count(*) AS n FROM incidents WHERE code = 'rollout-worse'").get() as { n: number }).n) ?? 0;
  if (incidents === 0) wrong('nobody was told: there is no incident');
  return findings;
}
