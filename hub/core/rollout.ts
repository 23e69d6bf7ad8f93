// A rollout as a pure machine: what has happened goes in, what is to be done comes out. No clock, no store: the same inputs
// give the same rollout, on any hub, after any restart.
import { judgeGates, tooFewToJudge, Z_FINAL, Z_LOOK } from './rollout-gates.ts';
import type { Cause, HistoryEntry, KioskPlace, KioskSeen, Rollout, RolloutInput, RolloutOutput, Wave } from './rollout-contract.ts';

const RESTARTS_OF_A_CRASH_LOOP = 3;
const LOOK_AGAIN_AT = 1.2; // times as many questions as at the last look: few looks, so few chances to be fooled
const ACTIVE: readonly Rollout['state'][] = ['awaiting-signature', 'running', 'waiting', 'halted', 'rolling-back'];

/** Is there anything left that this rollout waits for? */
export function isActive(rollout: Pick<Rollout, 'state'>): boolean {
  return ACTIVE.includes(rollout.state);
}

/** The rollout after these inputs, in their order, and what is to be done about them, in order. */
export function step(before: Rollout, inputs: readonly RolloutInput[]): { rollout: Rollout; outputs: RolloutOutput[] } {
  const rollout = structuredClone(before);
  const outputs: RolloutOutput[] = [];
  for (const input of inputs) take(rollout, input, outputs);
  return { rollout, outputs };
}

function take(r: Rollout, input: RolloutInput, out: RolloutOutput[]): void {
  switch (input.type) {
    case 'started':
      note(r, out, { at: input.at, who: r.by, what: 'started', wave: null, cause: r.emergency === null ? null : { code: 'emergency', text: r.emergency } });
      r.state = input.awaitingSignature ? 'awaiting-signature' : 'running';
      break;
    case 'signed':
      if (r.state !== 'awaiting-signature') break;
      r.state = 'running';
      note(r, out, { at: input.at, who: 'foyer', what: 'signed', wave: null, cause: null });
      break;
    case 'hub-back': hubBack(r, input.at, out); break;
    case 'tick':
      look(r, input.at, input.fleet, out);
      if (r.state === 'running') progress(r, input.at, input.fleet, out);
      if (r.state === 'rolling-back') settleRollback(r, input.at, input.fleet, out);
      break;
    case 'reported': reported(r, input, out); break;
    case 'measured': measured(r, input, out); break;
    case 'halt':
      if (r.state !== 'running' && r.state !== 'waiting' && r.state !== 'awaiting-signature') break;
      r.state = 'halted';
      r.cause = { code: 'staff', ...(input.note ? { text: input.note } : {}) };
      note(r, out, { at: input.at, who: input.by, what: 'halted', wave: r.wave, cause: r.cause });
      break;
    case 'resume': resume(r, input, out); break;
    case 'rollback':
      if (r.state !== 'rolling-back' && r.state !== 'rolled-back' && r.state !== 'superseded') rollBack(r, input.at, input.by, { code: 'staff', ...(input.note ? { text: input.note } : {}) }, out);
      break;
    case 'restored': {
      r.restores[input.before] = input.release;
      const kiosks = Object.entries(r.kiosks).filter(([, place]) => place.state === 'rolling-back' && place.before?.sha256 === input.before).map(([name]) => name);
      out.push({ type: 'desire', kiosks, release: input.release });
      break;
    }
    case 'superseded':
      if (!isActive(r)) break;
      r.state = 'superseded';
      note(r, out, { at: input.at, who: input.by, what: 'superseded', wave: r.wave, cause: { code: 'newer-rollout' } });
  }
  r.seenAt = Math.max(r.seenAt, input.at);
}

