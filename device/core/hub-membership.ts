// How the kiosk stands to its hub: asks to be let in by a code, changes its key, learns that it was removed or held. Whatever
// happens here, the kiosk goes on answering visitors.
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { View } from '../../flows/protocol/screen.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { claimView, spokenCode, type ClaimStage } from './claim-words.ts';
import type { HubFetch, KeyRing, KioskKey } from './hub-access-port.ts';
import type { HubTrust } from './hub-trust.ts';
import type { Clock, Log } from './ports.ts';

export type Standing = 'in' | 'removed' | 'held';

/** Asks a hub that is not trusted yet; `hubKey` is the key that it has proven to hold. */
export type AskStranger = (hub: { url: string; pin: string | null; path: string; method: 'GET' | 'POST'; key: KioskKey; json?: unknown }) => Promise<{ status: number; json: unknown; hubKey: string }>;

export interface MembershipEvents {
  /** The view of the claim has changed, come or gone. */
  changed(): void;
  say(text: string, language: Language): Promise<unknown>;
  /** A visitor is being served: nothing is said. */
  busy(): boolean;
  standing(standing: Standing): void;
}

export interface HubMembership {
  start(events: MembershipEvents): void;
  /** Shown in place of the home screen while the kiosk asks to be let in. */
  view(): View | null;
  /** Somebody touched that view: the code is said. */
  touched(): void;
  /** The hub has refused this kiosk, or let it in. */
  refused(): void;
  admitted(): void;
  /** In the known hub's place somebody has shown this key, which nothing vouches for. */
  stranger(hubKey: string): void;
  /** Makes a new key, introduces it to the hub and goes over to it. */
  rotateKey(): Promise<{ ok: boolean; detail?: string }>;
  stop(): void;
}

const POLL_MS = 2000;
const LONGEST_WAIT_MS = 15_000;
const SAY_EVERY_MS = 60_000;
const ASK_WHY_EVERY_MS = 30_000;

interface Answer { state?: string; code?: string; address?: KioskAddress; mqttPort?: number; pins?: string[] }

