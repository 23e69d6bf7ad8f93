// Spoken visits by voices and in wordings that nobody trained on: how many end with the right answer, how long the visitor
// waits, what it costs. `node test/bench/visit-bench.ts FILE.json [--noise-db 15] [--jobs 1] [--only TEXT] [--list]`
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Visit { name: string; pack: string; lang: 'zh' | 'en'; voice?: string; speed?: number; say: string[]; expect: string }
interface Line { event: string; text?: string; view?: unknown; entry?: string | null; flow?: string | null; rule?: string; speech_end_to_first_audio_ms?: number | null; [key: string]: unknown }
interface Outcome { visit: Visit; right: boolean; heard: string[]; answered: string; latencies: number[]; summary: Line | undefined; code: number }

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'noise-db': { type: 'string' }, jobs: { type: 'string', default: '1' }, only: { type: 'string' }, voice: { type: 'string' } } });
const files = positionals.length > 0 ? positionals : [join(import.meta.dirname, 'visits-government-hall.json')];
const visits = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as Visit[]).filter((visit) => !values.only || visit.name.includes(values.only));

/** Runs one visit as a person would from the shell and reads its JSON lines. */
function run(visit: Visit): Promise<Outcome> {
  const args = ['foyer.ts', 'visit', '--pack', visit.pack, '--lang', visit.lang, '--json'];
  if (values.voice ?? visit.voice) args.push('--voice', values.voice ?? visit.voice ?? '');
  if (visit.speed) args.push('--speed', String(visit.speed));
  if (values['noise-db']) args.push('--noise-db', values['noise-db']);
  for (const text of visit.say) args.push('--say', text);
  const child = spawn(process.execPath, args, { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  return new Promise((resolve) => child.on('close', (code) => {
    const lines = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
    const lastFinal = lines.findLastIndex((line) => line.event === 'final');
    const after = lines.slice(Math.max(0, lastFinal));
    const answered = after.filter((line) => line.event === 'said' || line.event === 'shown' || line.event === 'decision' || line.event === 'escalated').map((line) => JSON.stringify(line)).join('\n');
    resolve({
      visit, code: code ?? 1, answered, right: lastFinal >= 0 && new RegExp(visit.expect, 'i').test(answered),
      heard: lines.filter((line) => line.event === 'wake-heard' || line.event === 'final').map((line) => `${line.event === 'wake-heard' ? 'wake ' : ''}${line.text ?? ''}`),
      latencies: lines.flatMap((line) => (line.event === 'said' && typeof line.speech_end_to_first_audio_ms === 'number' ? [line.speech_end_to_first_audio_ms] : [])),
      summary: lines.find((line) => line.event === 'ended'),
    });
  }));
}

const percentile = (sorted: number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
const outcomes: Outcome[] = [];
const waiting = [...visits];
await Promise.all(Array.from({ length: Number(values.jobs) }, async () => {
  for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
    const outcome = await run(visit);
    outcomes.push(outcome);
    console.log(`${outcome.right ? 'right' : 'WRONG'}  ${outcome.visit.name}  said: ${visit.say.join(' | ')}  heard: ${outcome.heard.join(' | ')}  ${outcome.latencies.map((ms) => Math.round(ms)).join('/')} ms`);
    if (!outcome.right) console.log(`       ${outcome.answered.split('\n').filter((line) => line.includes('"said"') || line.includes('"decision"')).join('\n       ').slice(0, 900)}`);
  }
}));
for (const lang of ['zh', 'en'] as const) {
  const own = outcomes.filter((outcome) => outcome.visit.lang === lang);
  if (own.length > 0) console.log(`${lang}: ${own.filter((outcome) => outcome.right).length} of ${own.length} visits right`);
}
const latencies = outcomes.flatMap((outcome) => outcome.latencies).sort((a, b) => a - b);
console.log(`speech end to first audio: p50 ${Math.round(percentile(latencies, 0.5))} ms, p95 ${Math.round(percentile(latencies, 0.95))} ms over ${latencies.length} answers`);
const last = outcomes.at(-1)?.summary;
if (last) console.log(`last visit's summary: ${JSON.stringify(last)}`);
