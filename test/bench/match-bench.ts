// The matcher on what visitors ask of the shipped packs, side by side with nlp.js in the same run; then a pack of 10,000
// entries in the kiosk's own conversation thread: how long, how much memory, and does the old pack go on answering.
//   node test/bench/match-bench.ts [--packs a,b] [--entries N] [--json]
import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createThreadHost } from '../../device/adapters/worker-conversation/host.ts';
import type { ConversationEvent } from '../../flows/engine/contract.ts';
import { createMatcher } from '../../flows/engine/understanding/matcher.ts';
import { loadPack } from '../../flows/files/load-pack.ts';
import { packFolder, readBundle } from '../../flows/files/read-pack.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { manyEntries, packOf } from './many-entries.ts';
import { trainNlpJs } from './nlp-js-peer.ts';

interface Questions { asked: [text: string, ids: string[]][]; near: string[]; foreign: string[] }
/** Shares are 0..1 of the questions of that kind; `wrong` are answers given that are not the right ones. */
interface Row { pack: string; matcher: string; right: number; wrong: number; near: number; foreign: number; trainSeconds: number; p50Ms: number; p99Ms: number }
type Ask = (text: string, language: Language) => Promise<{ id: string; answers: boolean } | null>;

/** nlp.js answers from this score on unless told otherwise. */
const PEER_THRESHOLD = 0.5;
const FIXTURES = new URL('../understanding/fixtures/', import.meta.url);

async function measure(pack: string, matcher: string, trainSeconds: number, ask: Ask): Promise<Row> {
  const fixture = JSON.parse(readFileSync(new URL(`${pack}.json`, FIXTURES), 'utf8')) as Record<Language, Questions>;
  const counts = { asked: 0, right: 0, wrong: 0, near: 0, nearAll: 0, foreign: 0, foreignAll: 0 };
  const times: number[] = [];
  const timed: Ask = async (text, language) => {
    const began = performance.now();
    const found = await ask(text, language);
    times.push(performance.now() - began);
    return found;
  };
  for (const language of ['zh', 'en'] as const) {
    for (const [text, ids] of fixture[language].asked) {
      const found = await timed(text, language);
      const right = found !== null && ids.some((id) => id === found.id || id.split('/')[1] === found.id.split('/')[1] && found.id.startsWith(`${id.split('/')[0]}-`));
      counts.asked += 1;
      if (right) counts.right += 1;
      else if (found?.answers === true) counts.wrong += 1;
    }
    for (const text of fixture[language].near) { counts.nearAll += 1; if ((await timed(text, language))?.answers === true) counts.near += 1; }
    for (const text of fixture[language].foreign) { counts.foreignAll += 1; if ((await timed(text, language))?.answers === true) counts.foreign += 1; }
  }
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { pack, matcher, right: counts.right / counts.asked, wrong: counts.wrong / counts.asked, near: counts.near / counts.nearAll, foreign: counts.foreign / counts.foreignAll, trainSeconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function comparePack(pack: string): Promise<Row[]> {
  const { targets } = loadPack(pack).pack;
  let began = performance.now();
  const own = createMatcher({ targets });
  const ours = await measure(pack, 'foyer', (performance.now() - began) / 1000, async (text, language) => {
    const { top, zone } = own.match(text, language);
    return top[0] === undefined ? null : { id: top[0].id, answers: zone === 'answer' };
  });
  began = performance.now();
  const peer = await trainNlpJs(targets);
  const theirs = await measure(pack, 'nlp.js', (performance.now() - began) / 1000, async (text, language) => {
    const found = await peer.ask(text, language);
    return found === null ? null : { id: found.id, answers: found.score >= PEER_THRESHOLD };
  });
  return [ours, theirs];
}

async function activateMany(count: number): Promise<Record<string, number>> {
  const base = readBundle(new URL('../fixtures/packs/front-desk', import.meta.url).pathname);
  const files = packOf(manyEntries(count), base);
  const started = (at: number): ConversationEvent => ({ type: 'session-started', at, session: 'bench', by: 'touch', language: 'en' });
  const serving = createThreadHost(createKeptLog(), createSystemClock());
  const old = await serving.load(base);
  if (old.outcome !== 'loaded') throw new Error(JSON.stringify(old));
  const before = process.memoryUsage.rss();
  let peak = before;
  const watching = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20);
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const host = createThreadHost(createKeptLog(), createSystemClock());
  const began = performance.now();
  const done = host.load(files);
  let active = false;
  void done.then(() => { active = true; });
  const meanwhile: number[] = [];
  while (!active) { // a visitor of the old pack, once every 50 ms
    const asked = performance.now();
    await serving.handle(old.loaded.initial, started(1_795_424_400_000));
    meanwhile.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = (performance.now() - began) / 1000;
  const loaded = await done;
  loop.disable();
  if (loaded.outcome !== 'loaded') throw new Error(JSON.stringify(loaded));
  const { state } = await host.handle(loaded.loaded.initial, started(1_795_424_400_000));
  const entries = manyEntries(count);
  const times: number[] = [];
  let right = 0;
  for (let n = 0; n < 1000; n++) {
    const entry = entries[(n * 7919) % entries.length]!;
    const asked = performance.now();
    const { decision } = await host.handle(state, { type: 'utterance', at: 1_795_424_404_000, text: `${entry.en[n % 6]!} today`, confidence: 0.9 });
    times.push(performance.now() - asked);
    if (decision?.entry === entry.id || decision?.top.slice(0, 3).some(({ id }) => id === `entry:${entry.id}`) === true) right += 1;
  }
  clearInterval(watching);
  const after = process.memoryUsage.rss();
  serving.end();
  host.end();
  times.sort((one, other) => one - other);
  meanwhile.sort((one, other) => one - other);
  return {
    entries: count, activationSeconds: seconds, memoryPeakMb: (peak - before) / 1e6, memoryAfterMb: (after - before) / 1e6,
    turnP50Ms: times[500]!, turnP99Ms: times[990]!, rightOrOffered: right / 1000,
    oldPackTurnP99Ms: meanwhile[Math.floor(meanwhile.length * 0.99)] ?? 0, eventLoopP99Ms: loop.percentile(99) / 1e6,
  };
}

const { values } = parseArgs({ options: { packs: { type: 'string' }, entries: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } } });
const known = readdirSync(FIXTURES).map((file) => file.replace('.json', ''));
const packs = (values.packs?.split(',') ?? known).filter((pack) => { packFolder(pack); return known.includes(pack); });
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8);
for (const pack of packs) {
  for (const row of await comparePack(pack)) {
    console.log(values.json ? JSON.stringify(row) : `${row.pack.padEnd(18)} ${row.matcher.padEnd(7)} right${percent(row.right)}  wrong${percent(row.wrong)}  near answered${percent(row.near)}  foreign answered${percent(row.foreign)}  trained ${row.trainSeconds.toFixed(1)} s  p50 ${row.p50Ms.toFixed(2)} ms  p99 ${row.p99Ms.toFixed(2)} ms`);
  }
}
if (Number(values.entries) > 0) {
  const many = await activateMany(Number(values.entries));
  console.log(values.json ? JSON.stringify(many) : Object.entries(many).map(([name, value]) => `${name.padEnd(20)} ${Math.round(value * 100) / 100}`).join('\n'));
}
