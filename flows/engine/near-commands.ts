// English commands that a recogniser wrote with one wrong word: "i want to took to a person". Only asked when nothing else fits.
import { commandIn, commandPhrases } from './command-phrases.ts';
import type { Command } from './command-phrases.ts';
import { plain } from './plain-text.ts';
import { editDistance } from './understanding/slots/edit-distance.ts';

/** Words that stand in commands, also in the free ways to ask for a human. */
let words: readonly string[] | undefined;
const HUMAN_WORDS = ['talk', 'speak', 'chat', 'see', 'call', 'get', 'find', 'fetch', 'bring', 'send', 'connect', 'transfer', 'to', 'with', 'a', 'an', 'the', 'some', 'any', 'real', 'human', 'person', 'agent', 'staff', 'member', 'someone', 'somebody', 'operator', 'assistant', 'colleague', 'clerk', 'manager', 'attendant', 'me', 'want', 'need', 'would', 'like', 'can', 'please', 'i'];

/** What throws something away is not done on a guess far from what was said. */
const TAKES_AWAY: ReadonlySet<Command> = new Set(['cancel', 'start-over', 'goodbye']);

/** The command this is but for one misheard word; undefined for everything else. Texts of two words must be nearer. */
export function nearCommand(text: string): Command | undefined {
  const said = plain(text).split(' ');
  if (said.length < 2 || said.length > 12) return undefined;
  words ??= [...new Set([...HUMAN_WORDS, ...commandPhrases('en').flatMap((row) => row.phrases.flatMap((phrase) => plain(phrase).split(' ')))])];
  let best: { command: Command; distance: number } | undefined;
  for (const [at, wrong] of said.entries()) {
    if (/\d/.test(wrong) || wrong.length < (said.length < 4 ? 4 : 2)) continue;
    for (const word of words) {
      const distance = word === wrong ? 0 : editDistance(wrong, word);
      const allowed = said.length < 4 || Math.min(word.length, wrong.length) < 4 ? 1 : 2;
      if (distance === 0 || distance > allowed || (best !== undefined && distance >= best.distance)) continue;
      const command = commandIn(said.with(at, word).join(' '), 'en');
      if (command !== undefined && command !== 'hello' && command !== 'thanks' && (distance === 1 || !TAKES_AWAY.has(command))) best = { command, distance };
    }
  }
  return best?.command;
}
