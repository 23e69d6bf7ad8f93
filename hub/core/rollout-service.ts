// Runs the rollouts: feeds each machine with what happens, one input after the other, keeps it on disk before anything is
// done about it, and asks again after a restart for what had been asked.
import type { PackRelease, Reported } from '../../flows/protocol/fleet.ts';
import type { Fleet } from './fleet.ts';
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { Incidents } from './incidents.ts';
import { COMMON, type PackDirectory } from './pack-directory.ts';
import { tenantOfKiosk } from './pack-access.ts';
import type { Audit, Clock, FleetStore, KioskRecord, Log } from './ports.ts';
import type { ReleaseRepository } from './release-repository.ts';
import { isActive, step } from './rollout.ts';
import type { KioskSeen, Rollout, RolloutInput, RolloutOutput, RolloutPlan } from './rollout-contract.ts';
import type { OutcomeStore, RolloutStore } from './rollout-port.ts';
import { planRollout, type Target } from './rollout-waves.ts';

export interface BeginRollout { readonly pack: string; readonly release: PackRelease; readonly targets: readonly KioskRecord[]; readonly by: string; readonly plan: RolloutPlan; readonly all: boolean; readonly emergency: string | null; readonly awaitingSignature: boolean }
export type RolloutAct = 'halt' | 'resume' | 'rollback';
export interface Rollouts {
  /** Takes up what was running when the hub stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when the first wave has been asked. A running rollout of the same pack is superseded. */
  begin(request: BeginRollout): Promise<Rollout>;
  /** What a kiosk has said about its content. */
  reported(kiosk: string, message: Reported): void;
  act(id: string, act: RolloutAct, by: string, note: string): Promise<{ outcome: 'done'; rollout: Rollout } | { outcome: 'unknown' } | { outcome: 'not-now'; state: Rollout['state'] }>;
  list(limit: number, packs?: readonly string[]): Promise<Rollout[]>;
  find(id: string): Promise<Rollout | undefined>;
  /** Rollouts of a pack that have not ended. */
  underWay(pack: string): Promise<Rollout[]>;
}

const TICK_MS = 1000;
const LOOKS_PER_SOAK = 20;
const BEFORE_MS = 3 * 86_400_000;
const MOST_KIOSKS_MEASURED = 200; // on each side: enough to judge by, and the same cost in every fleet
const KEEP_SETTLED = 50;

