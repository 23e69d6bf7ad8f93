// Tells systemd that the kiosk is ready and alive (sd_notify): one datagram to the socket that NOTIFY_SOCKET names. Node has no
// datagram sockets of the local kind, so the four calls of the C library are made directly. Without systemd it does nothing.
import type { Log } from '../core/ports.ts';

export interface SystemdWatchdog {
  /** Ms between two signs of life that systemd expects; null = it expects none. */
  readonly everyMs: number | null;
  ready(): void;
  /** At most as often as systemd needs it. */
  alive(): void;
  stopping(): void;
}

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;

interface Calls { socket(domain: number, type: number, protocol: number): number; sendto(fd: number, data: Buffer, size: number, flags: number, address: Buffer, length: number): number; close(fd: number): number }

/** `sockaddr_un`: the family, then the path; a leading @ stands for the abstract namespace. */
function addressOf(path: string): Buffer {
  const name = Buffer.from(path, 'utf8');
  if (name[0] === 0x40) name[0] = 0;
  const address = Buffer.alloc(2 + name.length + (name[0] === 0 ? 0 : 1));
  address.writeUInt16LE(AF_UNIX, 0);
  name.copy(address, 2);
  return address;
}

export async function createSystemdWatchdog(options: { environment: NodeJS.ProcessEnv; pid: number; monotonic(): number; log: Log }): Promise<SystemdWatchdog> {
  const { NOTIFY_SOCKET: path, WATCHDOG_USEC: every, WATCHDOG_PID: pid } = options.environment;
  const expected = Number(every ?? 0) / 1000;
  const everyMs = path !== undefined && expected > 0 && (pid === undefined || Number(pid) === options.pid) ? expected : null;
  let calls: Calls | null = null;
  let saidAt = -Infinity;
  if (path !== undefined && /^[/@]/.test(path) && Buffer.byteLength(path) < 108 && process.platform === 'linux') {
    try {
      const { default: koffi } = await import('koffi');
      const c = koffi.load(null);
      calls = {
        socket: c.func('int socket(int, int, int)') as unknown as Calls['socket'],
        sendto: c.func('intptr_t sendto(int, const void *, size_t, int, const void *, uint32_t)') as unknown as Calls['sendto'],
        close: c.func('int close(int)') as unknown as Calls['close'],
      };
    } catch (error) {
      options.log.warn('systemd cannot be told that the kiosk is alive', { reason: String(error) });
    }
  }
  function tell(state: string): void {
    if (!calls || path === undefined) return;
    const fd = calls.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return;
    const data = Buffer.from(state);
    const address = addressOf(path);
    if (calls.sendto(fd, data, data.length, 0, address, address.length) < 0) options.log.warn('systemd did not take a sign of life', { reason: path });
    calls.close(fd);
  }
  return {
    everyMs,
    ready: () => tell('READY=1'),
    alive() {
      if (everyMs === null || options.monotonic() - saidAt < everyMs / 3) return;
      saidAt = options.monotonic();
      tell('WATCHDOG=1');
    },
    stopping: () => tell('STOPPING=1'),
  };
}
