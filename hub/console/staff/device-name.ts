// What a browser calls itself, in as many words as a person needs to recognise the machine.

const BROWSERS: readonly [RegExp, string][] = [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/MicroMessenger/, 'WeChat'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS: readonly [RegExp, string][] = [[/Windows/, 'Windows'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Mac OS X/, 'macOS'], [/HarmonyOS/, 'HarmonyOS'], [/Linux/, 'Linux']];

/** `Chrome · Linux`; what is no browser keeps its own name. */
export function deviceName(agent: string): string {
  const found = [BROWSERS, SYSTEMS].map((list) => list.find(([pattern]) => pattern.test(agent))?.[1]).filter((name) => name !== undefined);
  return found.length > 0 ? found.join(' · ') : agent.slice(0, 40) || '—';
}