function note(r: Rollout, out: RolloutOutput[], entry: HistoryEntry): void {
  r.history.push(entry);
  out.push({ type: 'note', entry });
}
function fail(r: Rollout, at: number, kiosk: string, place: KioskPlace, cause: Cause, out: RolloutOutput[]): void {
  place.state = 'failed';
  place.dueAt = null;
  place.why = cause;
  note(r, out, { at, who: kiosk, what: 'kiosk-failed', wave: place.wave, cause: { ...cause, kiosk } });
  out.push({ type: 'alarm', cause: { ...cause, kiosk } });
}
/** A bad line says nothing about the content: others go on, and the release waits for this kiosk. */
function holdUp(r: Rollout, at: number, kiosk: string, place: KioskPlace, out: RolloutOutput[]): void {
  Object.assign(place, { state: 'unreachable', dueAt: null, held: true });
  note(r, out, { at, who: kiosk, what: 'kiosk-held-up', wave: place.wave, cause: place.why && { ...place.why, kiosk } });
  out.push({ type: 'alarm', cause: { code: 'download-failing', kiosk, ...(place.why?.text === undefined ? {} : { text: place.why.text }) } });
}
function applied(place: KioskPlace, at: number): void {
  Object.assign(place, { state: 'applied', appliedAt: at, dueAt: null, why: null, awaySince: null, restarts: 0 });
  delete place.held;
}

function reported(r: Rollout, input: Extract<RolloutInput, { type: 'reported' }>, out: RolloutOutput[]): void {
  const place = r.kiosks[input.kiosk];
  if (!place) return;
  if (r.state === 'done') return lateFailure(r, input, place, out);
  if (!isActive(r)) return;
  const text = input.text === undefined ? {} : { text: input.text.slice(0, 400) };
  if (input.outcome === 'pending') { // its deadline goes on
    if (place.state === 'asked' || place.state === 'unreachable') place.why = { code: 'download-failing', ...text };
  } else if (input.outcome === 'applied') {
    if (input.sha256 === r.release.sha256 && (place.state === 'asked' || place.state === 'unreachable' || (place.state === 'failed' && r.state === 'running'))) applied(place, input.saidAt ?? input.at);
    else if (place.state === 'rolling-back' && input.sha256 !== null && input.sha256 === r.restores[place.before?.sha256 ?? '']?.sha256) place.state = 'rolled-back';
  } else if (place.state === 'rolling-back') {
    if (r.restores[place.before?.sha256 ?? ''] !== undefined) fail(r, input.at, input.kiosk, place, { code: 'not-restored', ...text }, out);
  } else if (place.state === 'asked' || place.state === 'unreachable' || (place.state === 'applied' && input.outcome === 'rolled-back-itself')) {
    fail(r, input.at, input.kiosk, place, { code: input.outcome, ...text }, out);
  }
}

/** Content can break a kiosk after the last wave, above all where nobody had to wait for one. */
function lateFailure(r: Rollout, input: Extract<RolloutInput, { type: 'reported' }>, place: KioskPlace, out: RolloutOutput[]): void {
  if (input.outcome !== 'rolled-back-itself' || place.state !== 'applied') return;
  fail(r, input.at, input.kiosk, place, { code: 'rolled-back-itself', ...(input.text === undefined ? {} : { text: input.text.slice(0, 400) }) }, out);
  const broken = overBudget(r);
  if (broken) stop(r, input.at, { ...broken.why, kiosk: broken.kiosk }, out);
}

/** What the fleet looks like says who is late, who fell silent and who crashes in circles. */
function look(r: Rollout, at: number, fleet: readonly KioskSeen[], out: RolloutOutput[]): void {
  if (r.state === 'awaiting-signature') return;
  for (const seen of fleet) {
    const place = r.kiosks[seen.kiosk];
    if (!place) continue;
    const has = seen.applied === r.release.sha256;
    if (place.state === 'waiting') place.boot = seen.boot;
    else if ((place.state === 'asked' || place.state === 'unreachable') && has) applied(place, at);
    else if (place.state === 'unreachable' && seen.online && place.held !== true) Object.assign(place, { state: 'asked', dueAt: at + r.plan.deadlineMs });
    else if (place.state === 'asked' && place.dueAt !== null && at >= place.dueAt && place.why?.code === 'download-failing') holdUp(r, at, seen.kiosk, place, out);
    else if (place.state === 'asked' && place.dueAt !== null && at >= place.dueAt) fail(r, at, seen.kiosk, place, { code: 'silent' }, out);
    else if (place.state === 'applied') watchApplied(r, at, seen, place, has, out);
    if (place.state !== 'waiting' && seen.boot !== '') place.boot = seen.boot;
  }
}
function watchApplied(r: Rollout, at: number, seen: KioskSeen, place: KioskPlace, has: boolean, out: RolloutOutput[]): void {
  const watched = r.waves[place.wave]?.endedAt === null;
  place.awaySince = seen.online ? null : place.awaySince ?? at;
  if (seen.boot !== '' && place.boot !== '' && seen.boot !== place.boot) place.restarts += 1;
  if (!has && seen.applied !== null && seen.wanted === r.release.sha256) fail(r, at, seen.kiosk, place, { code: 'rolled-back-itself' }, out);
  else if (watched && place.restarts >= RESTARTS_OF_A_CRASH_LOOP) fail(r, at, seen.kiosk, place, { code: 'restarting' }, out);
  else if (watched && place.awaySince !== null && at - place.awaySince >= r.plan.deadlineMs) fail(r, at, seen.kiosk, place, { code: 'went-silent' }, out);
}

