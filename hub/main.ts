// The hub's composition root: read it from top to bottom to know what a hub is made of.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packFolder, readBundle } from '../flows/files/read-pack.ts';
import { Fault } from '../flows/protocol/faults.ts';
import type { KioskAddress } from '../flows/protocol/topics.ts';
import { createTwinStore } from './adapters/store/twin-store.ts';
import { createPrivacyStore } from './adapters/store/privacy-store.ts';
import { createPrivacyView } from './adapters/store/privacy-view.ts';
import { createErasureList } from './adapters/erasure-list.ts';
import { privacyRoutes } from './adapters/http/privacy-routes.ts';
import { openSecretBox, sealingKeyFile } from './adapters/aes-secret-box.ts';
import { createAuditHeads } from './adapters/audit-heads.ts';
import { createAedesBus, type AedesBus } from './adapters/aedes-process.ts';
import { createConnect } from './adapters/connector-call.ts';
import { createMqttBus } from './adapters/mqtt-bus.ts';
import { createWorkerProcesses } from './adapters/worker-processes.ts';
import { createMqttAppliances } from './adapters/mqtt-appliances.ts';
import { createOpenIdProvider } from './adapters/openid-sign-in.ts';
import { providerRoutes } from './adapters/http/provider-routes.ts';
import { createHttpServer, type HttpServer } from './adapters/http/fastify-server.ts';
import { contentRoutes } from './adapters/http/content-routes.ts';
import { claimRoutes } from './adapters/http/claim-routes.ts';
import { commandRoutes } from './adapters/http/command-routes.ts';
import { fleetRoutes } from './adapters/http/fleet-routes.ts';
import { kioskLogRoutes } from './adapters/http/kiosk-log-routes.ts';
import { packRoutes } from './adapters/http/pack-routes.ts';
import { twinRoutes } from './adapters/http/twin-routes.ts';
import { reviewRoutes } from './adapters/http/review-routes.ts';
import { rolloutRoutes } from './adapters/http/rollout-routes.ts';
import type { Route } from './adapters/http/route.ts';
import { signingRoutes } from './adapters/http/signing-routes.ts';
import { createGate } from './adapters/http/gate.ts';
import { staffAdminRoutes } from './adapters/http/staff-admin-routes.ts';
import { staffRoutes } from './adapters/http/staff-routes.ts';
import { createLiveSockets, type LiveSockets } from './adapters/http/ws-live.ts';
import { diffPacks } from './adapters/diff-packs.ts';
import { createPackChecker } from './adapters/pack-check.ts';
import { createPackTester } from './adapters/pack-tests.ts';
import { createScryptHasher, sha256 } from './adapters/scrypt-hasher.ts';
import { createStderrLog } from './adapters/stderr-log.ts';
import { createAuditTrail } from './adapters/store/audit-store.ts';
import { createContentStore } from './adapters/store/content-store.ts';
import { createDeskStore } from './adapters/store/desk-store.ts';
import { createEventStore } from './adapters/store/event-store.ts';
import { createFleetStore } from './adapters/store/fleet-store.ts';
import { createIdentityStore } from './adapters/store/identity-store.ts';
import { createHistoryStore } from './adapters/store/history-store.ts';
import { createOutcomeStore } from './adapters/store/outcome-store.ts';
import { createReleaseStore } from './adapters/store/release-store.ts';
import { createReviewStore } from './adapters/store/review-store.ts';
import { createRolloutStore } from './adapters/store/rollout-store.ts';
import { openForHub } from './adapters/store/open-database.ts';
import { lockFolder } from './adapters/store/sqlite-database.ts';
import type { StoreDatabase } from './adapters/store/store-database.ts';
import { createAuditReader } from './adapters/store/audit-reader.ts';
import { createCallStore } from './adapters/store/call-store.ts';
import { createStaffStore } from './adapters/store/staff-store.ts';
import { createWorkerRoster } from './adapters/store/worker-roster.ts';
import { createOtpSecondFactor } from './adapters/otpauth-second-factor.ts';
import { systemClock } from './adapters/system-clock.ts';
import { openHubKeys } from './adapters/x509-hub-keys.ts';
import { createClaims } from './core/claims.ts';
import { createTufRepository, type TufRepository } from './adapters/tuf-repository.ts';
import type { AuditTrail } from './core/audit-port.ts';
import { createAckSender } from './core/ack-sender.ts';
import { createConnectorCalls } from './core/connector-calls.ts';
import type { Connect } from './core/connector-port.ts';
import { createDesk, type Desk } from './core/desk-service.ts';
import { createDispatcher } from './core/dispatcher.ts';
import { createFleetHealth, type FleetHealth } from './core/health.ts';
import { createTwin } from './core/twin-service.ts';
import { createDrainShare, type DrainShare } from './core/drain-share.ts';
import { earlierReleases } from './core/earlier-releases.ts';
import { createFleet, type Fleet } from './core/fleet.ts';
import { createGroupCommit } from './core/group-commit.ts';
import { createIncidents } from './core/incidents.ts';
import { kioskName } from './core/kiosk-name.ts';
import { createKioskIdentity } from './core/kiosk-identity.ts';
import { createLiveFeed } from './core/live-feed.ts';
import { createHubKeyring, type HubKeyring } from './core/hub-keyring.ts';
import { createTwoMachines } from './core/two-machines.ts';
import type { AppendResult, Clock, InboundBatch, Log } from './core/ports.ts';
import { type ContentLife, createContentLife } from './core/content-life.ts';
import type { Rollouts } from './core/rollout-service.ts';
import { createRewind } from './core/rewind.ts';
import { createEraser } from './core/erase.ts';
import { createPrivacy, learningContent, privateAudit, privateCalls, privateEvents, privateFleet, privateTwin } from './core/privacy.ts';
import { privateDesk } from './core/private-desk.ts';
import { privateKeys, privateReviews, privateRollouts } from './core/private-staff.ts';
import { createPrivateLog } from './core/private-log.ts';
import { createRemoteCommands } from './core/remote-commands.ts';
import { createRetention } from './core/retention.ts';
import { createOwnAccount } from './core/own-account.ts';
import { createProviderSignIn, type ProviderSettings } from './core/provider-staff.ts';
import type { Scope } from './core/scope.ts';
import { createServiceTokens } from './core/service-tokens.ts';
import { createSignIn } from './core/sign-in.ts';
import { sealStaffSecrets } from './core/staff-secrets.ts';
import { createStaffAdmin } from './core/staff-admin.ts';
import { hearNews } from './core/workers/news.ts';
import { createWorkerWatch } from './core/workers/watch.ts';

