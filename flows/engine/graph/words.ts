// The few sentences of comparing and listing that no pack has to write.
import type { Language } from '../../protocol/language.ts';

type Sentence = Record<Language, (values: Record<string, string>) => string>;

export const GRAPH_WORDS = {
  /** One thing is known, the other not. */
  withWhat: { zh: (v) => `您想把${v.a}和哪一个比？`, en: (v) => `What shall I compare ${v.a} with?` },
  bothValues: { zh: (v) => `${v.a}：${v.aValue}；${v.b}：${v.bValue}。`, en: (v) => `${v.a}: ${v.aValue}. ${v.b}: ${v.bValue}.` },
  notKnown: { zh: () => '我这里没有这一项', en: () => 'I have no record of that' },
  andMore: { zh: (v) => `${v.items}，还有${v.more}个`, en: (v) => `${v.items}, and ${v.more} more` },
  more: { zh: () => '更多', en: () => 'More' },
  versus: { zh: (v) => `${v.a}和${v.b}`, en: (v) => `${v.a} or ${v.b}` },
} as const satisfies Record<string, Sentence>;