function progress(r: Rollout, at: number, fleet: readonly KioskSeen[], out: RolloutOutput[]): void {
  const broken = overBudget(r);
  if (broken) return stop(r, at, { ...broken.why, code: broken.alone ? broken.why.code : 'over-budget', kiosk: broken.kiosk }, out);
  for (let wave = r.waves[r.wave]; wave; wave = r.waves[r.wave]) {
    if (wave.startedAt === null) beginWave(r, at, wave, fleet, out);
    const places = Object.values(r.kiosks).filter((place) => place.wave === r.wave);
    if (wave.settledAt === null) {
      const open = places.some((place) => place.state === 'asked' || place.state === 'waiting');
      // A first wave in which nobody could be reached has shown nothing; another kiosk goes first then, if its line is bad.
      if (r.wave === 0 && !open) sendAhead(r, at, fleet, out);
      if (open || (r.wave === 0 && !places.some((place) => place.state === 'applied' || place.pardoned))) return;
      wave.settledAt = at;
      wave.soakUntil = at + r.plan.soakMs;
      if (r.plan.soakMs > 0) note(r, out, { at, who: 'foyer', what: 'wave-soaking', wave: r.wave, cause: null });
    }
    if (!mayEnd(r, at, wave, out)) return;
    wave.endedAt = at;
    wave.verdict ??= r.plan.soakMs === 0 ? 'not-judged' : r.gatesOff ? 'overruled' : r.tooFew ? 'too-few' : 'good';
    note(r, out, { at, who: 'foyer', what: 'wave-ended', wave: r.wave, cause: wave.verdict === 'too-few' ? { code: 'too-few' } : null });
    r.wave += 1;
    r.lookedAt = 0;
    r.tooFew = true;
  }
  r.wave = Math.max(0, r.waves.length - 1);
  r.state = 'done';
  note(r, out, { at, who: 'foyer', what: 'done', wave: null, cause: null });
}
function mayEnd(r: Rollout, at: number, wave: Wave, out: RolloutOutput[]): boolean {
  if (r.gatesOff || r.plan.soakMs === 0) return true;
  if (at < (wave.soakUntil ?? 0)) return false;
  if (!r.tooFew) return true;
  const limit = (wave.settledAt ?? at) + r.plan.maxSoakMs;
  if (at < limit) {
    wave.soakUntil = Math.min(limit, at + r.plan.soakMs);
    note(r, out, { at, who: 'foyer', what: 'soak-extended', wave: r.wave, cause: { code: 'too-few' } });
    return false;
  }
  if (r.plan.whenTooFew === 'go-on') return true;
  r.state = 'waiting';
  r.cause = { code: 'too-few' };
  wave.verdict = 'too-few';
  note(r, out, { at, who: 'foyer', what: 'waiting', wave: r.wave, cause: r.cause });
  out.push({ type: 'alarm', cause: r.cause });
  return false;
}
function beginWave(r: Rollout, at: number, wave: Wave, fleet: readonly KioskSeen[], out: RolloutOutput[]): void {
  const online = new Set(fleet.filter((seen) => seen.online).map((seen) => seen.kiosk));
  if (r.wave === 0) preferReachable(r, online);
  wave.startedAt = at;
  const names = Object.keys(r.kiosks).filter((name) => r.kiosks[name]?.wave === r.wave && r.kiosks[name]?.state === 'waiting');
  for (const name of names) {
    const place = r.kiosks[name];
    if (place) Object.assign(place, online.has(name) ? { state: 'asked', dueAt: at + r.plan.deadlineMs } : { state: 'unreachable' });
  }
  note(r, out, { at, who: 'foyer', what: 'wave-started', wave: r.wave, cause: null });
  if (names.length > 0) out.push({ type: 'desire', kiosks: names, release: r.release });
}
/** Between planning and beginning (a signature may take days) the chosen kiosks can have gone. */
function preferReachable(r: Rollout, online: ReadonlySet<string>): void {
  const first = Object.entries(r.kiosks).filter(([, place]) => place.wave === 0);
  const spare = Object.entries(r.kiosks).find(([name, place]) => place.wave > 0 && online.has(name));
  if (!spare || first.some(([name]) => online.has(name))) return;
  const [away] = first;
  if (!away) return;
  r.kiosks[away[0]] = { ...away[1], wave: spare[1].wave };
  r.kiosks[spare[0]] = { ...spare[1], wave: 0 };
}
/** Somebody else takes the place of a kiosk in the first wave that cannot fetch the release. */
function sendAhead(r: Rollout, at: number, fleet: readonly KioskSeen[], out: RolloutOutput[]): void {
  const first = Object.entries(r.kiosks).filter(([, place]) => place.wave === 0);
  const held = first.find(([, place]) => place.held === true);
  const spare = fleet.find((seen) => seen.online && r.kiosks[seen.kiosk]?.state === 'waiting')?.kiosk;
  const place = spare === undefined ? undefined : r.kiosks[spare];
  if (!held || !place || spare === undefined || first.some(([, one]) => one.state === 'applied')) return;
  held[1] = r.kiosks[held[0]] = { ...held[1], wave: place.wave };
  r.kiosks[spare] = { ...place, wave: 0, state: 'asked', dueAt: at + r.plan.deadlineMs };
  out.push({ type: 'desire', kiosks: [spare], release: r.release });
}
/** The first failure of a wave that has more of them than it may. */
function overBudget(r: Rollout): { kiosk: string; why: Cause; alone: boolean } | undefined {
  for (let index = 0; index <= r.wave; index += 1) {
    const places = Object.entries(r.kiosks).filter(([, place]) => place.wave === index);
    const failed = places.filter(([, place]) => place.state === 'failed' && !place.pardoned);
    const [first] = failed;
    if (first && failed.length > Math.floor(places.length * r.plan.failureShare)) return { kiosk: first[0], why: first[1].why ?? { code: 'silent' }, alone: failed.length === 1 };
  }
  return undefined;
}

