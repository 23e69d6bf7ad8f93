// Name and version of a pack without compiling it: enough to choose between a folder and a release.

/** Reads the two lines of `pack.yaml`; empty strings where they are not there (the compiler says what is wrong then). */
export function packIdentity(packYaml: string): { name: string; version: string } {
  const valueOf = (key: string): string => new RegExp(`^${key}:\\s*['"]?([^'"#\\s]+)`, 'm').exec(packYaml)?.[1] ?? '';
  return { name: valueOf('name'), version: valueOf('version') };
}

/** Compares `major.minor.patch`. */
export function isNewer(candidate: string, than: string): boolean {
  const [a, b] = [candidate, than].map((v) => v.split('.').map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
