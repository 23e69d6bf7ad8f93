// How a visitor might say a phrase that an author wrote: other words for the same question, a lead-in, a word more or less. Only for
// the held-out questions of small hand-written sets, so that the rejector learns how far a real visitor may stray from the text.
import type { Language } from '../../protocol/language.ts';
import { conceptsIn } from './concepts.ts';

const ASKS: Record<Language, Record<string, readonly string[]>> = {
  zh: {
    materials: ['要带什么', '需要哪些东西', '要准备点什么', '得带啥', '要哪些证件', '需要什么手续'], fee: ['多少钱', '要花多少钱', '收费吗', '要交多少', '得花多少', '要钱不'], place: ['在哪里', '去哪儿', '怎么走', '在什么地方', '在几楼', '往哪边走'],
    hours: ['几点', '什么时候', '几点开始', '什么时间'], duration: ['要多久', '多长时间', '要几天', '多少天能好', '什么时候能好'], how: ['怎么办', '怎么弄', '咋办', '如何办理', '要怎么做'],
    can: ['可以', '能不能', '可不可以', '行不行'], have: ['有没有', '有', '有无'], stock: ['还有吗', '有没有货', '卖完了吗'], forget: ['忘带', '没带'], progress: ['办到哪一步了', '好了吗', '进度怎么样'], which: ['有哪些', '有什么', '都有啥'],
    lose: ['丢了', '弄丢了', '找不到了', '不见了', '掉了'], reissue: ['补办', '补', '补一个', '重新办'], renew: ['换', '换新的', '到期了'], apply: ['办', '办理', '申请'], cancel: ['取消', '不要了', '退掉'], book: ['预约', '约', '约个时间'], pay: ['付钱', '交费', '付款'],
    toilet: ['厕所', '洗手间', '卫生间'], child: ['孩子', '小孩', '小朋友'], query: ['查', '查一下', '看看'], buy: ['买', '购买'], refund: ['退', '退货', '退钱'],
  },
  en: {
    materials: ['what do i need to bring', 'what papers do you need', 'what should i have with me', 'which documents do i need'], fee: ['how much is', 'what does it cost for', 'what is the price of', 'how expensive is'], place: ['where is', 'how do i get to', 'where can i find', 'which way to'],
    hours: ['when', 'what time', 'at what time'], duration: ['how long', 'how many days', 'how quickly'], how: ['how do i', 'how can i', 'what is the way to', 'how would i'], can: ['can i', 'may i', 'is it possible to', 'am i allowed to'], have: ['do you have', 'is there', 'have you got'], stock: ['in stock', 'still have', 'sold out'],
    lose: ['lost', 'can not find', 'misplaced'], reissue: ['replace', 'get another', 'reissue'], renew: ['renew', 'extend'], apply: ['apply', 'register', 'get'], cancel: ['cancel', 'call off', 'stop'], book: ['book', 'reserve', 'schedule'], pay: ['pay', 'settle'],
    toilet: ['toilet', 'restroom', 'bathroom'], child: ['child', 'kid', 'baby'], buy: ['buy', 'purchase', 'get'], refund: ['refund', 'return', 'money back'],
  },
};
const LEADS: Record<Language, readonly string[]> = {
  zh: ['我想', '我要', '帮我看看', '我想知道', '你们这儿', '麻烦', '现在', '那我', '今天', '我们', '如果我', ''],
  en: ['i need to know', 'can you tell me', 'i am here because', 'so', 'i want to ask', 'excuse me but', 'today', 'for my mother', 'we', 'hi there', 'just wondering', ''],
};
const TAILS: Record<Language, readonly string[]> = { zh: ['呢', '啊', '一下', '谢谢', '的', '不', ''], en: ['please', 'today', 'here', 'now', 'for me', ''] };
const SMALL: Record<Language, RegExp> = { zh: /[的了个一我要想请有吗去在这里你们]/gu, en: /\b(?:the|a|an|to|for|my|i|do|of|is|in|on|me|can|some|it)\b ?/g };

/** A normalised phrase as someone else might say it; the same `random` gives the same wording. */
export function visitorWording(phrase: string, language: Language, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let said = phrase;
  for (const hit of conceptsIn(phrase, language).toReversed()) {
    const others = ASKS[language][hit.id];
    const written = phrase.slice(hit.from, hit.to);
    if (others && random() < 0.5 && said.includes(written)) said = said.replace(written, ` ${pick(others)} `);
  }
  if (random() < 0.4) {
    const small = [...said.matchAll(SMALL[language])];
    if (small.length > 0 && said.length > 5) {
      const gone = pick(small);
      said = said.slice(0, gone.index) + said.slice(gone.index + gone[0].length);
    }
  }
  if (random() < 0.5) said = `${pick(LEADS[language])} ${said}`;
  if (random() < 0.3) said = `${said} ${pick(TAILS[language])}`;
  return language === 'zh' ? said.replace(/ /g, '') : said.replace(/ {2,}/g, ' ').trim();
}
