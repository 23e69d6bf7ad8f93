// Digits behind the beginning of a number that are none of it: a time, a window, an age, a queue number, a price.

const BEHIND = /^\s*(?:元|块|毛|万|亿|千|百|十|岁|份|楼|层|室|房|点(?!\d{3})|年|月|日|天|分钟|分之|小时|秒|[%％]|人(?!民)|个(?!人的)|件|次|本|桌|台|排|张(?:卡|照|表|桌|纸|票|单)|号?(?:窗口?|柜台|机|楼|房|台|线|厅|门|桌|登机口|诊室|电梯|车厢)|号(?!码(?!头))|位(?!数)|车位|房间|教室|会议室|那天|路(?![一-龥]{0,4}\d)|[过叫]了|了能|以上|以下|左右|[ap]\.?m\b|(?:o[' ]?)?clock\b|people\b|minutes?\b|hours?\b|years?\b|yuan\b|dollars?\b|floor\b|room\b|、\s*[0-9零一二三四五六七八九十]{1,3}(?:、\s*[0-9零一二三四五六七八九十]{1,3})?\s?号|[到至和]\s?[0-9零一二三四五六七八九十]{1,3}(?![0-9零一二三四五六七八九十]))/;
const BEFORE = /(?:第|十|周|星期|礼拜|票号(?:是)?|室|[¥￥$€£]\s?|百分之|排队(?:的?号码?)?(?:是|为)?\s?|排号(?:是|为)?\s?|叫号(?:是|为)?\s?|号码牌(?:是|为)?\s?|窗口|柜台|房间|[a-z]区|地下|负|今年|(?:爸|妈|孩子|儿子|女儿|老人)(?:今年)?|现在(?:是)?|约了|营业时间|上午|下午|中午|晚上|早上|window |counter |room |floor |ticket |queue (?:number )?)$/;
const HOUR = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const CLOCK = new RegExp(`^${HOUR} (?:thirty|fifteen|forty|twenty|ten|fifty|oh five)(?:[ -]five)?$`);

/** Whether the digits from `start` to `end` have a unit, a time or a thing beside them. */
export function saysAnother(folded: string, start: number, end: number): boolean {
  if (BEHIND.test(folded.slice(end, end + 16))) return true;
  const before = folded.slice(Math.max(0, start - 14), start);
  return BEFORE.test(before) || (/(?:it's|at|around|by|until|till|now) $/.test(before) && CLOCK.test(folded.slice(start, end)));
}
/** A queue number is said: 我的排队号是一九三四. */
export const QUEUES = /(?:排队|排号|叫号|号码牌|queue|ticket)(?:的?号码?|号是|的是|号|是|为| number| is|[:：\s])*$/;
/** Nobody's number but a clock's, a date's or a price's, also within a number that goes on (154.3 is a part of one). */
export const CLOCK_OR_PRICE = /:|[¥￥$€£]|,\d{3}|\/|[元块]|\byuan/;
/** A few words that say what the digits are of, and it is nothing of a person. */
export const MEANS_ANOTHER = /窗口|几点|点钟|柜台|排队|叫号|取号|楼|元|块|人|位客|个|桌|岁|优先|房间|车位|份|分之|window|counter|floor|room|ticket|people|o'clock|table|gate|queue/;
/** 2026-11-26; within a number that goes on it may be the birthday of an ID card. */
export const DATE = /^(?:1[89]|2[01])\d\d[-.]/;