export function createRollouts(options: {
  store: RolloutStore; outcomes: OutcomeStore; kiosks: Pick<FleetStore, 'kiosks' | 'kiosk'>; fleet: () => Pick<Fleet, 'desire'>; repository: Pick<ReleaseRepository, 'onSigned' | 'state'>;
  /** The content of this release under a new number. */
  again(before: PackRelease): Promise<PackRelease>;
  incidents: Incidents; audit: Audit; clock: Clock; log: Log; newId(): string;
  directory: Pick<PackDirectory, 'address' | 'fits' | 'readable' | 'of'>;
}): Rollouts {
  const { store, clock, log, directory } = options;
  /** Who reads incidents of a tenant finds those of its rollouts by the beginning of this name. */
  const rolloutName = (pack: string): string => {
    const { owner, name } = directory.of(pack);
    return owner === COMMON ? `rollout of ${name}` : `${owner}.rollout of ${name}`;
  };
  const known = new Map<string, Rollout>(); // active ones and, for late failures, the newest of each pack
  const measuredAt = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();
  let cancelTick: (() => void) | undefined;
  let stopped = false;
  let nudged = false;
  let said: { kiosk: string; message: Reported }[] = [];
  let forgetSigned = (): void => {};

  /** One after the other; a failure is the caller's, and the next one goes on. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  }
  function quietly(what: string, work: () => Promise<unknown>): void {
    inTurn(work).catch((error: unknown) => log.error(what, { error: String(error) }));
  }

  async function feed(id: string, inputs: readonly RolloutInput[]): Promise<Rollout | undefined> {
    const before = known.get(id) ?? await store.find(id);
    if (!before) return undefined;
    const { rollout, outputs } = step(before, inputs);
    await store.save(rollout); // before anything is done about it
    known.set(id, rollout);
    for (const output of outputs) await perform(rollout, output);
    await settle(before, known.get(id) ?? rollout);
    return known.get(id);
  }
  async function perform(rollout: Rollout, output: RolloutOutput): Promise<void> {
    switch (output.type) {
      case 'desire': {
        const missing: string[] = [];
        // Whatever a document or a kiosk says: content never reaches another tenant's kiosk.
        for (const name of output.kiosks.filter((kiosk) => directory.fits(output.release.pack, tenantOfKiosk(kiosk)))) if ((await options.kiosks.kiosk(name))?.desired.release?.sha256 !== output.release.sha256) missing.push(name);
        await options.fleet().desire(missing, output.release);
        break;
      }
      case 'restore': {
        // Another pack's content needs no new number: its own numbers have not been touched.
        const release = output.before.pack === rollout.pack ? await options.again(output.before) : output.before;
        await feed(rollout.id, [{ type: 'restored', at: clock.now(), before: output.before.sha256, release }]);
        break;
      }
      case 'alarm':
        options.incidents.note(output.cause.kiosk ?? rolloutName(rollout.pack), `rollout-${output.cause.code}`, directory.readable(alarmText(rollout, output)), alarmFacts(directory.readable(rollout.pack), rollout, output));
        break;
      case 'note':
        await options.audit.note({ at: output.entry.at, who: output.entry.who, what: `rollout-${output.entry.what}`, detail: { rollout: rollout.id, pack: directory.address(rollout.pack), version: rollout.release.version, wave: output.entry.wave, cause: output.entry.cause } });
    }
  }
  /** What kiosks get that are new here: only content that has gone through. */
  async function settle(before: Rollout, after: Rollout): Promise<void> {
    if (before.state === after.state || !after.all) return;
    if (after.state === 'done') await store.setCurrent(after.release);
    const restored = Object.values(after.restores).filter((release) => release.pack === after.pack).at(-1);
    if (after.state === 'rolled-back' && restored) await store.setCurrent(restored);
  }

  function seen(record: KioskRecord): KioskSeen {
    return { kiosk: record.name, online: record.state === 'ready' || record.state === 'degraded' || record.state === 'asleep', boot: record.boot, applied: record.appliedRelease?.sha256 ?? null, wanted: record.desired.release?.sha256 ?? null };
  }
  async function measure(rollout: Rollout, at: number): Promise<RolloutInput[]> {
    const wave = rollout.waves[rollout.wave];
    if (rollout.state !== 'running' || rollout.plan.soakMs === 0 || !wave || wave.settledAt === null || wave.startedAt === null) return [];
    const due = (measuredAt.get(rollout.id) ?? 0) + Math.max(TICK_MS / 2, rollout.plan.soakMs / LOOKS_PER_SOAK);
    if (at < due && at < (wave.soakUntil ?? 0)) return [];
    measuredAt.set(rollout.id, at);
    const places = Object.entries(rollout.kiosks);
    const applied = places.flatMap(([kiosk, place]) => (place.state === 'applied' && place.appliedAt !== null ? [{ kiosk, at: place.appliedAt }] : [])).slice(0, MOST_KIOSKS_MEASURED);
    const others = places.filter(([, place]) => place.state === 'waiting').map(([kiosk]) => kiosk).slice(0, MOST_KIOSKS_MEASURED);
    const from = rollout.waves[0]?.startedAt ?? wave.startedAt;
    const measured = await options.outcomes.measure({ pack: rollout.pack, version: rollout.release.version, applied, others, from, beforeFrom: from - BEFORE_MS });
    return [{ type: 'measured', at, measured }];
  }
  async function tick(): Promise<void> {
    const active = [...known.values()].filter(isActive);
    if (active.length === 0) return;
    const records = await options.kiosks.kiosks();
    for (const rollout of active) {
      const at = clock.now();
      const fleet = records.filter((record) => rollout.kiosks[record.name] !== undefined).map(seen);
      const signed: RolloutInput[] = rollout.state === 'awaiting-signature' && (await options.repository.state(rollout.release))?.state === 'signed' ? [{ type: 'signed', at }] : [];
      await feed(rollout.id, [...signed, ...await measure(rollout, at), { type: 'tick', at, fleet }]);
    }
    forgetSettled();
  }
  function forgetSettled(): void {
    const settled = [...known.values()].filter((rollout) => !isActive(rollout)).sort((a, b) => a.startedAt - b.startedAt);
    for (const rollout of settled.slice(0, Math.max(0, settled.length - KEEP_SETTLED))) known.delete(rollout.id);
  }
  function tickLater(): void {
    if (stopped) return;
    cancelTick = clock.setTimeout(() => {
      inTurn(tick).catch((error: unknown) => log.error('A rollout could not go on.', { error: String(error) })).finally(tickLater);
    }, TICK_MS);
  }
  /** Something has been said that a wave may have waited for. */
  function nudge(): void {
    if (nudged || stopped) return;
    nudged = true;
    quietly('A rollout could not go on.', () => { nudged = false; return tick(); });
  }

  /** Whatever was reported while the last step was being kept: a fleet that applies at once is a few steps, not thousands. */
  async function takeReports(): Promise<void> {
    const reports = said;
    said = [];
    const inputs = new Map<string, RolloutInput[]>();
    for (const { kiosk, message } of reports) {
      const record = await options.kiosks.kiosk(kiosk);
      if (!record) continue;
      const itself = message.rolledBack;
      const outcome = message.pending ? 'pending' : itself ? 'rolled-back-itself' : message.refused !== undefined ? 'refused' : 'applied';
      const text = message.pending?.reason ?? itself?.reason ?? message.refused;
      for (const rollout of [...known.values()].filter((one) => one.kiosks[kiosk] !== undefined)) {
        const wanted = record.desired.release?.sha256;
        const ours = wanted === rollout.release.sha256 || Object.values(rollout.restores).some((release) => release.sha256 === wanted);
        // A refusal of an older document says nothing about this one; a kiosk that went back says from what.
        if (!ours || (outcome === 'refused' && message.version < record.desired.version) || (itself && itself.from !== rollout.release.version)) continue;
        const some = inputs.get(rollout.id) ?? [];
        inputs.set(rollout.id, some);
        some.push({ type: 'reported', at: clock.now(), kiosk, outcome, sha256: message.release?.sha256 ?? null, saidAt: message.at, ...(text === undefined ? {} : { text }) });
      }
    }
    for (const [id, some] of inputs) await feed(id, some);
  }

  async function targetsOf(records: readonly KioskRecord[]): Promise<Target[]> {
    // A kiosk in the middle of another rollout goes back to what it had before that one, not to what nobody has judged.
    const unfinished = [...known.values()].filter((rollout) => isActive(rollout) || rollout.state === 'superseded').sort((a, b) => a.startedAt - b.startedAt);
    return records.map((record) => {
      const applied = record.appliedRelease ?? record.desired.release ?? null;
      const middle = unfinished.find((rollout) => rollout.release.sha256 === applied?.sha256)?.kiosks[record.name];
      return { name: record.name, online: seen(record).online, before: middle?.before ?? applied, boot: record.boot };
    });
  }

  return {
    async start() {
      for (const rollout of (await store.list(KEEP_SETTLED)).reverse()) known.set(rollout.id, rollout);
      forgetSigned = options.repository.onSigned(() => nudge());
      await inTurn(async () => {
        for (const rollout of [...known.values()].filter(isActive)) await feed(rollout.id, [{ type: 'hub-back', at: clock.now() }]);
      });
      tickLater();
    },
    async stop() {
      stopped = true;
      cancelTick?.();
      forgetSigned();
      await turn;
    },
    begin: (request) => inTurn(async () => {
      const { awaitingSignature, ...given } = request;
      const targets = request.targets.filter((record) => directory.fits(request.pack, record.address.tenant));
      const at = clock.now();
      const planned = planRollout({ ...given, id: options.newId(), startedAt: at, targets: await targetsOf(targets) });
      for (const older of [...known.values()].filter((rollout) => rollout.pack === request.pack && isActive(rollout))) await feed(older.id, [{ type: 'superseded', at, by: request.by }]);
      known.set(planned.id, planned);
      await feed(planned.id, [{ type: 'started', at, awaitingSignature }]);
      if (!awaitingSignature) await tick();
      return known.get(planned.id) ?? planned;
    }),
    reported(kiosk, message) {
      if (![...known.values()].some((rollout) => rollout.kiosks[kiosk] !== undefined)) return;
      said.push({ kiosk, message });
      if (said.length === 1) quietly('A kiosk\'s report could not be taken.', takeReports);
      nudge();
    },
    act: (id, act, by, note) => inTurn(async () => {
      const before = known.get(id) ?? await store.find(id);
      if (!before) return { outcome: 'unknown' };
      const after = await feed(id, [{ type: act, at: clock.now(), by, note }]);
      if (!after || after.history.length === before.history.length) return { outcome: 'not-now', state: before.state };
      await tick();
      return { outcome: 'done', rollout: known.get(id) ?? after };
    }),
    list: (limit, packs) => store.list(limit, packs),
    find: (id) => store.find(id),
    underWay: async (pack) => [...known.values()].filter((rollout) => rollout.pack === pack && isActive(rollout)),
  };
}

