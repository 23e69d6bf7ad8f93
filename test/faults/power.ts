// A power cut that loses what was not flushed. The data folder lies on an ext4 file system in an image file. The cut is the
// kernel's own `FS_IOC_GOINGDOWN` without log flush: from that instant nothing more goes from the page cache or the journal
// to the device, and every write fails. The image as it then is gets copied, and the copy is mounted: the journal recovers it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `_IOR('X', 125, __u32)`; 2 = no log flush. */
const GOING_DOWN = 'open(F, "<", $ARGV[0]) or die "open: $!"; my $how = pack("L", 2); ioctl(F, 0x8004587d, $how) or die "ioctl: $!";';

export interface PowerRig {
  /** Where the data folder lives; the same path before and after each cut. */
  readonly folder: string;
  /** The instant of the cut. Processes that still write get errors from here on; they have to be killed before `recover`. */
  cut(): void;
  /** Copies the image as it was left, mounts the copy in its place and lets the journal recover. */
  recover(): void;
  close(): void;
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** Why no power can be cut on this machine; null when it can. */
export function whyNoPower(): string | null {
  if (process.platform !== 'linux') return 'a power cut needs Linux (ext4 on a loop device)';
  if (process.getuid?.() !== 0) return 'a power cut needs root (mount, losetup)';
  for (const program of ['/usr/sbin/mkfs.ext4', '/usr/sbin/losetup']) if (!existsSync(program) && !existsSync(program.replace('/usr', ''))) return `${program} is missing`;
  try {
    run('perl', ['-e', '1']);
  } catch {
    return 'perl is missing (it makes the ioctl)';
  }
  return null;
}

/** Makes the image and mounts it. `commitSeconds`: how often ext4 writes its journal by itself. Throws where mounting is not allowed. */
export function createPowerRig(folder: string, options: { megabytes?: number; commitSeconds?: number } = {}): PowerRig {
  mkdirSync(folder, { recursive: true });
  const at = join(folder, 'mount');
  mkdirSync(at, { recursive: true });
  let image = join(folder, 'disk-0.img');
  let generation = 0;
  let device = '';
  let mounted = false;
  const mountOptions = `commit=${options.commitSeconds ?? 30},errors=continue`;

  function mount(): void {
    device = run('losetup', ['--show', '-f', image]);
    run('mount', ['-t', 'ext4', '-o', mountOptions, device, at]);
    mounted = true;
  }
  function unmount(): void {
    if (mounted) {
      try { run('umount', [at]); } catch { run('umount', ['-l', at]); }
    }
    mounted = false;
    if (device !== '') run('losetup', ['-d', device]);
    device = '';
  }

  run('truncate', ['-s', `${options.megabytes ?? 96}M`, image]);
  run('mkfs.ext4', ['-q', '-F', image]);
  try {
    mount();
  } catch (error) {
    unmount();
    throw error;
  }
  return {
    folder: at,
    cut() { run('perl', ['-e', GOING_DOWN, at]); },
    recover() {
      unmount();
      generation += 1;
      const copy = join(folder, `disk-${generation}.img`);
      copyFileSync(image, copy);
      rmSync(image);
      image = copy;
      mount();
    },
    close() {
      unmount();
      rmSync(image, { force: true });
    },
  };
}

/** Whether this machine lets us mount: tried, not guessed. */
export function canMount(): boolean {
  if (whyNoPower() !== null) return false;
  const folder = mkdtempSync(join(tmpdir(), 'foyer-mount-'));
  try {
    createPowerRig(folder, { megabytes: 8 }).close();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
