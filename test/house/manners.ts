// The manners of the house that a machine can check on a list of files: size, names, headers, marks, machine paths.

export interface SourceFile { path: string; text: string }
export interface Breach { rule: string; path: string; what: string }

const SOURCE = /\.(ts|mjs|cjs|py|css)$/;
const BANNED_NAMES = /(^|\/)(utils?|helpers?|common|types|managers?)(\.[a-z]+|\/)/;
// Spelled in parts, so that this very file does not break its own rules.
const MARKS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b|\\b(it|test|describe)\\.(sk${'ip'}|on${'ly'}|to${'do'})\\b`);
const MACHINE_PATHS = new RegExp(`(^|[^A-Za-z0-9._-])/(wor${'k'}|far${'m'})/`);

/** Every breach of the manners in these files; `kind` of file decides what counts. */
export function breaches(files: SourceFile[]): Breach[] {
  const found: Breach[] = [];
  for (const { path, text } of files) {
    const add = (rule: string, what: string): void => { found.push({ rule, path, what }); };
    const lines = text.split('\n');
    if (MACHINE_PATHS.test(text)) add('no-machine-path', 'names a path of one machine');
    if (!SOURCE.test(path)) continue;
    if (lines.length > 401) add('at-most-400-lines', `${lines.length - 1} lines`);
    if (BANNED_NAMES.test(path)) add('a-name-that-says-something', 'utils, helpers, common, types and manager say nothing');
    const name = path.split('/').at(-1) ?? '';
    if (/\.ts$/.test(name) && !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(name)) add('kebab-case', name);
    const first = lines[0]?.startsWith('#!') ? lines[1] : lines[0];
    if (/\.(ts|mjs)$/.test(name) && !/^(\/\/|\/\*)/.test(first ?? '')) add('opens-with-why', 'the first line is no comment that says why the file exists');
    if (MARKS.test(text)) add('no-marks', 'an open mark or a test that does not run');
  }
  return found;
}

/** Median number of lines of the TypeScript sources. */
export function medianLines(files: SourceFile[]): number {
  const sizes = files.filter(({ path }) => /\.ts$/.test(path)).map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}
