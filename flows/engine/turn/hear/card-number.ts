// "The second one": a card on the screen by its number.
import { touch } from '../touch.ts';
import { note } from '../turn.ts';
import type { Turn } from '../turn.ts';
import type { Step } from './said.ts';

const ORDINAL = {
  zh: /^(?:我要|我选|选|要|点|就|按|那就|办)?\s*第?\s*([一二两三四五六1-6])\s*(?:个|项|号|条|种)?(?:吧|的)?[。.]?$/,
  en: /^(?:the |number |option |choose |choose number |choose the |i want |i want the |i'll take |i'll take the |please |item |press )*(first|second|third|fourth|fifth|sixth|one|two|three|four|five|six|[1-6])(?: one| option| item)?(?: please)?[.]?$/i,
} as const;
const NUMBERS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const LAST = { zh: /^(?:我要|我选|选|要|就)?最后(?:那)?(?:一)?(?:个|项)(?:吧)?[。.]?$/, en: /^(?:the |i want the |choose the )*last (?:one|option|item)(?: please)?[.]?$/i } as const;

export const cardNumber: Step = {
  name: 'a card by its number',
  take(turn, { text }) {
    const cards = cardsOf(turn);
    if (cards.length === 0) return null;
    const m = ORDINAL[turn.talk.language].exec(text.trim());
    const last = LAST[turn.talk.language].test(text.trim()) ? cards.at(-1) : undefined;
    if (m?.[1] === undefined && last === undefined) return false;
    const number = m?.[1] === undefined ? last?.number : NUMBERS[m[1].toLowerCase()] ?? Number(m[1]);
    const card = cards.find((c) => c.number === number);
    if (card === undefined) return false;
    note(turn, `card ${card.number} on the screen`);
    touch(turn, card.id, undefined, 'choice-by-number');
    return true;
  },
};

function cardsOf(turn: Turn): readonly { id: string; number: number }[] {
  const view = turn.talk.view;
  switch (view?.kind) {
    case 'listening': case 'attract': case 'touch-only': return view.cards;
    case 'answer': case 'ticket': case 'escalation': return view.buttons;
    case 'choice': return view.choices;
    default: return [];
  }
}