export interface HubSettings {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number; // HTTP; 0 = any free one
  readonly mqttPort: number;
  /** Both ports speak TLS, with a key of the hub's own or the operator's files; absent: plain. */
  readonly tls?: { readonly own?: { cert: string; key: string } | undefined } | undefined;
  readonly packs: readonly string[]; // names of sample packs, or folders
  /** PostgreSQL in the place of the SQLite file (postgres://user:password@host:port/database). */
  readonly database?: string | undefined;
  /** Another broker than the built-in one (mqtt://user:password@host:port). */
  readonly broker?: string | undefined;
  /** So many processes beside this one take the backlog; they need `database` and `broker`. */
  readonly workers?: number | undefined;
  /** Broker of the appliances on the premises (mqtt://...), for connectors with `mqtt:`. */
  readonly appliances?: string | undefined;
  /** The organisation's own sign-in. */
  readonly provider?: ProviderSettings | undefined;
  /** Lets somebody in again who has lost password or phone: a new password for one sign-in, told once, and no second factor. */
  readonly rescue?: { readonly name: string; told(password: string): void } | undefined;
  readonly enrol: readonly (KioskAddress & { secret: string })[];
  /** Makes the first staff when there are none; gets names and passwords once. */
  readonly firstStaff?: (users: { name: string; password: string; roles: string[] }[]) => void;
}
export interface HubOverrides { clock?: Clock; log?: Log; bus?: AedesBus; connect?: Connect; consoleFolder?: string; firstStaff?: readonly { name: string; roles: string[]; scope?: Scope }[] }
export interface Hub {
  /** Resolves when kiosks and staff can connect. Throws a Fault that names the mend. */
  start(): Promise<{ http: number; mqtt: number; pin: string | null }>;
  /** Tells the kiosks, closes connections, waits for what is being written. */
  stop(): Promise<void>;
  readonly bus: AedesBus;
  /** null while it is not running, or without TLS. */
  readonly key: HubKeyring | null;
  readonly routes: () => readonly Route[];
  /** What the HTTP server answers to, whoever bound it. */
  readonly bound: () => readonly string[];
}

