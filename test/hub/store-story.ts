// Everything the stores can be asked, asked once with fixed words and times; what they answer must not depend on the
// database. Texts are unkind on purpose: quotes, wildcards, characters beyond the first plane, names in both cases.
import { sha256 } from '../../hub/adapters/scrypt-hasher.ts';
import { createAuditReader } from '../../hub/adapters/store/audit-reader.ts';
import { createAuditTrail } from '../../hub/adapters/store/audit-store.ts';
import { createCallStore } from '../../hub/adapters/store/call-store.ts';
import { createSecretBox } from '../../hub/adapters/aes-secret-box.ts';
import { createContentStore } from '../../hub/adapters/store/content-store.ts';
import { createDeskStore } from '../../hub/adapters/store/desk-store.ts';
import { createEventStore } from '../../hub/adapters/store/event-store.ts';
import { createFleetStore } from '../../hub/adapters/store/fleet-store.ts';
import { createHistoryStore } from '../../hub/adapters/store/history-store.ts';
import { createIdentityStore } from '../../hub/adapters/store/identity-store.ts';
import { createOutcomeStore } from '../../hub/adapters/store/outcome-store.ts';
import { createPrivacyStore } from '../../hub/adapters/store/privacy-store.ts';
import { createPrivacyView } from '../../hub/adapters/store/privacy-view.ts';
import { createReleaseStore } from '../../hub/adapters/store/release-store.ts';
import { createReviewStore } from '../../hub/adapters/store/review-store.ts';
import { createRolloutStore } from '../../hub/adapters/store/rollout-store.ts';
import { createStaffStore } from '../../hub/adapters/store/staff-store.ts';
import type { StoreDatabase } from '../../hub/adapters/store/store-database.ts';
import { createTwinStore } from '../../hub/adapters/store/twin-store.ts';
import type { CaseRecord, InboundBatch } from '../../hub/core/ports.ts';
import type { Rollout } from '../../hub/core/rollout-contract.ts';
import { K1, K2, nameOf, turnEvent } from './hub-house.ts';

const NOW = 1_763_942_400_000;
const DAY = 86_400_000;
const UNKIND = '引号\'"，换行\n，%_\\，𠮷😀, "A" < "b"';
const WHERE = 'the story';

function visit(kiosk: string, epoch: string, session: string, at: number): InboundBatch {
  const time = new Date(at).toISOString();
  const envelope = { specversion: '1.0' as const, source: '/', time, boot: 'b', clock: 'synchronised' as const };
  const zones = ['answer', 'clarify', 'unknown', 'unknown'] as const;
  const events = [
    { ...envelope, seq: 1, id: `${session}-1`, type: 'foyer.session.started' as const, data: { type: 'foyer.session.started' as const, session, language: 'zh', pack: 'small', packVersion: '1.0.0', via: 'touch' } },
    ...zones.map((zone, turn) => {
      const event = turnEvent(turn + 2, { session, turn: turn + 1, text: turn === 3 ? UNKIND : `问题${turn}` });
      if (event.data.type !== 'foyer.turn') throw new Error('a turn was asked for');
      return { ...event, time, data: { ...event.data, decision: { ...event.data.decision, zone }, latencyMs: turn * 100.5 } };
    }),
    { ...envelope, seq: 6, id: `${session}-6`, type: 'foyer.task' as const, data: { type: 'foyer.task' as const, session, task: 't', flow: 'f', change: 'started', slots: {} } },
    { ...envelope, seq: 7, id: `${session}-7`, type: 'foyer.session.ended' as const, data: { type: 'foyer.session.ended' as const, session, reason: 'goodbye', turns: 4, rating: 5 } },
  ];
  return { kiosk, epoch, events: events.map((event) => ({ seq: event.seq, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event: event as never })) };
}
const record = (escalation: string, session: string, closedAt: number | null): CaseRecord => ({ case: { escalation, session, state: 'waiting', raisedAt: NOW, headline: UNKIND }, address: K1, closedAt } as unknown as CaseRecord);
const rollout = (id: string, state: string, startedAt: number): Rollout => ({ id, pack: 'small', state, startedAt, release: { pack: 'small', version: '1.0.1', sha256: 'aa', bytes: 9 }, history: [{ what: 'rolling-back', at: NOW + 5 }] } as unknown as Rollout);

