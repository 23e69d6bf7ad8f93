// What an exercise throws into a conversation: questions the pack answers, ways to begin its tasks, its sensitive words, and nonsense.
import type { Language } from '../../protocol/language.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledPack } from '../pack/compiled.ts';
import { plain } from '../plain-text.ts';
import { begin, say } from './driver.ts';
import type { Driver } from './driver.ts';

export interface Probe { text: string; id: string }

export interface Probes {
  questions: Probe[];
  /** A sentence that begins this flow, understood as such. */
  triggers: Map<string, string>;
  sensitive: { action: 'mask' | 'alarm' | 'escalate'; word: string }[];
}

/** Nothing in any language, and nothing that sounds like something. */
export const NONSENSE: Record<Language, string> = { zh: '咕噜哇啦呜哩', en: 'blurp zonk frabble wib' };
export const COMMANDS: Record<Language, Record<'cancel' | 'help' | 'repeat' | 'thanks' | 'human' | 'language' | 'correct', string>> = {
  zh: { cancel: '取消', help: '帮助', repeat: '再说一遍', thanks: '谢谢', human: '转人工', language: '说英文', correct: '不对，是' },
  en: { cancel: 'cancel', help: 'help', repeat: 'say that again', thanks: 'thank you', human: 'speak to a human', language: 'speak chinese', correct: 'no, ' },
};

const ASKS: Record<Language, RegExp> = { zh: /吗[?？]?$|什么|哪|怎么|多少|几点/, en: /^(?:where|what|when|how|which|who|do you|is there|are there|can i)\b/i };
const QUESTIONS = 3;

/** Only sentences that the pack understands by themselves are used: what is exercised is the interruption, not the matching. */
export function probesOf(driver: Driver): Probes {
  const { pack, language } = driver;
  const from = begin(driver);
  const questions: Probe[] = [];
  for (const entry of Object.values(pack.entries)) {
    const text = phrasesIn(entry.questions, language).find((q) => ASKS[language].test(q) && q.length >= (language === 'zh' ? 5 : 12));
    if (text === undefined || entry.until !== undefined) continue;
    const { last } = say(driver, from, text, 0.95);
    if (last.some((e) => e.type === 'record' && e.data.type === 'foyer.turn' && e.data.decision.entry === entry.id && e.data.decision.rule === 'knowledge' && e.data.decision.probability >= 0.9)) questions.push({ text, id: entry.id });
    if (questions.length >= QUESTIONS) break;
  }
  const triggers = new Map<string, string>();
  for (const flow of Object.values(pack.flows)) {
    const text = flow.notice === true ? undefined : phrasesIn(flow.triggers, language).find((t) => say(driver, from, t, 0.95).state.talk.frames.at(-1)?.flow === flow.id);
    if (text !== undefined) triggers.set(flow.id, text);
  }
  const sensitive = pack.lexicon.sensitive.flatMap((rule) => phrasesIn(rule.words, language).slice(0, 1).map((word) => ({ action: rule.action, word })));
  return { questions, triggers, sensitive };
}

/** Another task than this one, that a visitor can begin; if possible by words that are not also an answer within this one. */
export function otherThan(pack: CompiledPack, flow: CompiledFlow, probes: Probes): Probe | undefined {
  const others = Object.keys(pack.flows).filter((id) => id !== flow.id && probes.triggers.has(id));
  const answers = new Set(flow.slots.flatMap((slot) => slot.choices).flatMap((o) => pack.pack.languages.flatMap((l) => [textIn(o.label, l), ...phrasesIn(o.say, l)])).map(plain));
  const other = others.find((id) => !answers.has(plain(probes.triggers.get(id) ?? ''))) ?? others[0];
  return other === undefined ? undefined : { id: other, text: probes.triggers.get(other) ?? '' };
}
