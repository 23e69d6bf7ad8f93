// The thread side of a draft's check: compiles it and plays every dialogue once.
import { parentPort, workerData } from 'node:worker_threads';
import { createConversation } from '../../flows/engine/conversation.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { Problem } from '../../flows/engine/pack/problem.ts';
import { rehearse } from '../../flows/engine/rehearse.ts';
import type { PackProblem } from '../core/ports.ts';
import type { TestDraft, TestFailure } from '../core/rollout-port.ts';

const MOST_FAILURES = 50;

function plain(problems: readonly Problem[]): PackProblem[] {
  return problems.map(({ file, line, what, how }) => ({ file, line, what, how }));
}
function run(files: Record<string, string>): Omit<Awaited<ReturnType<TestDraft>>, 'tookMs' | 'timedOut'> {
  const result = compilePack(files);
  if (!result.ok) return { ok: false, problems: plain(result.problems), warnings: [], dialogues: 0, failed: [] };
  const { pack } = result;
  const failed: TestFailure[] = [];
  if (pack.dialogues.length > 0) {
    const conversation = createConversation(pack);
    for (const { file, line, dialogue } of pack.dialogues) {
      const [first] = rehearse(conversation, pack, dialogue).mismatches;
      if (first && failed.length < MOST_FAILURES) failed.push({ file, line, dialogue: dialogue.name, what: `after "${first.move}", ${first.key} should be ${JSON.stringify(first.expected)}, but is ${JSON.stringify(first.actual)}`.slice(0, 400) });
    }
  }
  return { ok: failed.length === 0, problems: [], warnings: plain(result.warnings).slice(0, MOST_FAILURES), dialogues: pack.dialogues.length, failed };
}

parentPort?.postMessage(run((workerData as { files: Record<string, string> }).files));
