// Words that must not pass unnoticed: masked in every record, reported, or answered by a human at once.
import { hasHan, plain } from '../plain-text.ts';
import { syllables } from '../understanding/pinyin.ts';
import { phrasesIn } from '../pack/compiled.ts';
import type { LexiconFile } from '../pack/schema.ts';
import { raiseHand } from './raise.ts';
import { decide, note } from './turn.ts';
import type { Turn } from './turn.ts';

/** Reports sensitive words; true when the utterance is thereby answered (a human is called). */
export function onSensitiveWord(turn: Turn, text: string): boolean {
  for (const { word, rule } of sensitiveWords(turn.kit.pack.lexicon, text)) {
    note(turn, `sensitive word: ${rule.action}`);
    if (rule.action === 'mask') continue;
    turn.effects.push({ type: 'alarm', word, rule: rule.note ?? rule.action, text });
    if (rule.action !== 'escalate' || turn.talk.escalation !== null) continue;
    decide(turn, { rule: 'sensitive', intent: 'escalate:sensitive', flow: turn.talk.frames.at(-1)?.flow ?? null });
    turn.talk.wanted = text;
    raiseHand(turn, 'sensitive');
    return true;
  }
  return false;
}

function sensitiveWords(lexicon: LexiconFile, text: string): { word: string; rule: LexiconFile['sensitive'][number] }[] {
  const said = plain(text);
  const sounds = hasHan(said) ? ` ${syllables(said).join(' ')} ` : '';
  return wordsOf(lexicon).filter(({ plainly, sound, rule }) => holdsWord(said, plainly) || (rule.action !== 'mask' && sound !== '' && sounds.includes(sound)));
}

interface SensitiveWord { word: string; plainly: string; sound: string; rule: LexiconFile['sensitive'][number] }
const prepared = new WeakMap<LexiconFile, SensitiveWord[]>();

/** The words of a lexicon as they are looked for, made once. */
function wordsOf(lexicon: LexiconFile): readonly SensitiveWord[] {
  let words = prepared.get(lexicon);
  if (words === undefined) {
    words = lexicon.sensitive.flatMap((rule) => [...phrasesIn(rule.words, 'zh'), ...phrasesIn(rule.words, 'en')].map((word) => ({ word, plainly: plain(word), sound: soundOf(word), rule })));
    prepared.set(lexicon, words);
  }
  return words;
}

/** Three characters or more are also known by their sound; shorter ones would be heard everywhere. */
function soundOf(word: string): string {
  return /^\p{Script=Han}{3,}$/u.test(word) ? ` ${syllables(word).join(' ')} ` : '';
}

function holdsWord(text: string, word: string): boolean {
  return word !== '' && (/^[a-z]/.test(word) ? ` ${text} `.includes(` ${word} `) : text.includes(word));
}

/** Replaces the words of `mask` rules by asterisks, for everything that is kept. */
export function maskWords(lexicon: LexiconFile, text: string): string {
  let masked = text;
  for (const rule of lexicon.sensitive) {
    if (rule.action !== 'mask') continue;
    for (const word of [...phrasesIn(rule.words, 'zh'), ...phrasesIn(rule.words, 'en')]) {
      masked = masked.replaceAll(new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), '＊'.repeat(Math.min(word.length, 6)));
    }
  }
  return masked;
}