const CONSOLE = fileURLToPath(new URL('console/dist/', import.meta.url));
const COMMIT_WINDOW_MS = 3;
const COMMIT_EVENTS = 1500; // of one transaction: while it runs, nothing else does
/** Enough people to do everything, and nobody who can do everything: `approver` is the second person of a release. */
const FIRST_STAFF = [
  { name: 'agent', roles: ['agent', 'supervisor'] }, { name: 'author', roles: ['author'] }, { name: 'approver', roles: ['approver', 'operator'] },
  { name: 'admin', roles: ['system-admin', 'security-admin', 'operator', 'auditor'] },
];

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.R_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC') throw new Fault('disk-full', 'The disk is full.', 'Free some space and start again.', { where: folder, cause: error });
    throw new Fault('data-folder-not-writable', 'The data folder cannot be written.', 'Give this user write access to it, or choose another one with --data.', { where: folder, cause: error });
  }
}

export function build(settings: HubSettings, overrides: HubOverrides = {}): Hub {
  const clock = overrides.clock ?? systemClock;
  const log = createPrivateLog(overrides.log ?? createStderrLog());
  const outside = settings.broker === undefined ? undefined : createMqttBus({ url: settings.broker, log });
  const bus: AedesBus = overrides.bus ?? outside ?? createAedesBus({ host: settings.host, port: settings.mqttPort, log });
  const workers = settings.broker !== undefined && settings.database !== undefined ? createWorkerProcesses({ count: settings.workers ?? 0, broker: settings.broker, database: settings.database, log }) : null;
  const appliances = settings.appliances === undefined ? null : createMqttAppliances({ url: settings.appliances });
  const hasher = createScryptHasher();
  const checker = createPackChecker();
  const tester = createPackTester();
  const feed = createLiveFeed();
  let routes: readonly Route[] = [];
  let running: { database: StoreDatabase; repository: TufRepository; rollouts: Rollouts; forgetting: { stop(): Promise<void> }; audit: AuditTrail; fleet: Fleet; drain: DrainShare; desk: Desk; http: HttpServer; live: LiveSockets; health: FleetHealth; hubKeys: HubKeyring | null; announce(state: 'ready' | 'stopping'): Promise<void>; watch: { start(): void; stop(): void } | null } | undefined;
  let unlock = (): void => {};

  async function start(): Promise<{ http: number; mqtt: number; pin: string | null }> {
    prepareFolder(settings.dataFolder);
    unlock = await lockFolder(join(settings.dataFolder, 'hub.lock'));
    const { database, where: file } = await openForHub({ folder: settings.dataFolder, database: settings.database });
    const { db } = database;

    const privacy = createPrivacy();
    const events = privateEvents(createEventStore(database, file), privacy);
    const kiosks = privateFleet(createFleetStore(db), privacy);
    const content = learningContent(createContentStore(db, sha256, file), privacy);
    const staff = createStaffStore(db, openSecretBox(settings.dataFolder));
    const audit = privateAudit(createAuditTrail({ db, sha256, where: file, heads: createAuditHeads(settings.dataFolder), clock, log }), privacy);
    await audit.start();
    const history = createHistoryStore(db);
    const incidents = createIncidents({ store: events, clock, log });
    const commit = createGroupCommit<InboundBatch, AppendResult>({ clock, windowMs: COMMIT_WINDOW_MS, maxItems: 1024, maxWeight: COMMIT_EVENTS, weigh: (batch) => batch.events.length, write: (batches) => events.append(batches, clock.now()) });

    const desk = createDesk({ store: privateDesk(createDeskStore(db, file), privacy.isPublic), bus, feed, clock, log });
    const keys = privateKeys(createIdentityStore(db), privacy);
    const machines = createTwoMachines();
    const drain = createDrainShare({ clock, tell: (to, eventsPerSecond) => bus.publish('down/rate', to, { v: 1, eventsPerSecond }) });
    const identity = createKioskIdentity({ kiosks, keys, hasher, bus, clock, audit, forget: machines.forget });
    const tls = settings.tls && await openHubKeys({ folder: settings.dataFolder, own: settings.tls.own, now: () => clock.now() });
    if (tls && tls.damaged !== null) log.error(tls.damaged);
    if (tls) bus.secure?.(tls.current);
    const hubKeys = tls ? createHubKeyring({ keys: tls, audit, clock, secure(next) { http.secure(next); bus.secure?.(next); }, announce: () => announce('ready') }) : null;
    let mqttPort = 0;
    const releases = createReleaseStore(db, file);
    const repository = createTufRepository({ store: releases, clock, log, keyFolder: join(settings.dataFolder, 'keys'), earlier: () => earlierReleases(content, releases) });
    const life: ContentLife = createContentLife({
      content, reviewStore: privateReviews(createReviewStore(db), privacy), rolloutStore: privateRollouts(createRolloutStore(db, file), privacy), outcomes: createOutcomeStore(db), kiosks, fleet: () => fleet, repository,
      check: checker.check, test: tester.test, diff: diffPacks, sha256, incidents, audit, clock, log, newId: () => randomUUID(), digits: () => randomBytes(6).toString('hex'),
    });
    const { publishing, reviews, rollouts, directory, access } = life;
    await directory.start();
    const rewind = createRewind({ events, bus, incidents });
    const twins = privateTwin(createTwinStore(db), privacy);
    const twin = createTwin({ store: twins, kiosks, clock, audit, sha256, configure: (name, values, above) => fleet.configure(name, values, above) });
    const health = createFleetHealth({ store: twins, clock, log, incidents });
    const fleet = createFleet({ store: kiosks, bus, feed, clock, log, incidents, settingsOf: (name) => twin.settingsOf(name), firstRelease: () => publishing.firstRelease(), packName: directory.address, onReported: (kiosk, message) => rollouts.reported(kiosk, message), onBirth: async (from, birth) => { await rewind(from, birth); await desk.kioskBack(from); eraser.kioskBack(kioskName(from)); }, drainRate: (from) => drain.arrived(from) });
    const call = createConnectorCalls({ bus, clock, log, calls: privateCalls(createCallStore(db), privacy, clock), content, fleet: kiosks, connect: overrides.connect ?? createConnect({ appliances }), may: access.kioskMay });
    const commands = createRemoteCommands({ bus, kiosks, clock, audit, newId: () => randomUUID(), kept: twins, log });
    const dispatch = createDispatcher({ bus, clock, feed, incidents, audit, twin, health, fleet, desk, commands, drain, acks: createAckSender({ bus, clock }), append: (batch) => commit.add(privacy.batch(batch)), call });
    const forgetting = createPrivacyStore({ ...database, db: database.alone }, file);
    const retention = createRetention({ store: forgetting, audit, clock, log });
    const eraser = createEraser({ store: forgetting, list: createErasureList(settings.dataFolder), history, desk, commands, privacy, audit, clock, log });
    const secondFactor = createOtpSecondFactor();
    const signIn = createSignIn({ staff, hasher, secondFactor, clock, audit, passwordAllowed: (name) => (settings.provider?.passwordSignIn ?? true) || name === settings.provider?.breakGlass });
    const provider = settings.provider && createOpenIdProvider(settings.provider);
    const account = createOwnAccount({ staff, hasher, secondFactor, clock, audit });
    const gate = createGate({ signIn, tokens: createServiceTokens({ staff, hasher, clock }) });

    routes = [
      ...staffRoutes({
        signIn, account, ways: () => ({ password: settings.provider?.passwordSignIn ?? true, provider: settings.provider ? { label: settings.provider.label } : null }),
        ...(provider ? { signOutAt: (idToken: string, origin: string) => provider.signOutAt(idToken, settings.provider?.hubUrl ?? `${origin}/`) } : {}),
      }),
      ...(settings.provider && provider ? providerRoutes({ provider, people: createProviderSignIn({ settings: settings.provider, staff, signIn, clock, audit }), hubUrl: settings.provider.hubUrl, clock, audit, hasher }) : []),
      ...staffAdminRoutes({ admin: createStaffAdmin({ staff, hasher, clock, audit }), account, audit: createAuditReader(db) }),
      ...fleetRoutes({ fleet, desk, history, clock, directory }),
      ...privacyRoutes({ eraser, retention, history, view: createPrivacyView(db), clock }),
      ...commandRoutes({ commands }),
      ...twinRoutes({ twin, store: twins, health, fleet, clock }),
      ...kioskLogRoutes({ identity, store: twins, clock }),
      ...claimRoutes({ claims: createClaims({ clock, below: randomInt, identity, audit }), identity, keys, commands, clock, hub: hubKeys, mqttPort: () => mqttPort, admitted: (tenant) => { publishState('ready', tenant); } }),
      ...packRoutes({ publishing, content, access, directory }),
      ...reviewRoutes({ reviews, access, directory }),
      ...rolloutRoutes({ rollouts, access, directory }),
      ...contentRoutes({ content, repository, identity, access, packsOf: (sha256Of) => releases.packsOf(sha256Of) }),
      ...signingRoutes({ repository, audit, clock }),
    ];
    const http = createHttpServer({ host: settings.host, port: settings.port, routes, gate, audit, clock, consoleFolder: overrides.consoleFolder ?? CONSOLE, log, tls: tls?.current });
    const live = createLiveSockets({ server: http.server, gate, audit, clock, desk, fleet, feed, log });
    const publishState = (state: 'ready' | 'stopping', tenant: string): void => bus.publish('hub/state', { tenant, site: '', kiosk: '' }, { v: 1, state, at: clock.now(), ...(hubKeys ? { pins: hubKeys.pins(), excluded: hubKeys.chain().excluded.slice(-16) } : {}) });
    const announce = async (state: 'ready' | 'stopping'): Promise<void> => {
      const tenants = new Set((await kiosks.kiosks()).map((record) => record.address.tenant));
      for (const tenant of tenants) publishState(state, tenant);
    };
    repository.onSigned((release) => {
      void kiosks.kiosks().then((records) => {
        for (const tenant of new Set(records.map((record) => record.address.tenant).filter((one) => directory.fits(release.pack, one)))) bus.publish('ring/content', { tenant, site: '', kiosk: '' }, { v: 1, release, at: clock.now() });
      }).catch((error: unknown) => log.error('The ring could not be told.', { error: String(error) }));
    });
    const watch = outside && workers ? createWorkerWatch({ roster: createWorkerRoster(database), backlog: outside.backlog, feed, clock, log }) : null;
    outside?.onNews((text) => hearNews(text, { drain, feed, fleet }));
    running = { database, watch, forgetting: retention, repository, rollouts, audit, fleet, drain, desk, http, live, health, hubKeys, announce };

    await enrolKiosks();
    await sealStaffSecrets({ staff, scrub: database.scrub, log, keyFile: sealingKeyFile(settings.dataFolder) });
    await makeFirstStaff();
    await rescue();
    await twin.start();
    await health.start();
    await fleet.start();
    drain.start();
    await eraser.start();
    await desk.start();
    await repository.start();
    for (const { name } of await content.packs()) privacy.learn((await content.draft(name))?.files ?? {});
    const offered = await publishing.offer(settings.packs.map((name) => ({ files: readBundle(packFolder(name)) })));
    for (const { file: where, line, what, how } of offered.problems.slice(0, 10)) log.error(`${where}:${line ?? 1} ${what} ${how}`);
    await rollouts.start();
    live.start();
    retention.start();
    const httpPort = (await http.start()).port;
    mqttPort = (await bus.start({
      authenticate: (login) => identity.holds(login),
      connected: (connection) => {
        machines.connected(kioskName(connection.address), connection.id, connection.replaced !== null);
        fleet.connected(connection);
      },
      disconnected: (connection) => { fleet.disconnected(connection).catch((error: unknown) => log.error('A kiosk\'s state could not be stored.', { error: String(error) })); },
      message(from, name, payload) {
        const twice = name === 'up/state' ? machines.state(kioskName(from), payload) : null;
        if (twice !== null) {
          incidents.note(kioskName(from), 'duplicate-identity', `${twice} Both are held off until somebody has looked.`);
          identity.hold(kioskName(from), twice).catch((error: unknown) => log.error('A kiosk could not be held off.', { error: String(error) }));
        }
        return dispatch(from, name, payload);
      },
      refused: ({ address, remote, what }) => incidents.note(address ? kioskName(address) : `from ${remote.replace(/:\d+$/, '')}`, 'hub-refused', what, { remote: remote.replace(/:\d+$/, '') }),
      down: (reason) => { fleet.allLost(reason).catch((error: unknown) => log.error('The kiosks\' states could not be stored.', { error: String(error) })); },
      up: () => { announce('ready').catch((error: unknown) => log.error('The hub could not announce itself.', { error: String(error) })); },
    })).port;
    await announce('ready');
    watch?.start();
    workers?.start();
    return { http: httpPort, mqtt: mqttPort, pin: hubKeys?.pin() ?? null };

    async function enrolKiosks(): Promise<void> {
      // Some at a time: the hashes are made on threads, and a thousand kiosks one by one would take seconds.
      const enrol = async ({ secret, ...address }: HubSettings['enrol'][number]): Promise<void> => {
        const known = await kiosks.secretHash(kioskName(address));
        if (known !== undefined && await hasher.verify(secret, known)) return;
        await kiosks.enrol(address, await hasher.hash(secret, 'kiosk'), clock.now());
      };
      for (let first = 0; first < settings.enrol.length; first += 16) await Promise.all(settings.enrol.slice(first, first + 16).map(enrol));
    }
    async function rescue(): Promise<void> {
      if (!settings.rescue) return;
      const { name, told } = settings.rescue;
      if (!(await staff.find(name))) throw new Fault('usage', `There is nobody called ${name} here.`, 'Give the name of somebody of the staff.', { where: '--rescue' });
      const password = hasher.token().slice(0, 20);
      told(password);
      await staff.change(name, { hash: await hasher.hash(password, 'staff'), mustChange: true, disabledAt: null, totpSecret: null, totpPending: null, totpStep: 0 }, clock.now());
      await staff.saveRecovery(name, []);
      await audit.note({ at: clock.now(), who: 'foyer', what: 'staff-rescued', detail: { name, remote: 'command line', sessionsEnded: await staff.closeSessions(name) } });
    }
    async function makeFirstStaff(): Promise<void> {
      if (!settings.firstStaff || await staff.count() > 0) return;
      const users = (overrides.firstStaff ?? FIRST_STAFF as NonNullable<HubOverrides['firstStaff']>).map((user) => ({ ...user, password: hasher.token().slice(0, 20) }));
      // Written before they are stored: a password nobody can read would lock everybody out.
      settings.firstStaff(users);
      for (const { name, roles, password, scope } of users) await staff.add({ name, roles, scope: scope ?? 'all', hash: await hasher.hash(password, 'staff'), mustChange: false, subject: null }, clock.now());
    }
  }

  async function stop(): Promise<void> {
    const parts = running;
    running = undefined;
    if (parts) {
      await parts.announce('stopping').catch(() => undefined);
      await workers?.stop();
      parts.watch?.stop();
      parts.live.stop();
      parts.desk.stop();
      await parts.forgetting.stop();
      await parts.rollouts.stop();
      parts.repository.stop();
      parts.fleet.stop();
      parts.drain.stop();
      await bus.stop();
      await parts.health.stop().catch((error: unknown) => log.error('Health figures could not be stored.', { error: String(error) }));
      await appliances?.stop();
      await parts.http.stop().catch((error: unknown) => log.error('The HTTP server did not close cleanly.', { error: String(error) }));
      await parts.audit.settled();
      await parts.database.close();
    }
    await checker.stop();
    await tester.stop();
    unlock();
    unlock = () => {};
  }

  return {
    async start() {
      try {
        return await start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop, bus, get key() { return running?.hubKeys ?? null; }, routes: () => routes, bound: () => running?.http.bound() ?? [],
  };
}
