// Notices one identity on two machines, from the order of births alone. A machine makes a new random boot id at each start and
// counts its connections, so a boot that another boot has followed can only come back when both are alive.

export interface Seen {
  readonly boot: string; readonly session: number;
  /** Broker connection that carried the newest birth. */
  readonly connection: number;
  /** Boots that a later one has followed, newest first. */
  readonly followed: readonly string[];
}
export interface BirthSeen {
  readonly boot: string; readonly session: number; readonly connection: number;
  /** It pushed an older connection away that was still open. */
  readonly tookOver: boolean;
}

const REMEMBER = 16;

/**
 * What is known after this birth, and why it proves two machines, if it does. Never for a reboot (a new boot), a quick
 * reconnect (same boot, higher number), a takeover of one's own half-open connection, or a birth said again on its connection.
 */
export function seeBirth(before: Seen | undefined, birth: BirthSeen): { after: Seen; twice: string | null } {
  const { boot, session, connection } = birth;
  if (!before) return { after: { boot, session, connection, followed: [] }, twice: null };
  if (boot === before.boot) {
    const again = connection === before.connection;
    // Two copies of one running machine (a cloned snapshot) count their connections alike and push each other away.
    const twice = !again && birth.tookOver && session <= before.session;
    return { after: { ...before, session: Math.max(session, before.session), connection }, twice: twice ? `Two machines run as boot ${boot.slice(0, 8)}: connection number ${session} came twice.` : null };
  }
  const twice = before.followed.includes(boot);
  const followed = [before.boot, ...before.followed.filter((one) => one !== before.boot && one !== boot)].slice(0, REMEMBER);
  return { after: { boot, session, connection, followed }, twice: twice ? `Boot ${boot.slice(0, 8)} came back after boot ${before.boot.slice(0, 8)} had taken its place: both machines are alive.` : null };
}

export interface TwoMachines {
  connected(name: string, connection: number, tookOver: boolean): void;
  /** Why this birth proves two machines; null when it does not. */
  birth(name: string, boot: string, session: number): string | null;
  /** The same from an `up/state` as it comes in, before anything waits: the order of births is what counts. */
  state(name: string, payload: Uint8Array): string | null;
  forget(name: string): void;
}

/** Keeps what was seen, by kiosk. */
export function createTwoMachines(): TwoMachines {
  const seen = new Map<string, Seen>();
  const open = new Map<string, { connection: number; tookOver: boolean }>();
  return {
    state(name, payload) {
      if (payload.length > 16 * 1024) return null;
      let message: { state?: unknown; boot?: unknown; session?: unknown } | null;
      try { message = JSON.parse(new TextDecoder().decode(payload)) as typeof message; } catch { return null; } // refused by its schema in a moment
      return message?.state === 'birth' && typeof message.boot === 'string' && typeof message.session === 'number' ? this.birth(name, message.boot, message.session) : null;
    },
    connected: (name, connection, tookOver) => { open.set(name, { connection, tookOver }); },
    birth(name, boot, session) {
      const { after, twice } = seeBirth(seen.get(name), { boot, session, ...(open.get(name) ?? { connection: 0, tookOver: false }) });
      seen.set(name, after);
      return twice;
    },
    forget: (name) => { seen.delete(name); },
  };
}