export function createHubMembership(options: {
  trust: HubTrust; ring(): KeyRing | null; fetch: HubFetch; ask: AskStranger; clock: Clock; log: Log; random(): number;
  /** Ask this hub to be let in; null: only serve the hub that is known. `pin`: believe this key alone; null: the first that answers. */
  claim: { url: string; pin: string | null; wish: string } | null;
  homeLanguage: Language;
  /** Staff have let this kiosk in at the hub that it asked. */
  letIn?(): void;
  /** How often a claim is asked about; 2000 ms unless told. */
  pollMs?: number;
  reconnect(reason: string): void;
}): HubMembership {
  const { trust, clock, log, claim } = options;
  let events: MembershipEvents | null = null;
  let stage: ClaimStage | null = null;
  let hubKey: string | null = claim?.pin ?? null; // once somebody has answered, nobody else is believed in this claim
  let wasIn = false; // the hub has let it in since it was started
  let withNext = false; // the claim is made with the next key, because the present one was shut out or copied
  let pursuing = 0; // counts claims; what an older one still hears is dropped
  let failures = 0;
  let stopped = false;
  let saying = false;
  let rotating: Promise<{ ok: boolean; detail?: string }> | null = null;
  let resumed = false;
  let askedWhyAt = -Infinity;
  const cancels = new Set<() => void>();

  function later(run: () => void, ms: number): void {
    const cancel = clock.setTimeout(() => { cancels.delete(cancel); if (!stopped) run(); }, ms);
    cancels.add(cancel);
  }
  function show(next: ClaimStage | null): void {
    if (JSON.stringify(next) === JSON.stringify(stage)) return;
    const newCode = next?.at === 'waiting' && !(stage?.at === 'waiting' && stage.code === next.code);
    stage = next;
    events?.changed();
    if (newCode) sayCode();
  }
  function sayCode(): void {
    if (stage?.at !== 'waiting' || saying || !events || events.busy()) return;
    const { code } = stage;
    const { say } = events;
    const other: Language = options.homeLanguage === 'zh' ? 'en' : 'zh';
    saying = true;
    say(spokenCode(code, options.homeLanguage), options.homeLanguage)
      .then(() => (stage?.at === 'waiting' && !events?.busy() ? say(spokenCode(code, other), other) : undefined))
      .catch(() => undefined) // without a voice the screen is enough
      .finally(() => { saying = false; });
  }
  function sayAgain(): void {
    if (stage === null) return;
    sayCode();
    later(sayAgain, SAY_EVERY_MS);
  }

  function claimKey(): KioskKey | null {
    const ring = options.ring();
    return withNext && ring?.next ? ring.next : ring?.current ?? null;
  }
  async function askHub(path: string, method: 'GET' | 'POST', json?: unknown): Promise<{ status: number; answer: Answer; problem: string }> {
    const key = claimKey();
    if (!claim || !key) throw new Fault('internal', 'There is no hub to claim this kiosk.', 'Start it with --claim.');
    const reply = await options.ask({ url: claim.url, pin: hubKey, path, method, key, ...(json === undefined ? {} : { json }) });
    hubKey ??= reply.hubKey;
    const body = (typeof reply.json === 'object' && reply.json !== null ? reply.json : {}) as Answer & { detail?: string };
    return { status: reply.status, answer: body, problem: body.detail ?? '' };
  }
  /** One step of the claim; true when the kiosk is in. */
  async function step(): Promise<boolean> {
    const ring = options.ring();
    if (!claim || !ring) return true;
    let { status, answer, problem } = await askHub('/api/claims/mine', 'GET');
    if ((answer.state === 'revoked' || answer.state === 'held') && !withNext) {
      // The old key is worth nothing there (or was copied): the new claim is made with a new one.
      await ring.makeNext();
      withNext = true;
      ({ status, answer, problem } = await askHub('/api/claims/mine', 'GET'));
    }
    if (status === 200 && answer.state !== 'waiting' && answer.state !== 'admitted') ({ status, answer, problem } = await askHub('/api/claims', 'POST', { wish: claim.wish }));
    failures = 0;
    if (status !== 200) {
      if (status !== 429) log.warn('the hub takes no claim', { status, problem });
      show({ at: 'connecting', problem: status === 409 ? 'no-tls' : 'busy' });
      failures = 4;
      return false;
    }
    if (answer.state === 'waiting' && typeof answer.code === 'string' && hubKey !== null) {
      show({ at: 'waiting', code: answer.code, hubKey });
      return false;
    }
    if (answer.state !== 'admitted' || !answer.address || hubKey === null) return false;
    const url = new URL(claim.url);
    const { tenant, site, kiosk } = answer.address;
    trust.admitted({ http: url.origin, mqtt: `mqtts://${url.hostname}:${answer.mqttPort ?? Number(url.port || 7071) + 1}`, pins: [...new Set([hubKey, ...(answer.pins ?? [])])].slice(0, 4), address: { tenant, site, kiosk } });
    options.letIn?.();
    log.info('this kiosk was let in', { kiosk: `${tenant}/${site}/${kiosk}`, hub: url.origin });
    return true;
  }
  function pursue(number: number): void {
    const over = (): boolean => stopped || number !== pursuing;
    if (over()) return;
    step().then((isIn) => {
      if (over()) return;
      if (isIn) {
        show(null);
        if (withNext) trust.tryNext();
        withNext = false;
        events?.standing('in');
        options.reconnect('this kiosk was let in');
      } else later(() => pursue(number), failures > 0 ? Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) : options.pollMs ?? POLL_MS);
    }, (error: unknown) => {
      if (over()) return;
      failures = Math.min(failures + 1, 8);
      const otherHub = error instanceof Fault && error.code === 'hub-refused';
      if (failures === 1) log.warn(error instanceof Fault ? error.sentence : String(error));
      // A code that was shown stays readable through a short cut of the line.
      if (stage?.at !== 'waiting' || failures > 3 || otherHub) show({ at: 'connecting', problem: otherHub ? 'other-hub' : 'unreachable' });
      later(() => pursue(number), Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) * (0.5 + options.random()));
    });
  }

  function begin(): void {
    if (stage) return;
    show({ at: 'connecting', problem: null });
    pursue(++pursuing);
    later(sayAgain, SAY_EVERY_MS);
  }

  async function rotate(): Promise<{ ok: boolean; detail?: string }> {
    const ring = options.ring();
    const hub = trust.hub();
    if (!ring || !hub || hub.secret !== null) return { ok: false, detail: 'this kiosk has no key of its own' };
    const next = await ring.makeNext();
    const { tenant, site, kiosk } = hub.address;
    const reply = await options.fetch('/api/kiosk/next-key', { method: 'POST', json: ring.introduce(next, `foyer next key of ${tenant}.${site}.${kiosk}`) });
    await reply.body?.cancel();
    if (!reply.ok) return { ok: false, detail: `the hub answered ${reply.status}` };
    trust.tryNext();
    later(() => options.reconnect('a new key'), 300); // the answer to the command goes out first
    return { ok: true, detail: next.fingerprint };
  }
  function rotateKey(): Promise<{ ok: boolean; detail?: string }> {
    rotating ??= rotate().catch((error: unknown) => ({ ok: false, detail: error instanceof Fault ? error.sentence : String(error) })).finally(() => { rotating = null; });
    return rotating;
  }

  return {
    rotateKey,
    view: () => (stage && claim ? claimView(stage, new URL(claim.url).host, claimKey()?.fingerprint ?? '') : null),
    touched: sayCode,
    start(given) {
      events = given;
      if (claim && trust.hub()?.http !== new URL(claim.url).origin) begin(); // else it is in already
    },
    refused() {
      if (!options.ring() || clock.monotonic() - askedWhyAt < ASK_WHY_EVERY_MS) return;
      askedWhyAt = clock.monotonic();
      options.fetch('/api/claims/mine').then(async (reply) => {
        const { state } = await reply.json() as { state?: string };
        if (stopped) return;
        // Whoever starts a kiosk with --claim that is shut out wants it back; one that is removed while it runs goes on serving.
        if (claim && !wasIn && state !== 'admitted') begin();
        if (state !== 'revoked' && state !== 'held') return;
        log.warn(state === 'held' ? 'the hub holds this kiosk off: its identity was seen on two machines' : 'this kiosk was removed from its hub');
        events?.standing(state === 'held' ? 'held' : 'removed');
      }).catch((error: unknown) => log.debug('the hub did not say why', { reason: String(error) })); // asked again at the next refusal
    },
    stranger(key) {
      // Only a person who names this very key says that it is the hub's: nobody on the network can. A flag that was left over
      // from the first claim names a key that has been succeeded since, and says nothing.
      if (claim && claim.pin === key && !trust.succeeded(key) && trust.hub()?.http === new URL(claim.url).origin) begin();
    },
    admitted() {
      events?.standing('in');
      askedWhyAt = -Infinity;
      wasIn = true;
      if (stage) { // staff let it in with the key that it has
        pursuing += 1;
        withNext = false;
        show(null);
      }
      // A rotation that a power cut has interrupted is brought to its end.
      if (options.ring()?.next && !resumed) {
        resumed = true;
        void rotateKey().then((outcome) => log.info('an interrupted change of the key goes on', { ok: outcome.ok, detail: outcome.detail ?? '' }));
      }
    },
    stop() {
      stopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}
