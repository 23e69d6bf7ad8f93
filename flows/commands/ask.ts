// `foyer ask`: a typed visit. The same lines as a spoken one, without sound; connectors answer from the pack's sample rows.
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { createConversation } from '../engine/conversation.ts';
import { textIn } from '../engine/pack/compiled.ts';
import { createRehearsal } from '../engine/rehearse.ts';
import type { Dialogue, Move, Played, Rehearsal } from '../engine/rehearse.ts';
import { suggestion } from '../engine/pack/problem.ts';
import type { CompiledPack } from '../engine/pack/compiled.ts';
import { loadPack } from '../files/load-pack.ts';
import { Fault } from '../protocol/faults.ts';
import { LANGUAGES } from '../protocol/language.ts';
import type { Language } from '../protocol/language.ts';
import { dialogueLines, jsonLines, timeOf } from './ask-lines.ts';
import { print } from './report.ts';

interface AskOptions { pack: string; lang?: string; json?: boolean; reply?: string[]; notice?: string }

const EVENTS = '@touch:ID[=value], @silence, @button:back|start-over|human|zh|en, @wait:SECONDS, @reply:CONNECTOR=REPLY, @restart, @desk:accept|say=TEXT|handback|end|nobody';

/** Adds the `ask` command. Exit codes: 0 it ran, 2 wrong usage or a bad pack. */
export function registerAsk(program: Command): void {
  program.command('ask').argument('[text...]', `what the visitor says, one argument a turn; ${EVENTS} are events; lines of stdin when left out`)
    .requiredOption('--pack <pack>', 'name of a pack under flows/packs, or a folder').option('--lang <lang>', 'zh or en').option('--json', 'JSON lines')
    .option('--reply <connector=reply>', 'answer of a connector: offline, timeout, refused, held or JSON (may be repeated); by default the sample rows', (reply: string, all: string[]) => [...all, reply], [] as string[])
    .option('--notice <flow[=JSON]>', 'begin with a notice, as the hub does, and what it fills in')
    .description('A typed visit: one line a turn')
    .action((texts: string[], options: AskOptions) => ask(texts, options));
}

async function ask(texts: string[], options: AskOptions): Promise<void> {
  const { pack } = loadPack(options.pack);
  const language = languageOf(options.lang, pack.pack.languages);
  const offset = -new Date().getTimezoneOffset();
  const conversation = createConversation(pack, { offsetMinutes: () => offset });
  const startedAt = Date.now();
  const rehearsal = createRehearsal(conversation, pack, {
    language, startAt: startedAt, session: 'typed', replies: Object.fromEntries((options.reply ?? []).map(replyOf)),
    ...(options.notice === undefined ? {} : { begins: noticeOf(options.notice, pack) }),
  });
  let lastAt = startedAt;
  const write = (played: Played): void => {
    lastAt = timeOf(played, lastAt);
    const lines = options.json === true ? jsonLines(played, startedAt, lastAt) : dialogueLines(played, textIn(pack.pack.persona.name, language));
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

/** False when the session is over. */
function turn(rehearsal: Rehearsal, text: string, write: (played: Played) => void): boolean {
  if (rehearsal.ended) return false;
  write(rehearsal.play(moveOf(text)));
  return true;
}

/** What begins with @ is an event (see EVENTS), all else is speech. Throws `usage`. */
function moveOf(text: string): Move {
  if (!text.startsWith('@')) return { user: text, expect: {} };
  if (text === '@silence') return { silence: true, expect: {} };
  const touch = /^@touch:([^=]+)(?:=(.*))?$/s.exec(text);
  if (touch?.[1] !== undefined) return { touch: touch[1], ...(touch[2] === undefined ? {} : { value: touch[2] }), expect: {} };
  const desk = /^@desk:(accept|say|handback|end|nobody)(?:=(.*))?$/s.exec(text);
  if (desk?.[1] !== undefined) return { desk: desk[1] as 'accept', text: desk[2] ?? '', expect: {} };
  const button = /^@button:(back|start-over|human|zh|en)$/.exec(text);
  if (button?.[1] !== undefined) return { button: button[1] as 'back', expect: {} };
  const wait = /^@wait:(\d+(?:\.\d+)?)$/.exec(text);
  if (wait?.[1] !== undefined && Number(wait[1]) > 0 && Number(wait[1]) <= 86_400) return { wait: Number(wait[1]), expect: {} };
  if (text === '@restart') return { restart: true, expect: {} };
  if (text.startsWith('@reply:')) { const [connector, reply] = replyOf(text.slice(7)); return { reply: connector, with: reply, expect: {} }; }
  throw new Fault('usage', `"${text}" is not an event.`, `Events are ${EVENTS}.`);
}

function languageOf(wanted: string | undefined, languages: readonly Language[]): Language {
  const language = LANGUAGES.find((l) => l === (wanted ?? languages[0]));
  if (language === undefined || !languages.includes(language)) throw new Fault('usage', `The pack does not speak "${wanted ?? ''}".`, `Give --lang ${languages.join(' or --lang ')}.`);
  return language;
}

type Reply = Dialogue['replies'][string];

/** `CONNECTOR=offline|timeout|refused|held|JSON`. Throws `usage`. */
function replyOf(text: string): [string, Reply] {
  const [, connector = '', reply = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (connector !== '' && /^(?:offline|timeout|refused|held)$/.test(reply)) return [connector, reply as 'offline'];
  const object = connector === '' ? null : jsonObject(reply);
  if (object === null) throw new Fault('usage', `"${text}" is no reply.`, 'Write CONNECTOR=offline, timeout, refused, held or a JSON object such as {"number":"A12"}.');
  return [connector, object];
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null;
  } catch { return null; }
}

/** `FLOW` or `FLOW={"slot":value}`. Throws `usage`. */
function noticeOf(text: string, pack: CompiledPack): { notice: string; slots: Record<string, unknown> } {
  const [, notice = '', slots] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  const notices = Object.values(pack.flows).filter((flow) => flow.notice).map((flow) => flow.id);
  if (!notices.includes(notice)) throw new Fault('usage', `The pack has no notice "${notice}".`, suggestion(notice, notices), { where: '--notice' });
  const filled = slots === undefined ? {} : jsonObject(slots);
  if (filled === null) throw new Fault('usage', `"${slots ?? ''}" is not a JSON object.`, 'Write --notice \'FLOW={"number":"A12"}\'.', { where: '--notice' });
  return { notice, slots: filled };
}
