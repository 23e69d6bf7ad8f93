// The thread in which one version of a pack is compiled, trained and talked with. A version worded much as one that runs
// already begins from what that one has learned: it is there in a moment.
import { setPriority } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Conversation } from '../../../flows/engine/contract.ts';
import { createTunableMatcher, restoreMatcher, type SavedMatcher, type TunableMatcher } from '../../../flows/engine/understanding/matcher.ts';
import { checkFiles, loadPack } from '../../core/load-content.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { plantedFault } from './planted-fault.ts';

/** From so many targets on, what training leaves behind is collected at every step: slower by a tenth, smaller by a third. */
const MANY_TARGETS = 2000;
/** What training has left behind is given back when the first visitors have had their answers. */
const COLLECT_AFTER_MS = 2500;

const LOWEST_PRIORITY = 19;

// On Linux a number of 0 means the calling thread alone; elsewhere it would be the whole process.
if ((workerData as ThreadData).calm && process.platform === 'linux') {
  try { setPriority(0, LOWEST_PRIORITY); } catch { /* it is trained all the same */ }
}

let conversation: Conversation | undefined;
let matcher: TunableMatcher | undefined;

function answer(message: FromThread): void { parentPort?.postMessage(message); }

/** What comes in at the port; undefined when nothing does in time. */
function received(port: MessagePort, waitMs: number): Promise<SavedMatcher | undefined> {
  return new Promise((resolve) => {
    const done = (learned?: SavedMatcher): void => {
      clearTimeout(late);
      port.close();
      resolve(learned);
    };
    const late = setTimeout(done, waitMs);
    port.once('message', (learned: SavedMatcher) => done(learned));
    port.once('close', () => done());
  });
}

async function load({ files, learned, waitMs }: Extract<ToThread, { type: 'load' }>): Promise<void> {
  answer({ type: 'step' });
  const planted = plantedFault(files);
  planted?.onLoad();
  const known = learned ? received(learned, waitMs) : undefined;
  const checked = checkFiles(files);
  if (!checked.ok) return answer({ type: 'refused', problems: checked.problems });
  answer({ type: 'step' });
  const options = { targets: checked.compiled.targets };
  const saved = await known;
  if (!saved) collect(); // the syntax trees of the files
  matcher = createTunableMatcher(options, saved && restoreMatcher(saved), () => {
    answer({ type: 'step' });
    if (options.targets.length > MANY_TARGETS) collect();
  });
  const made = loadPack(checked.compiled, { matcher, offsetMinutes: (at) => -new Date(at).getTimezoneOffset() });
  const { languages } = made.conversation.pack;
  conversation = planted ? planted.around(made.conversation) : made.conversation;
  answer({
    type: 'loaded',
    loaded: {
      pack: conversation.pack, initial: conversation.initial(), facts: made.facts, hasty: !matcher.whole, prompts: conversation.fixedPrompts(),
      home: Object.fromEntries(languages.map((l) => [l, made.conversation.homeView(l)])),
      touchOnly: Object.fromEntries(languages.map((l) => [l, made.conversation.touchOnlyView(l)])),
    },
  });
  // Training leaves a lot behind; what is not needed to talk is given back before the kiosk is measured by its memory.
  if (saved) setTimeout(collect, COLLECT_AFTER_MS);
  else collect();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as (how: object) => void)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'load': {
      // A failure ends the thread, which its host sees.
      load(message).catch((error: unknown) => setImmediate(() => { throw error; }));
      return;
    }
    case 'hand-over':
      if (matcher) message.to.postMessage(matcher.saved());
      message.to.close();
      return;
    case 'handle': {
      const { id, state, event } = message;
      try {
        if (!conversation) throw new Error('nothing is loaded in this thread');
        answer({ type: 'handled', id, result: conversation.handle(state, event) });
      } catch (error) {
        answer({ type: 'failed', id, why: error instanceof Error ? error.stack ?? error.message : String(error) });
      }
    }
  }
});
