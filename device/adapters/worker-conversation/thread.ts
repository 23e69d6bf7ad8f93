// The thread in which one pack is compiled, trained and talked with; it never holds more than that pack.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { checkFiles, loadPack } from '../../core/load-content.ts';
import type { FromThread, ThreadInput, ToThread } from './messages.ts';

function answer(message: FromThread): void { parentPort?.postMessage(message); }

const checked = checkFiles((workerData as ThreadInput).files);
if (!checked.ok) answer({ refused: checked.problems });
else {
  const { conversation, facts } = loadPack(checked.compiled, { offsetMinutes: (at) => -new Date(at).getTimezoneOffset() });
  const { languages } = conversation.pack;
  // Training leaves a lot behind; what is not needed to talk is given back before the kiosk is measured by its memory.
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as (how: object) => void)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  parentPort?.on('message', ({ id, state, event }: ToThread) => {
    try {
      answer({ id, result: conversation.handle(state, event) });
    } catch (error) {
      answer({ id, failed: error instanceof Error ? error.stack ?? error.message : String(error) });
    }
  });
  answer({
    loaded: {
      pack: conversation.pack, initial: conversation.initial(), facts, prompts: conversation.fixedPrompts(),
      home: Object.fromEntries(languages.map((l) => [l, conversation.homeView(l)])),
      touchOnly: Object.fromEntries(languages.map((l) => [l, conversation.touchOnlyView(l)])),
    },
  });
}
