// Words by which people compare and bound what has a number, whatever the industry: cheaper, takes longer, under, at least.
import type { Language } from '../../protocol/language.ts';

export interface Dimension { lower: RegExp; higher: RegExp; neutral: RegExp }

const NEVER = /(?!)/;

/** By attribute type. `neutral` speaks of the attribute without saying which end of it. */
const DIMENSIONS: Record<Language, Record<string, Dimension>> = {
  zh: {
    money: { lower: /便宜|划算|合算|实惠|省钱|性价比|(?:价格|价钱|费用|收费|花费|成本)(?:更|最|比较)?(?:低|少)|花(?:钱|费)(?:更|最|比较)?少|少花钱/u, higher: /贵(?!宾|重|州|阳|姓)|(?:价格|价钱|费用|收费|花费)(?:更|最|比较)?(?:高|多)|花(?:钱|费)(?:更|最|比较)?多/u, neutral: /价格|价钱|费用|收费|多少钱|几块钱|花多少|差价|要钱|块钱|元/u },
    minutes: { lower: /(?<!愉|痛|凉)快(?!递|餐|乐|件|要)|(?:时间|用时|耗时|等的?时间)(?:更|最|比较)?(?:短|少)|省时间?|不用等太?久|早(?:点|些)?(?:拿到|办完|好)/u, higher: /慢|久(?!等)|(?:时间|用时|耗时)(?:更|最|比较)?(?:长|多)|费时间?/u, neutral: /时间|多久|多长|用时|几天|多少天|分钟|小时|等/u },
    number: { lower: /更?(?:少|小|低)(?!年|姐)/u, higher: /更?(?:多|大|高)(?!少|概|家|兴)/u, neutral: /多少|几/u },
  },
  en: {
    money: { lower: /\bcheap(?:er|est|ly)?\b|\b(?:less|least|lower|lowest|smaller|smallest)\b.{0,12}\b(?:expensive|costly|money|price|priced|fee|cost|pricey)\b|\bcosts? (?:me )?(?:the )?(?:less|least)\b|\b(?:better|best) (?:value|deal|price)\b|\bsaves? (?:me )?(?:more )?money\b|\b(?:price|cost|fee)s? (?:is |are )?(?:lower|lowest)\b/, higher: /\b(?:expensive|dearer|dearest|pric(?:ey|ier|iest)|costl(?:y|ier|iest))\b|\bcosts? (?:me )?(?:the )?(?:more|most)\b|\b(?:higher|highest)\b.{0,8}\b(?:price|fee|cost)s?\b/, neutral: /\b(?:prices?|costs?|fees?|how much|yuan|money|bucks|cost)\b/ },
    minutes: { lower: /\b(?:fast(?:er|est)?|quick(?:er|est|ly)?|soon(?:er|est)?|short(?:er|est)?|earlier|earliest)\b|\b(?:less|least) (?:time|long|waiting)\b/, higher: /\b(?:slow(?:er|est)?|long(?:er|est))\b|\b(?:more|most) (?:time|waiting)\b/, neutral: /\b(?:how long|time|days?|minutes?|hours?|wait|duration)\b/ },
    number: { lower: /\b(?:fewer|fewest|less|least|smaller|smallest|lower|lowest)\b/, higher: /\b(?:more|most|bigger|biggest|larger|largest|higher|highest|greater)\b/, neutral: /\b(?:how many|how much|number)\b/ },
  },
};

/** Dimension of an attribute type; a text has none. */
export function dimensionOf(type: string, language: Language): Dimension {
  return DIMENSIONS[language][type === 'days' ? 'minutes' : type] ?? { lower: NEVER, higher: NEVER, neutral: NEVER };
}

/** Two things are held against each other. */
export const COMPARES: Record<Language, RegExp> = {
  zh: /哪|比|更|还是|谁|有没有|没有|不如|一样|差多少|相差|对比|区别|差别/u,
  en: /\bwhich|\bor\b|\bthan\b|\bmore\b|\bless\b|\b(?!over|under|number|after|other|ever|never|paper|later|order|center|member|either|water|butter|beer|weather)[a-z]{2,}er\b|\bcompar|\bversus\b|\bvs\b|\bdifference\b|\bbetween\b|\bsame\b(?! day)/,
};

/** Which of all has the most or least. */
export const SUPERLATIVE: Record<Language, RegExp> = { zh: /最|第一/u, en: /\b(?:most|least|[a-z]{3,}est)\b/ };

/** Bounds round a number. */
export const AT_MOST: Record<Language, RegExp> = {
  zh: /以下|以内|之内|内(?=.{0,3}(?:办|拿|能|可|完|好|的))|不超过|(?<![找看买等得])不到|不高于|不多于|低于|少于|小于|便宜(?:于|过)|比.{0,6}便宜|最多|顶多|不要超过|别超过|封顶|只有|左右|上下/u,
  en: /\b(?:under|below|less than|at most|up to|within|no more than|not more than|cheaper than|max|maximum|or less|or under|or below|or cheaper|inside|fewer than|not over|around|about|no longer than|lower than)\b/,
};
export const AT_LEAST: Record<Language, RegExp> = {
  zh: /以上|起(?:步|的)?$|至少|最少|起码|不少于|不低于|不小于|超过|高于|多于|大于|能坐|坐得下|装得下|够/u,
  en: /\b(?:over|above|more than|at least|no less than|not less than|minimum|or more|or above|from|upwards|greater than|bigger than|larger than|exceeding)\b/,
};
/** "Drinks for twenty": how much there is to spend, or how long there is to wait. */
export const TO_SPEND: Record<Language, RegExp> = { zh: /预算|能买|可以买|买得到|买什么|够买|的/u, en: /\b(?:for|with|only have|i have|i've got|spend|budget|gets?|buys?)\b/ };

/** Somebody wants to know which, or what there is. */
export const ASKS_WHICH: Record<Language, RegExp> = {
  zh: /哪些|哪个|哪种|哪一|哪几|有什么|有啥|有没有|都有|什么|列|推荐|有.*吗|还有|给我|想要|我要|找|几种|多少种|啥|哪里有/u,
  en: /\b(?:what|which|whats|any|list|show|tell|have you got|do you (?:have|sell|offer)|is there|are there|something|anything|find|all|give me|recommend|looking for|i want|i need|i'd like|get)\b/,
};
