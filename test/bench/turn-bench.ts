// How long the engine takes for a turn, without any sound: all dialogues of each pack, over and over. Processor time is what the engine costs;
// wall time is that on a machine which has nothing else to do.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConversation } from '../../flows/engine/conversation.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import { replay } from '../../flows/engine/replay.ts';
import { loadPack } from '../../flows/files/load-pack.ts';

/** Times in milliseconds, of one event. */
interface TurnBenchRow { pack: string; turns: number; wall_ms_p50: number; wall_ms_p99: number; cpu_ms_p50: number; cpu_ms_p99: number; state_bytes_max: number; training_ms: number }

const ROUNDS = 8;

/** One row a pack; `packs` are names under flows/packs or folders, by default all. */
function turnBench({ packs = allPacks(), rounds = ROUNDS }: { packs?: string[]; rounds?: number } = {}): TurnBenchRow[] {
  return packs.map((name) => {
    const { pack } = loadPack(name);
    const began = performance.now();
    const conversation = createConversation(pack);
    const training = performance.now() - began;
    const visits = pack.dialogues.map(({ dialogue }) => {
      const rehearsal = createRehearsal(conversation, pack, { language: dialogue.language, replies: dialogue.replies, begins: dialogue.begins });
      rehearsal.begin();
      for (const move of dialogue.turns) rehearsal.play(move);
      return rehearsal.events;
    });
    const wall: number[] = [];
    const cpu: number[] = [];
    let largest = 0;
    for (let round = 0; round < rounds; round++) {
      for (const events of visits) {
        replay({
          initial: () => conversation.initial(),
          handle(state, event) {
            const [from, used] = [performance.now(), process.threadCpuUsage()];
            const turn = conversation.handle(state, event);
            const { user, system } = process.threadCpuUsage(used);
            wall.push(performance.now() - from);
            cpu.push((user + system) / 1000);
            if (round === 0) largest = Math.max(largest, JSON.stringify(turn.state).length);
            return turn;
          },
        }, events);
      }
    }
    return {
      pack: pack.pack.name, turns: wall.length, wall_ms_p50: percentile(wall, 0.5), wall_ms_p99: percentile(wall, 0.99), cpu_ms_p50: percentile(cpu, 0.5), cpu_ms_p99: percentile(cpu, 0.99),
      state_bytes_max: largest, training_ms: Math.round(training),
    };
  });
}

function allPacks(): string[] {
  return readdirSync(fileURLToPath(new URL('../../flows/packs', import.meta.url)), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort();
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1000) / 1000;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packs = process.argv.slice(2);
  for (const row of turnBench(packs.length > 0 ? { packs } : {})) console.log(JSON.stringify(row));
}