function alarmFacts(pack: string, rollout: Rollout, { cause }: Extract<RolloutOutput, { type: 'alarm' }>): IncidentFacts {
  return { pack, version: rollout.release.version, ...(cause.gate === undefined ? {} : { gate: cause.gate }) };
}
function alarmText(rollout: Rollout, { cause }: Extract<RolloutOutput, { type: 'alarm' }>): string {
  const what: Record<typeof cause.code, string> = {
    'refused': 'was refused', 'rolled-back-itself': 'was taken back by the kiosk itself', 'silent': 'was not applied in time', 'went-silent': 'was applied, and the kiosk fell silent', 'restarting': 'makes the kiosk restart over and over',
    'over-budget': 'fails on too many kiosks', 'worse': `serves visitors worse (${cause.gate ?? ''})`, 'too-few': 'cannot be judged: too few visitors', 'nobody-reachable': 'reaches no kiosk', 'staff': 'was halted by staff', 'newer-rollout': 'was superseded',
    'emergency': 'goes to all at once', 'not-restored': 'could not be taken back everywhere', 'hub-back': 'goes on', 'signed': 'was signed', 'download-failing': 'cannot be fetched; the others go on, and the kiosk tries on',
  };
  return `${rollout.pack} ${rollout.release.version} ${what[cause.code]}${cause.text === undefined ? '' : `: ${cause.text}`}`;
}