/** What all the stores answer, by name. */
export async function storeStory(database: StoreDatabase): Promise<Record<string, unknown>> {
  const { db } = database;
  const [one, two] = [nameOf(K1), nameOf(K2)];
  const said: Record<string, unknown> = {};

  const fleet = createFleetStore(db);
  await Promise.all([fleet.enrol(K2, 'h2', NOW), fleet.enrol(K1, 'h1', NOW), fleet.enrol(K1, 'h1b', NOW)]);
  await fleet.savePresence(one, { state: 'ready', reason: UNKIND, boot: 'b', session: 3, lastSeen: NOW, versions: { foyer: '1' }, capabilities: ['x'] });
  await fleet.saveDesired(one, { v: 1, version: 4, settings: { volume: 0.7 } } as never);
  await fleet.saveReported(one, { version: 4, release: { pack: 'small', version: '1', sha256: 'aa', bytes: 3 }, refused: null });
  await fleet.saveReported(two, { version: 4, release: null, refused: 'no' });

  const events = createEventStore(database, WHERE);
  said['appended'] = await events.append([visit(one, 'e', 's1', NOW - 60_000), visit(two, 'e', 's2', NOW - 50_000), visit(one, 'e', 's1', NOW)], NOW);
  said['later'] = await events.append([{ kiosk: one, epoch: 'e', events: [{ seq: 9, id: '', type: 'strange', time: '', body: '{"seq":9}', event: null }] }], NOW);
  for (let at = 0; at < 3; at += 1) await events.recordIncident({ kiosk: two, at: NOW + at, code: 'usage', text: UNKIND });
  said['cursor'] = [await events.cursor(one, 'e'), await events.cursor(one, 'none')];
  said['kiosks'] = [await fleet.kiosks(), await fleet.kiosk('none'), await fleet.secretHash(one)];

  const desk = createDeskStore(db, WHERE);
  await desk.save([record('c1', 's1', null), record('c2', 's2', NOW - DAY)], [{ escalation: 'c1', direction: 'up', seq: 1, at: NOW, message: { text: UNKIND } as never }]);
  await desk.save([record('c1', 's1', NOW)], [{ escalation: 'c1', direction: 'up', seq: 1, at: NOW, message: { text: 'again' } as never }]);
  said['cases'] = [await desk.load(NOW - 1), await desk.load(0).then((all) => all.length)];

  const history = createHistoryStore(db);
  said['history'] = [await history.sessions({ limit: 9, scope: 'all' }), await history.session('s1'), await history.session('none'), await history.insights(0, 'all'), await history.insights(0, { tenant: 'acme', sites: ['other'] } as never), await history.insights(NOW + DAY, 'all'), await history.incidents(2, { tenant: 'acme' } as never)];
  said['outcomes'] = await createOutcomeStore(db).measure({ pack: 'small', version: '2', applied: [{ kiosk: one, at: NOW - 70_000 }], others: [two, 'acme.hall.k3'], from: 0, beforeFrom: 0 });

  const keys = createIdentityStore(db);
  await keys.admit({ address: K2, key: 'k-2', at: NOW, by: 'op' });
  await keys.addNext({ key: 'k-3', kiosk: two, at: NOW });
  await keys.promote('k-3', two);
  await keys.shut({ kiosk: two, state: 'held', reason: UNKIND, since: NOW, by: 'op' });
  said['keys'] = [await keys.keys(), await keys.key('k-3'), await keys.shutOut(two), await keys.letIn(two), await keys.letIn(two), await keys.allShutOut()];

  const calls = createCallStore(db);
  for (const reply of ['first', 'second']) await calls.saveReply(one, 's1.1.x', reply, NOW);
  said['calls'] = [await calls.reply(one, 's1.1.x'), await calls.reply(one, 'none')];

  const content = createContentStore(db, sha256, WHERE);
  for (const name of ['small', 'Big', 'alpha']) await content.saveDraft({ name, title: { zh: UNKIND }, version: '1.0.0', files: { 'pack.yaml': UNKIND }, at: NOW, by: 'author' });
  for (const owner of ['acme', 'zebra']) await content.saveDraft({ name: `t-${owner}`, owner, ownName: 'small', title: { zh: UNKIND }, version: '1.0.0', files: { 'pack.yaml': UNKIND }, at: NOW, by: 'author' });
  for (const version of ['1.0.0', '1.0.1']) await content.saveRelease({ release: { pack: 'small', version, sha256: 'aa', bytes: 7 }, text: UNKIND, at: NOW, by: 'author' });
  said['content'] = [await content.packs(), await content.draft('small'), await content.releases('small'), await content.latestRelease('small'), await content.bundle('aa'), await content.bundle('none'), (await content.refs()).map((ref) => JSON.stringify(ref)).sort(), await content.packsOfBundle('aa'), await content.packsOfBundle('none')];

  const reviews = createReviewStore(db);
  await reviews.edited('small', 'b', NOW);
  await reviews.edited('small', 'a', NOW + 1);
  await reviews.add({ pack: 'small', sha256: 'aa', state: 'requested', requestedBy: 'b', requestedAt: NOW, note: UNKIND, decidedBy: null, decidedAt: null, answer: '' });
  await reviews.decide((await reviews.list('small', 1))[0]?.id ?? 0, { state: 'approved', decidedBy: 'a', decidedAt: NOW, answer: UNKIND });
  await reviews.saveCheck({ sha256: 'aa', at: NOW, ok: true } as never);
  await reviews.saveSettings({ review: 'off', plan: {} }, 'a', NOW);
  said['reviews'] = [await reviews.editors('small'), await reviews.list('small', 5), await reviews.check('aa'), await reviews.settings()];

  const rollouts = createRolloutStore(db, WHERE);
  await rollouts.save(rollout('r1', 'running', NOW));
  await rollouts.save(rollout('r1', 'rolled-back', NOW));
  await rollouts.save(rollout('R2', 'done', NOW));
  await rollouts.setCurrent({ pack: 'small', version: '1', sha256: 'aa', bytes: 1 });
  said['rollouts'] = [await rollouts.list(9), await rollouts.list(9, ['other']), await rollouts.list(1, ['small', 'other']), await rollouts.list(9, []), await rollouts.find('r1'), await rollouts.current('small'), await rollouts.takenBackAt('small', 'aa')];

  const releases = createReleaseStore(db, WHERE);
  for (let version = 1; version <= 60; version += 1) await releases.save({ at: NOW, metadata: [{ name: `${version}.targets.json`, role: 'targets', version, body: UNKIND }, { name: 'timestamp.json', role: 'timestamp', version, body: `${version}` }] });
  await releases.save({ at: NOW, files: [{ sha256: 'ff', bytes: 3, body: UNKIND }], manifests: [{ path: 'releases/small/1.json', release: { pack: 'small', version: '1', sha256: 'aa', bytes: 1 }, sha256: 'ff', bytes: 3 }], pending: [{ role: 'root', version: 2, digest: 'd', signed: '{}' }], signatures: [{ digest: 'd', keyid: 'b', sig: '1' }, { digest: 'd', keyid: 'B', sig: '2' }] });
  said['releases'] = [await releases.manifests(), await releases.manifest('none'), await releases.metadata('10.targets.json'), await releases.metadata('11.targets.json'), await releases.latest('targets'), await releases.latest('timestamp'), await releases.pending('root'), await releases.signatures('d'), await releases.file('ff'), await releases.packsOf('ff'), await releases.packsOf('none'), await releases.save({ at: NOW, metadata: [{ name: 'x', role: 'targets', version: 60, body: '' }] }).catch((error: unknown) => String(error))];

  const staff = createStaffStore(db, createSecretBox(Buffer.alloc(32, 7)));
  said['added'] = [await staff.add({ name: 'Zoe', roles: ['agent'], scope: 'all', hash: 'h', mustChange: true, subject: 'i s' }, NOW), await staff.add({ name: 'Zoe', roles: [], scope: 'all', hash: 'x', mustChange: false, subject: null }, NOW), await staff.add({ name: 'amy', roles: [], scope: { tenant: 'acme' } as never, hash: 'x', mustChange: false, subject: null }, NOW)];
  await staff.change('Zoe', { mustChange: false, totpSecret: 'S' }, NOW + 1);
  await staff.saveRecovery('Zoe', ['r1', 'r2']);
  for (const [id, expiresAt] of [['1', NOW + DAY], ['2', NOW + DAY]] as const) await staff.openSession({ id, tokenHash: `t${id}`, name: 'Zoe', openedAt: NOW, expiresAt, seenAt: NOW + Number(id), device: UNKIND, remote: '', second: false, provenAt: 0, idToken: null });
  await staff.touchSession('t1', { seenAt: NOW + 9, second: true });
  await staff.addToken({ id: 't', name: 'n', tokenHash: 'th', permissions: [], scope: 'all', createdAt: NOW, createdBy: 'Zoe', expiresAt: NOW + DAY, revokedAt: null, usedAt: null });
  await staff.tokenUsed('t', NOW);
  said['staff'] = [await staff.count(), await staff.list(), await staff.find('zoe'), await staff.findSubject('i s'), await staff.useStep('Zoe', 5), await staff.useStep('Zoe', 5), await staff.recoveryLeft('Zoe'), await staff.useRecovery('Zoe', 'r1'), await staff.useRecovery('Zoe', 'r1'), await staff.sessions('Zoe', NOW), await staff.session('t1'), await staff.closeSessionById('Zoe', '2'), await staff.closeSessions('Zoe', 't1'), await staff.closeSessions('Zoe'), await staff.token('th'), await staff.revokeToken('t', NOW), await staff.revokeToken('t', NOW), await staff.tokens()];

  const twin = createTwinStore(db);
  for (const value of [0.5, [UNKIND]]) await twin.saveValue({ level: 'site', scope: 'acme.hall', key: 'volume', value, locked: true, by: 'op', at: NOW });
  await twin.saveCity('acme', 'hall', 'Bern');
  await twin.saveZone(one, 'a');
  await twin.saveReport(one, { version: 2, hash: 'h', refused: [], at: NOW });
  await Promise.all([1, 3].map((version) => twin.saveReport(two, { version, hash: `h${version}`, refused: [{ key: 'volume', reason: UNKIND }], at: NOW }))); // at once: the later one holds
  for (let at = 0; at < 205; at += 1) await twin.saveCommand({ id: `${at}`, kiosk: one, name: 'restart', args: { at }, by: 'op', at: NOW + at, notAfter: NOW + DAY, state: 'sent', detail: '', doneAt: null });
  await twin.settleCommand('204', one, { state: 'done', detail: UNKIND, doneAt: NOW });
  for (const value of [2.5, 1.25, 9]) await twin.saveReadings([{ kiosk: one, at: NOW, skewMs: -3.6, values: { cpu: value } }], [{ kiosk: one, key: 'cpu', hour: NOW - (NOW % 3_600_000), count: 2, mean: value, least: value - 1, most: value + 1 }]);
  await twin.saveLog(one, { at: NOW, lines: [UNKIND] });
  said['twin'] = [await twin.values(), await twin.cities(), await twin.zones(), [...await twin.reports()], (await twin.commands(one, 300)).length, await twin.commands(one, 2), await twin.readings(), await twin.series(one, 0), await twin.log(one), await twin.incidentsOf(two, 2)];

  const audit = createAuditTrail({ db, sha256, where: WHERE, heads: { keep: async () => undefined } as never, clock: { now: () => NOW }, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
  await audit.start();
  await Promise.all(Array.from({ length: 230 }, (_none, at) => audit.note({ at: NOW + at, who: at % 2 ? 'Zoe' : 'amy', what: at % 3 ? 'staff-added' : 'request', detail: { UNKIND, at } })));
  const reader = createAuditReader(db);
  said['audit'] = [audit.head(), await audit.after(228, 9), await reader.list({ limit: 3 }), await reader.list({ limit: 2, who: 'amy', what: 'Staff%', before: 200, from: NOW, to: NOW + 150 }), await audit.prune(NOW + 100, NOW + 500), audit.head()];

  const privacy = createPrivacyStore(database, WHERE);
  await privacy.setRetention({ calls: 3 }, NOW, 'op');
  await privacy.erase({ session: 's1', kiosk: one, at: NOW });
  await privacy.erase({ session: 's1', kiosk: one, at: NOW });
  said['erased'] = [await privacy.erased(), await privacy.unconfirmed(one), await privacy.confirmed(one, 's1'), await privacy.unconfirmed(one), await history.session('s1'), await calls.reply(one, 's1.1.x'), await privacy.retention()];
  const view = createPrivacyView(db);
  const every = { find: '', from: 0, to: NOW + DAY, limit: 9, scope: 'all' as const };
  said['to be forgotten'] = [await view.erasures(9, 'all'), await view.erasures(9, { tenant: 'other' }), await view.visits(every), await view.visits({ ...every, find: '%' }), await view.visits({ ...every, find: 's', scope: { tenant: 'acme', sites: ['hall'] } })];
  for (const kind of ['calls', 'cases', 'incidents', 'logs', 'metrics', 'turn-texts', 'sessions', 'audit'] as const) (said['to be forgotten'] as unknown[]).push([kind, await view.held(kind), await view.older(kind, NOW), await view.older(kind, NOW + DAY)]);
  await privacy.noteRun({}, NOW - 40 * DAY);
  await privacy.noteRun({ calls: 2, audit: 5 }, NOW - 1000);
  await privacy.noteRun({ calls: 1 }, NOW);
  said['runs'] = [await view.forgotten(NOW - DAY), await view.forgotten(0), await view.forgotten(NOW + 1)];
  said['forgotten'] = [];
  for (const kind of ['calls', 'cases', 'incidents', 'logs', 'metrics', 'turn-texts', 'sessions'] as const) (said['forgotten'] as unknown[]).push([kind, await privacy.forget(kind, NOW + DAY, 100), await privacy.forget(kind, NOW + DAY, 100)]);
  await privacy.scrub();
  said['left'] = [await history.insights(0, 'all'), await history.sessions({ limit: 9, scope: 'all' }), await db.selectFrom('events').select(['kiosk', 'epoch', 'seq', 'type', 'body']).orderBy('kiosk').orderBy('seq').execute(), await db.selectFrom('schema_steps' as never).selectAll().orderBy('subject' as never).execute()];
  return said;
}
