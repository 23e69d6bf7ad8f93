// No-match, silence, mumbling and refused answers in every order, at every kind of question: nobody hears a sentence twice within one
// ladder, and each ladder ends with a human, a choice or a goodbye within three rungs.
import { describe, expect, it } from 'vitest';
import { PROMPTS } from '../../flows/engine/prompts.ts';
import { visit } from './every-slot-pack.ts';
import type { Heard, Visit } from './every-slot-pack.ts';

type Miss = 'nonsense' | 'silence' | 'mumble' | 'beyond';
const KINDS: readonly Miss[] = ['nonsense', 'silence', 'mumble', 'beyond'];
const ORDERS = KINDS.flatMap((a) => KINDS.flatMap((b) => KINDS.map((c) => [a, b, c] as const)));

const PLACES = {
  zh: { open: [], choice: ['我要报修'], number: ['我要报修', '冰箱'], digits: ['我要充值'], confirm: ['我要租台灯', '三个'] },
  en: { open: [], choice: ['I need a repair'], number: ['I need a repair', 'fridge'], digits: ['top up my card'], confirm: ['I want lamps', 'three'] },
} as const;
const WORDS = { zh: { nonsense: ['阿巴阿巴哈哈', '哗啦啦咕噜噜', '嘀嘀嗒嗒哦耶'], beyond: { number: '五十台', digits: '幺二三' } }, en: { nonsense: ['blurp zonk fribble', 'quux mumble wobble', 'snarf gloop zing'], beyond: { number: 'fifty', digits: 'one two three' } } } as const;

function miss(v: Visit, kind: Miss, language: 'zh' | 'en', place: string, at: number): Heard {
  const nonsense = WORDS[language].nonsense[at] ?? '';
  if (kind === 'silence') return v.silence();
  if (kind === 'mumble') return v.say(nonsense, 0.2);
  if (kind === 'beyond' && (place === 'number' || place === 'digits')) return v.say(WORDS[language].beyond[place]);
  return v.say(nonsense);
}

describe.each(['zh', 'en'] as const)('misses in any order (%s)', (language) => {
  it.each(Object.keys(PLACES[language]) as (keyof typeof PLACES.zh)[])('at the question: %s', (place) => {
    for (const order of ORDERS) {
      const v = visit(language);
      for (const text of PLACES[language][place]) v.say(text);
      const turns = order.map((kind, i) => (v.rehearsal.ended ? null : miss(v, kind, language, place, i))).filter((t) => t !== null);
      const said = turns.flatMap((t) => t.said);
      expect(said.length, order.join()).toBe(new Set(said).size);
      const last = turns.at(-1);
      const closed = last?.effects.some((e) => e.type === 'end') === true;
      const offered = last?.view?.kind === 'choice' && last.view.choices.some((c) => c.id === 'yes' || c.id === 'human');
      expect(closed || offered, `${order.join()}: ${said.join(' / ')}`).toBe(true);
    }
  });
});

describe("the engine's own sentences", () => {
  /** Said once in a visit, or behind something that is never the same; a pack is replaced once at most. */
  const ONCE = /^(?:label-|headline-|hint-|goodbye|start-over|idle|survey|no-input-close|language-switched|human-)/;
  it('have a second wording wherever one can follow itself', () => {
    const alone = Object.entries(PROMPTS).filter(([key, ladder]) => !ONCE.test(key) && key !== 'task-updated' && (ladder.zh.length < 2 || ladder.en.length < 2)).map(([key]) => key);
    expect(alone).toEqual([]);
  });
});