function measured(r: Rollout, input: Extract<RolloutInput, { type: 'measured' }>, out: RolloutOutput[]): void {
  const wave = r.waves[r.wave];
  if (r.state !== 'running' || !wave || wave.settledAt === null) return;
  const last = input.at >= (wave.soakUntil ?? 0);
  r.gates = judgeGates(input.measured, r.plan, last ? Z_FINAL : Z_LOOK);
  r.tooFew = tooFewToJudge(r.gates);
  const { questions } = input.measured.wave;
  if (!last && questions < r.lookedAt * LOOK_AGAIN_AT) return;
  if (!r.tooFew) r.lookedAt = questions;
  const worse = r.gates.find((gate) => gate.verdict === 'worse');
  if (worse && !r.gatesOff && r.plan.soakMs > 0) stop(r, input.at, { code: 'worse', gate: worse.gate }, out);
}

/** By itself: halt, and back to what was there before. */
function stop(r: Rollout, at: number, cause: Cause, out: RolloutOutput[]): void {
  r.state = 'halted';
  r.cause = cause;
  note(r, out, { at, who: 'foyer', what: 'halted', wave: r.wave, cause });
  out.push({ type: 'alarm', cause });
  if (r.plan.automaticRollback) rollBack(r, at, 'foyer', cause, out);
}
function rollBack(r: Rollout, at: number, by: string, cause: Cause, out: RolloutOutput[]): void {
  const groups = new Map<string, string[]>();
  for (const [name, place] of Object.entries(r.kiosks)) {
    if (place.state === 'waiting' || place.before === null || place.before.sha256 === r.release.sha256) continue;
    Object.assign(place, { state: 'rolling-back', dueAt: null });
    groups.set(place.before.sha256, [...(groups.get(place.before.sha256) ?? []), name]);
  }
  if (groups.size === 0 && Object.values(r.kiosks).some((place) => place.state !== 'waiting')) {
    // Nothing to go back to: what stands there stays, and people are told.
    r.state = 'halted';
    r.cause = { code: 'not-restored' };
    note(r, out, { at, who: by, what: 'halted', wave: r.wave, cause: r.cause });
    out.push({ type: 'alarm', cause: r.cause });
    return;
  }
  r.state = 'rolling-back';
  r.cause = cause;
  note(r, out, { at, who: by, what: 'rolling-back', wave: r.wave, cause });
  pushRestores(r, out);
}
function pushRestores(r: Rollout, out: RolloutOutput[]): void {
  const groups = new Map<string, { before: NonNullable<KioskPlace['before']>; kiosks: string[] }>();
  for (const [name, { state, before }] of Object.entries(r.kiosks)) {
    if (state !== 'rolling-back' || !before) continue;
    const group = groups.get(before.sha256) ?? { before, kiosks: [] };
    group.kiosks.push(name);
    groups.set(before.sha256, group);
  }
  for (const { before, kiosks } of groups.values()) {
    const made = r.restores[before.sha256];
    out.push(made ? { type: 'desire', kiosks, release: made } : { type: 'restore', before, kiosks });
  }
}
function settleRollback(r: Rollout, at: number, fleet: readonly KioskSeen[], out: RolloutOutput[]): void {
  const online = new Map(fleet.map((seen) => [seen.kiosk, seen]));
  let open = 0;
  for (const [name, place] of Object.entries(r.kiosks)) {
    if (place.state !== 'rolling-back') continue;
    const restore = r.restores[place.before?.sha256 ?? ''];
    const seen = online.get(name);
    if (!restore) open += 1;
    else if (seen?.applied === restore.sha256) place.state = 'rolled-back';
    else if (!seen?.online) place.dueAt = null; // its document waits for it
    else if (place.dueAt === null) {
      place.dueAt = at + r.plan.deadlineMs;
      open += 1;
    } else if (at >= place.dueAt) fail(r, at, name, place, { code: 'not-restored' }, out);
    else open += 1;
  }
  if (open > 0) return;
  r.state = 'rolled-back';
  note(r, out, { at, who: 'foyer', what: 'rolled-back', wave: null, cause: r.cause });
}

