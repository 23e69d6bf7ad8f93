// The thread in which packs are compiled, trained and talked with. A new version of a pack that is worded much as before
// is loaded beside it within a moment; anything else is for a new thread, so that this one goes on answering.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import type { Conversation } from '../../../flows/engine/contract.ts';
import { createTunableMatcher, likeness, type TunableMatcher } from '../../../flows/engine/understanding/matcher.ts';
import { checkFiles, loadPack } from '../../core/load-content.ts';
import type { FromThread, ToThread } from './messages.ts';
import { plantedFault } from './planted-fault.ts';

/** From this share of equally worded targets on, training starts from the version before. */
const MUCH_ALIKE = 0.8;

/** From so many targets on, what training leaves behind is collected at every step: slower by a tenth, smaller by a third. */
const MANY_TARGETS = 2000;

const conversations = new Map<number, Conversation>();
let matcher: TunableMatcher | undefined;

function answer(message: FromThread): void { parentPort?.postMessage(message); }

function load({ version, files, update }: Extract<ToThread, { type: 'load' }>): void {
  const planted = plantedFault(files);
  planted?.onLoad();
  const checked = checkFiles(files);
  if (!checked.ok) return answer({ type: 'refused', version, problems: checked.problems });
  const options = { targets: checked.compiled.targets };
  if (update && (!matcher || likeness(matcher, options) < MUCH_ALIKE)) return answer({ type: 'elsewhere', version });
  collect(); // the syntax trees of the files
  matcher = createTunableMatcher(options, matcher, options.targets.length > MANY_TARGETS ? collect : undefined);
  const { conversation, facts } = loadPack(checked.compiled, { matcher, offsetMinutes: (at) => -new Date(at).getTimezoneOffset() });
  const { languages } = conversation.pack;
  conversations.set(version, planted ? planted.around(conversation) : conversation);
  answer({
    type: 'loaded', version,
    loaded: {
      pack: conversation.pack, initial: conversation.initial(), facts, prompts: conversation.fixedPrompts(),
      home: Object.fromEntries(languages.map((l) => [l, conversation.homeView(l)])),
      touchOnly: Object.fromEntries(languages.map((l) => [l, conversation.touchOnlyView(l)])),
    },
  });
  // Training leaves a lot behind; what is not needed to talk is given back before the kiosk is measured by its memory.
  collect();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as (how: object) => void)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'load': return load(message);
    case 'forget': return void conversations.delete(message.version);
    case 'handle': {
      const { id, version, state, event } = message;
      try {
        const conversation = conversations.get(version);
        if (!conversation) throw new Error(`version ${version} is not loaded in this thread`);
        answer({ type: 'handled', id, result: conversation.handle(state, event) });
      } catch (error) {
        answer({ type: 'failed', id, why: error instanceof Error ? error.stack ?? error.message : String(error) });
      }
    }
  }
});
