// A visitor asks to be forgotten: every text of one session goes, on the hub, at the kiosk that may still hold some of it, and
// in every backup that is ever restored. Numbers and counts stay, so that nothing seems to be missing.
import type { Desk } from './desk-service.ts';
import type { ErasureList, PrivacyStore } from './erasure-port.ts';
import type { Privacy } from './privacy.ts';
import type { Audit, Clock, HistoryStore, Log } from './ports.ts';
import type { RemoteCommands } from './remote-commands.ts';

export type EraseOutcome = { outcome: 'erased'; kiosk: 'done' | 'waiting' } | { outcome: 'unknown' } | { outcome: 'in-talk' };

export interface Eraser {
  /** Erases again what a restored backup brought back. */
  start(): Promise<void>;
  erase(session: string, by: string): Promise<EraseOutcome>;
  /** A kiosk is back: what it has not confirmed is asked of it again. */
  kioskBack(kiosk: string): void;
}

const BACK_MS = 1000;

export function createEraser(options: {
  store: PrivacyStore; list: ErasureList; history: Pick<HistoryStore, 'session'>; desk: Pick<Desk, 'cases'> & { forget(session: string): Promise<void> };
  commands: Pick<RemoteCommands, 'send'>; privacy: Pick<Privacy, 'erasedNow'>; audit: Audit; clock: Clock; log: Log;
}): Eraser {
  const { store, list, audit, clock, log, privacy } = options;

  async function atKiosk(kiosk: string, session: string): Promise<'done' | 'waiting'> {
    const sent = await options.commands.send(kiosk, { name: 'erase', args: { session } }, 'foyer');
    // A kiosk that knows no such command holds nothing that could be erased by one; it is asked again at its next birth.
    if (sent.outcome !== 'done') return 'waiting';
    await store.confirmed(kiosk, session);
    return 'done';
  }
  return {
    async start() {
      const done = new Set((await store.erased()).map((one) => one.session));
      for (const session of done) privacy.erasedNow({ session });
      let again = 0;
      for (const erasure of await list.load()) {
        privacy.erasedNow(erasure);
        if (done.has(erasure.session)) continue;
        await store.erase(erasure);
        again += 1;
      }
      if (again === 0) return;
      await store.scrub();
      await audit.note({ at: clock.now(), who: 'foyer', what: 'sessions-erased-again', detail: { sessions: again } });
    },
    async erase(session, by) {
      const found = await options.history.session(session);
      if (!found) return { outcome: 'unknown' };
      if (options.desk.cases().some((one) => one.session === session && (one.state === 'waiting' || one.state === 'talking'))) return { outcome: 'in-talk' };
      const erasure = { session, kiosk: found.row.kiosk, at: clock.now() };
      await audit.note({ at: erasure.at, who: by, what: 'session-erased', detail: { session, kiosk: erasure.kiosk } });
      // First the list that no backup can turn back, then what is to be erased: a power cut in between is made good at the start.
      await list.add(erasure);
      privacy.erasedNow(erasure);
      await options.desk.forget(session);
      await store.erase(erasure);
      await store.scrub();
      return { outcome: 'erased', kiosk: await atKiosk(erasure.kiosk, session) };
    },
    kioskBack(kiosk) {
      // A moment later: the birth itself has to be stored first.
      clock.setTimeout(() => {
        void (async () => { for (const session of await store.unconfirmed(kiosk)) await atKiosk(kiosk, session); })()
          .catch((error: unknown) => log.warn('A kiosk could not be asked to erase a visit.', { kiosk, error: String(error) }));
      }, BACK_MS);
    },
  };
}
