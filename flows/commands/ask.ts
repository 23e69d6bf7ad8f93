// `foyer ask`: a typed visit. The same lines as a spoken one, without sound; connectors answer from the pack's sample rows.
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { createConversation } from '../engine/conversation.ts';
import { textIn } from '../engine/pack/compiled.ts';
import { createRehearsal } from '../engine/rehearse.ts';
import type { Move, Played, Rehearsal } from '../engine/rehearse.ts';
import { loadPack } from '../files/load-pack.ts';
import { Fault } from '../protocol/faults.ts';
import { LANGUAGES } from '../protocol/language.ts';
import type { Language } from '../protocol/language.ts';
import { dialogueLines, jsonLines } from './ask-lines.ts';
import { print } from './report.ts';

interface AskOptions { pack: string; lang?: string; json?: boolean }

/** Adds the `ask` command. Exit codes: 0 it ran, 2 wrong usage or a bad pack. */
export function registerAsk(program: Command): void {
  program.command('ask').argument('[text...]', 'what the visitor says, one argument a turn; @touch:ID[=value] and @silence are events; lines of stdin when left out')
    .requiredOption('--pack <pack>', 'name of a pack under flows/packs, or a folder').option('--lang <lang>', 'zh or en').option('--json', 'JSON lines')
    .description('A typed visit: one line a turn')
    .action((texts: string[], options: AskOptions) => ask(texts, options));
}

async function ask(texts: string[], options: AskOptions): Promise<void> {
  const { pack } = loadPack(options.pack);
  const language = languageOf(options.lang, pack.pack.languages);
  const offset = -new Date().getTimezoneOffset();
  const conversation = createConversation(pack, { offsetMinutes: () => offset });
  const startedAt = Date.now();
  const rehearsal = createRehearsal(conversation, pack, { language, startAt: startedAt, session: 'typed' });
  const write = (played: Played): void => {
    const lines = options.json === true ? jsonLines(played, startedAt) : dialogueLines(played, textIn(pack.pack.persona.name, language));
    for (const line of lines) print(line);
  };
  write(rehearsal.begin());
  if (texts.length > 0) {
    for (const text of texts) if (!turn(rehearsal, text, write)) return;
    return;
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '' && !turn(rehearsal, line.trim(), write)) return;
  }
}

/** False when the session is over. A new line after the end begins a new visit. */
function turn(rehearsal: Rehearsal, text: string, write: (played: Played) => void): boolean {
  if (rehearsal.ended) return false;
  write(rehearsal.play(moveOf(text)));
  return true;
}

/** `@touch:ID`, `@touch:ID=value`, `@silence`, `@desk:accept|say=...|handback|end|nobody`; all else is speech. Throws `usage`. */
function moveOf(text: string): Move {
  if (!text.startsWith('@')) return { user: text, expect: {} };
  if (text === '@silence') return { silence: true, expect: {} };
  const touch = /^@touch:([^=]+)(?:=(.*))?$/s.exec(text);
  if (touch?.[1] !== undefined) return { touch: touch[1], ...(touch[2] === undefined ? {} : { value: touch[2] }), expect: {} };
  const desk = /^@desk:(accept|say|handback|end|nobody)(?:=(.*))?$/s.exec(text);
  if (desk?.[1] !== undefined) return { desk: desk[1] as 'accept', text: desk[2] ?? '', expect: {} };
  throw new Fault('usage', `"${text}" is not an event.`, 'Events are @touch:ID, @touch:ID=value, @silence and @desk:accept|say=TEXT|handback|end|nobody.');
}

function languageOf(wanted: string | undefined, languages: readonly Language[]): Language {
  const language = LANGUAGES.find((l) => l === (wanted ?? languages[0]));
  if (language === undefined || !languages.includes(language)) throw new Fault('usage', `The pack does not speak "${wanted ?? ''}".`, `Give --lang ${languages.join(' or --lang ')}.`);
  return language;
}
