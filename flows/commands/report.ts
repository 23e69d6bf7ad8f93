// How the commands of flows speak: results on stdout, one line a time. Faults are left to the front door.

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
