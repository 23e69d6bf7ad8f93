// The whole kiosk with real hearing and a real voice: a visitor out of espeak-ng wakes it and asks; sound goes in, sound comes out.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SMALL_MODEL } from '../../device/commands/small-model.ts';
import { runVisit } from '../../device/commands/visit-run.ts';
import { readWav } from '../../device/core/wav-format.ts';
import { smallPackFolder } from './small-pack.ts';

const PROGRAM = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => { for (const child of children.splice(0)) child.kill('SIGKILL'); });

interface Line { event: string; at_ms: number; [key: string]: unknown }
async function visit(args: string[]): Promise<{ code: number | null; lines: Line[]; errors: string }> {
  const child = spawn(process.execPath, [PROGRAM, 'visit', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let out = '';
  let errors = '';
  child.stdout?.on('data', (data) => { out += String(data); });
  child.stderr?.on('data', (data) => { errors += String(data); });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, lines: out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line), errors };
}
const texts = (lines: Line[], event: string): unknown[] => lines.filter((l) => l.event === event).map((l) => l['text']);

describe('a visit with real sound', () => {
  const pack = smallPackFolder();

  it('in Chinese is heard, answered in time, and written as three sounds and a transcript', async () => {
    const out = mkdtempSync(join(tmpdir(), 'foyer-visit-out-'));
    const { code, lines } = await visit(['--pack', pack, '--say', '你好小厅', '--say', '停车场在哪里', '--touch', 'home-hours', '--out', out]);
    expect(code).toBe(0);
    expect(texts(lines, 'wake-heard')).toEqual(['你好小厅']);
    expect(lines.filter((l) => l.event === 'decision').map((l) => l['entry'])).toEqual(expect.arrayContaining(['parking', 'opening-hours']));
    expect(texts(lines, 'said')).toEqual(expect.arrayContaining(['停车场在后门。', '我们九点开门。']));
    const spoken = lines.filter((l) => l.event === 'said' && l['speech_end_to_first_audio_ms'] !== null);
    expect(spoken.length).toBeGreaterThanOrEqual(2);
    const ended = lines.at(-1);
    expect(ended).toMatchObject({ event: 'ended', answered: true, latency: { n: spoken.length } });
    expect(Number((ended?.['latency'] as Record<string, unknown>)['p95_ms'])).toBeLessThan(2500); // the bench holds it to 1,200 on a quiet machine
    expect(Number(ended?.['rss_with_children_mb'])).toBeLessThan(400);
    const mixed = readWav(readFileSync(join(out, 'mixed.wav')));
    expect(mixed.samples.length / mixed.sampleRate).toBeGreaterThan(8);
    expect(mixed.samples.some((sample) => Math.abs(sample) > 3000)).toBe(true);
    for (const name of ['visitor.wav', 'kiosk.wav', 'transcript.txt', 'lines.jsonl']) expect(statSync(join(out, name)).size).toBeGreaterThan(40);
    expect(readFileSync(join(out, 'transcript.txt'), 'utf8')).toContain('停车场在后门。');
  });

  it('in English with another voice is heard and answered', async () => {
    const { code, lines } = await visit(['--pack', pack, '--lang', 'en', '--voice', 'en-gb', '--say', 'hello kiosk', '--say', 'what time do you open']);
    expect(code).toBe(0);
    expect(texts(lines, 'said')).toContain('We open at nine.');
    expect(lines.find((l) => l.event === 'wake-heard')).toMatchObject({ language: 'en' });
  });

  it('without the wake phrase stays unanswered and says so by its exit code', async () => {
    const lines: Line[] = [];
    const code = await runVisit({
      address: { tenant: 't', site: 's', kiosk: 'k' }, secret: null, hub: null, dataFolder: mkdtempSync(join(tmpdir(), 'foyer-visit-')), pack, port: 0, microphone: 'none', loudspeaker: 'none',
      models: { any: SMALL_MODEL }, voices: {}, voiceCommands: {}, soundFolder: null, echoCancelled: true, homeLanguage: 'zh', logLevel: 'error',
    }, { inputs: [{ kind: 'say', value: '停车场在哪里' }], visitor: { language: 'zh', seed: 1 }, fast: true, screen: false, print: (line) => lines.push(line) });
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatchObject({ event: 'ended', reason: 'not-woken', answered: false });
    expect(texts(lines, 'said')).toEqual([]);
  });

  it.each([
    [['--pack', 'no-such-pack', '--say', 'x'], /no pack "no-such-pack"/],
    [['--say', 'x'], /--pack/],
    [['--pack', pack], /--say/],
    [['--pack', pack, '--wav', '/no/such.wav'], /no such file/i],
    [['--pack', pack, '--say', 'x', '--noise-db', 'loud'], /--noise-db/],
    [['--pack', smallPackFolder({ 'pack.yaml': 'name: broken\n' }), '--say', 'x'], /pack\.yaml:/],
  ])('refuses %j with a sentence and exit code 2', async (args, sentence) => {
    const { code, errors } = await visit(args);
    expect(errors).toMatch(sentence);
    expect(code).toBe(2);
  });
});
