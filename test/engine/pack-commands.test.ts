// The authors' commands as a person runs them: what they print, and how they exit.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { FRONT_DESK } from './front-desk.ts';

const FOYER = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'foyer-pack-'));
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

function foyer(args: string[], input = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [FOYER, ...args], { encoding: 'utf8', input, cwd: dir });
  return { code: status, out: stdout, err: stderr };
}

describe('foyer pack', () => {
  it('makes a pack that passes its check and its tests', () => {
    expect(foyer(['pack', 'new', 'tea-house', '--dir', dir])).toMatchObject({ code: 0, out: expect.stringContaining('foyer pack check') });
    expect(foyer(['pack', 'check', join(dir, 'tea-house')])).toMatchObject({ code: 0, out: expect.stringMatching(/^tea-house 0\.1\.0: whole, in zh and en/) });
    expect(foyer(['pack', 'test', join(dir, 'tea-house')])).toMatchObject({ code: 0, out: expect.stringContaining('7 of 7 dialogues pass') });
  });

  it('refuses a name it cannot use and a folder that is there', () => {
    expect(foyer(['pack', 'new', 'Tea House'])).toMatchObject({ code: 2, err: expect.stringContaining('Use lower case letters') });
    expect(foyer(['pack', 'new', 'front-desk', '--dir', join(FRONT_DESK, '..')])).toMatchObject({ code: 2, err: expect.stringContaining('exists already') });
  });

  it('prints each problem as file:line:column and exits 1', () => {
    foyer(['pack', 'new', 'broken', '--dir', dir]);
    const file = join(dir, 'broken', 'flows', 'sign-in.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('type: phone', 'type: fone'));
    const checked = foyer(['pack', 'check', join(dir, 'broken')]);
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/^flows\/sign-in\.yaml:16:11 Unknown slot type "fone"\. Did you mean "phone"\?\nbroken: 1 problem\n$/);
    expect(JSON.parse(foyer(['pack', 'check', join(dir, 'broken'), '--json']).out)).toMatchObject({ level: 'problem', file: 'flows/sign-in.yaml', line: 16 });
  });

  it('prints failing dialogues with what was expected and what came, and exits 1', () => {
    foyer(['pack', 'new', 'failing', '--dir', dir]);
    const file = join(dir, 'failing', 'tests', 'visits.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('said: 九点', 'said: 十点'));
    const tested = foyer(['pack', 'test', join(dir, 'failing')]);
    expect(tested.code).toBe(1);
    expect(tested.out).toMatch(/tests\/visits\.yaml:3 answers when the house is open\n[\s\S]*你们几点开门[\s\S]*said: expected 十点\n +actual +\["周一到周五/);
  });

  it('shows flows as diagrams and machines', () => {
    expect(foyer(['pack', 'show', FRONT_DESK, '--mermaid', '--flow', 'complain']).out).toMatch(/^stateDiagram-v2/);
    expect(JSON.parse(foyer(['pack', 'show', FRONT_DESK, '--xstate', '--flow', 'complain']).out)).toMatchObject({ id: 'complain', initial: 'ask-text' });
    expect(foyer(['pack', 'show', FRONT_DESK, '--flow', 'nothing'])).toMatchObject({ code: 2, err: expect.stringContaining('It has: book-room') });
  });
});

describe('foyer pack check', () => {
  it('lists the words that the built-in model does not know, with their place and the mend', () => {
    const lines = foyer(['pack', 'check', join(dir, 'tea-house'), '--json']).out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const model = join(dir, 'vosk-model-small-en-us-0.15', 'graph');
    mkdirSync(model, { recursive: true });
    writeFileSync(join(model, 'words.txt'), '<eps> 0\nwhere 1\nis 2\nthe 3\nroom 4\nwhen 5\ndo 6\nyou 7\nopen 8\na 9\nhow 10\nmuch 11\n#0 12\n');
    const against = foyer(['pack', 'check', join(dir, 'tea-house'), '--model', join(model, '..')]).out;
    expect(lines.at(-1)).toMatchObject({ level: 'summary', entries: 3, comparisons: 2, lists: 5, thin: [], withoutScreen: [], untestedFlows: [] });
    for (const line of lines.slice(0, -1)) expect(line).toMatchObject({ level: 'vocabulary', model: 'foyer-small-zh-en', file: expect.stringMatching(/yaml$/), line: expect.any(Number), how: expect.stringContaining('npm run model:rebuild') });
    expect(against).toMatch(/flows\/sign-in\.yaml:\d+:\d+ "delivery" in "A delivery"/);
    expect(against).toContain('An official model cannot learn words');
    expect(foyer(['pack', 'check', join(dir, 'tea-house'), '--model', dir])).toMatchObject({ code: 2, err: expect.stringContaining('Give the folder of a Vosk model') });
  });

  it('counts what is thin, untested and without an answer', () => {
    expect(foyer(['pack', 'check', FRONT_DESK]).out).toMatch(/fewer than 8 questions \(\d+\): .*\n[\s\S]*graph questions without an answer \(1\): floor\/cedar\n[\s\S]*without a screen[\s\S]*flows without a dialogue test: /);
  });
});

describe('foyer ask', () => {
  it('prints one JSON object a line, with the keys programs rely on', () => {
    const asked = foyer(['ask', '--pack', FRONT_DESK, '--lang', 'en', '--json', 'where is the washroom', '@touch:book', '@silence', 'goodbye']);
    expect(asked.code).toBe(0);
    const lines = asked.out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(lines.map((l) => l['event']))).toEqual(new Set(['said', 'shown', 'decision', 'ended']));
    expect(lines.find((l) => l['event'] === 'decision')).toMatchObject({ rule: 'knowledge', intent: 'entry:washroom', entry: 'washroom', flow: null, zone: 'answer', probability: expect.any(Number), top: expect.any(Array), slots: {} });
    expect(lines.at(-1)).toMatchObject({ event: 'ended', reason: 'visitor' });
  });

  it('reads turns from stdin when none are given', () => {
    expect(foyer(['ask', '--pack', FRONT_DESK, '--lang', 'zh'], '几点开门\n再见\n').out).toContain('小厅: 周一到周五');
  });

  it.each([
    [['ask', '--pack', 'nowhere', 'hello'], 'There is no pack "nowhere"'], [['ask', '--pack', FRONT_DESK, '--lang', 'fr', 'hello'], 'does not speak "fr"'], [['ask', 'hello'], '--pack'],
    [['ask', '--pack', FRONT_DESK, '@tuch:x'], 'is not an event'], [['pack', 'test', FRONT_DESK, '--noise', 'loud'], 'is not a noise'],
  ])('refuses %j with exit code 2 and a reason', (args, reason) => {
    const refused = foyer(args);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(reason);
  });
});