function resume(r: Rollout, input: { at: number; by: string; note: string }, out: RolloutOutput[]): void {
  if (r.state !== 'halted' && r.state !== 'waiting') return;
  if (r.cause?.code === 'worse' || r.cause?.code === 'too-few') r.gatesOff = true;
  for (const place of Object.values(r.kiosks)) if (place.state === 'failed') place.pardoned = true;
  r.state = 'running';
  r.cause = null;
  note(r, out, { at: input.at, who: input.by, what: 'resumed', wave: r.wave, cause: input.note ? { code: 'staff', text: input.note } : null });
}

/** The hub was away: what it did not see is nobody's fault, and what it had asked for is asked for again. */
function hubBack(r: Rollout, at: number, out: RolloutOutput[]): void {
  if (!isActive(r)) return;
  const away = Math.max(0, at - r.seenAt);
  for (const place of Object.values(r.kiosks)) {
    if (place.dueAt !== null) place.dueAt = Math.max(place.dueAt, at + r.plan.deadlineMs);
    place.awaySince = null;
  }
  for (const wave of r.waves) {
    if (wave.settledAt === null || wave.endedAt !== null) continue;
    wave.settledAt += away;
    if (wave.soakUntil !== null) wave.soakUntil += away;
  }
  note(r, out, { at, who: 'foyer', what: 'hub-back', wave: r.wave, cause: { code: 'hub-back' } });
  if (r.state === 'rolling-back') return pushRestores(r, out);
  if (r.state !== 'running' && r.state !== 'waiting') return;
  const asked = Object.entries(r.kiosks).filter(([, place]) => place.state === 'asked' || place.state === 'unreachable').map(([name]) => name);
  if (asked.length > 0) out.push({ type: 'desire', kiosks: asked, release: r.release });
}
