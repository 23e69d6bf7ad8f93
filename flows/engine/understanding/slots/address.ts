// Where somebody lives, or a part of it: 幸福路幺二号三单元五零二室, 阳光小区8栋, "flat 3b, 45 station road". It must name a street,
// a number, a house or a neighbourhood; a question, an order or any other sentence is no address.
import { readEnglishDigits } from '../numerals-en.ts';
import { digitOf, readChineseInteger } from '../numerals-zh.ts';
import { asksSomething, placedWords } from './reading.ts';
import type { Found, SlotReader } from './reading.ts';

const DIGITS = '[0-9零〇一幺二两三四五六七八九十百千a-z-]+';
const NUMBERED = '号车位|号停车位|车位|停车位|号楼|号院|号|弄|巷|栋|幢|座|单元|门|室|房|楼|层|组|队|期|区|支弄|甲|乙';
const STREETS = '大街|大道|街道|公路|胡同';
const STREET_SIGNS = '[路街道巷弄桥](?=$|[0-9零一幺二两三四五六七八九十与和交东南西北中附旁对])|[里条环口](?=[0-9零一幺二两三四五六七八九十])';
const PLACES = '停车场|地下车库|车库|地下室|村委会|自治区|社区|小区|新村|花园|家园|公寓|大厦|大楼|广场|中心|校区|工业园|园区|科技园|产业园|公园|山庄|别墅|花苑|雅苑|名苑|新城|国际城|宿舍|学校|医院|大学|中学|小学|酒店|宾馆|商场|超市|银行|车站|地铁站|码头|机场|工厂';
const PLACE_SIGNS = '[省市区县旗镇乡](?=$|[0-9零一幺二两三四五六七八九十a-z]|\\p{Script=Han}{2,})|[村屯苑城府庭居湾轩阁园院](?=$|[0-9零一幺二两三四五六七八九十a-z])';
const BASEMENT = /(?:地下|负|-)[0-9一二两三四五六七八九]{1,2}[层楼]|b[0-9一二三四五六七八九](?:层|楼|区)/u;
const NUMBER_PART = new RegExp(`${DIGITS}(?:${NUMBERED})`, 'u');
const STREET_PART = new RegExp(`\\p{Script=Han}{1,8}(?:${STREETS}|${STREET_SIGNS})`, 'u');
const PLACE_PART = new RegExp(`\\p{Script=Han}{2,12}(?:${PLACES}|${PLACE_SIGNS})`, 'u');
const LEAD = /^(?:(?:我|我们|我家|家|他|她|它)?(?:就|是|的)?(?:住|家)?(?:在|址是|址)?|(?:送|寄|发|配送|邮|搬|改|换)?(?:到|至)|(?:改|换)成|(?:我的?|收货|家庭|收件|详细|联系|居住|户籍|通讯)*(?:地址|住址)(?:就)?(?:是|在|为|改成|改为|换成)?|就是|就在|是|在|那(?!曲)|嗯|呃|请|麻烦|大概|应该|[:： ])+/u;
const TAIL = /(?:那里|那边|这里|这边|附近|旁边|里面|吧|了|的|啊|呀|呢|哦|就行|就可以|就好|可以|谢谢您?|好吗|行吗|没错|对)+$/u;
/** Words no address begins or goes on with. */
const NO_ADDRESS_ZH = /取消|返回|不用|不要|不是|帮助|人工|再见|谢谢|请问|怎么|什么|多少|哪|谁|为什么|能不能|可以|我要|我想|想要|办理|查询|预约|挂号|取号|缴费|充值|投诉|买|退|换|喜欢|知道|明天|今天|后天|昨天|上午|下午|晚上|星期|礼拜|先生|女士|号码|电话|手机|身份证|一下|没有|忘了|工作人员|重新|跳过|听不|说一遍|号线|号窗|元钱|块钱|几号|[0-9一二三四五六七八九十]号(?:来|去|办|有|可以|吧)/u;

/** 我要办...: a wish, unless something is to be sent or moved there. */
const WISH_ZH = /^(?:那|嗯|呃)?我?(?:要|想)(?:要)?(?!送|寄|发|改|换|搬|去|到)/u;

/** Value: the address as written, numbers in digits; text the same. */
export const readAddress: SlotReader = (tidied, request) => {
  if (asksSomething(tidied, request.language)) return null;
  return request.language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chinese(tidied) : english(tidied);
};

function chinese(tidied: string): Found | null {
  const lead = LEAD.exec(tidied)?.[0] ?? '';
  const from = lead.length === tidied.length ? 0 : lead.length;
  const bare = tidied.slice(from).replace(TAIL, '');
  if (bare.length < 2 || bare.length > 80 || NO_ADDRESS_ZH.test(bare) || WISH_ZH.test(tidied)) return null;
  const parts = [NUMBER_PART.test(bare), BASEMENT.test(bare), STREET_PART.test(bare), PLACE_PART.test(bare)].filter(Boolean).length;
  if (parts === 0) return null;
  // 三楼 or 五号 alone may be anything; a house number wants a room, a unit or a name beside it.
  const numbers = bare.match(new RegExp(NUMBER_PART, 'gu')) ?? [];
  const named = STREET_PART.test(bare) || PLACE_PART.test(bare);
  const below = BASEMENT.test(bare) || /车位|地下室|车库/u.test(bare);
  if (!named && !below && numbers.length < 2 && !/(?:栋|幢|单元|室|号楼|弄|号院)/u.test(bare)) return null;
  if (!named && !below && new RegExp(`^(?:${DIGITS}(?:${NUMBERED})|[,，之的 -])+[0-9零一幺二两三四五六七八九十]*$`, 'u').exec(bare) === null) return null;
  if (named && numbers.length === 0 && /^\p{Script=Han}{1,2}(?:路|街|道|里|条|口|区|城|园|院)$/u.test(bare) && /^(?:知道|味道|这里|那里|哪里|家里|公里|出口|入口|门口|走路|问路|带路|线路|一路|马路|柜台|医院|窗口|地区|渠道|人口|胃口|便道)$/u.test(bare)) return null;
  const value = written(bare);
  return { value, text: value, confidence: numbers.length > 0 && named ? 0.92 : named ? 0.75 : 0.8, from, to: from + bare.length };
}

const UNIT = new RegExp(`([0-9零〇一幺二两三四五六七八九十百千]+)(?![0-9零〇一幺二两三四五六七八九十百千])(?=${NUMBERED}|之|-|$)`, 'gu');

/** 幺二号 -> 12号, 五零二室 -> 502室, 二十八弄 -> 28弄; a number inside a name (五一路, 三里屯, 八一小区) stays as it is. */
function written(bare: string): string {
  return bare.replaceAll(UNIT, (run, _all, at: number) => {
    const after = bare.slice(at + run.length);
    if (after === '' && !/[0-9栋幢座单元楼层号弄室院区园苑村路街道]$/u.test(bare.slice(0, at))) return run;
    if (/^区/u.test(after) && /^[一二三四五六七八九]$/u.test(run) === false && !/\d/.test(run)) return run;
    const digits = [...run].every((sign) => digitOf(sign) !== null);
    if (digits) return [...run].map((sign) => String(digitOf(sign))).join('');
    const number = readChineseInteger(run.replaceAll('幺', '一'));
    return number === null ? run : String(number);
  });
}

const STREET_EN = /^(?:road|rd|street|st|avenue|ave|lane|ln|drive|dr|boulevard|blvd|close|court|ct|crescent|square|sq|terrace|way|highway|hwy|alley|row|gardens|grove|mews|parade|place|quay|hill|park|green|walk|hutong|lu|jie|xiang|dajie|dadao|village|estate|plaza|tower|towers|house|building|mansion|mansions|community|compound|garden|residence|residences|centre|center|district|county|town)$/;
const UNIT_EN = /^(?:basement|garage|parking|space|bay|spot|level|flat|apartment|apt|unit|suite|room|rm|building|block|floor|house|number|no|entrance|door|tower|villa|lot)$/;
const LEAD_EN = /^(?:(?:and|so|yes|well|ok|okay|uh|um|my|the|our|home|delivery|street|postal|current) )*(?:(?:address|place|home) (?:is|would be) |(?:i|we) (?:live|am living|stay|reside|am|work)(?: at| in| on)? |(?:it's|it is|that's|its|please )?(?:send|deliver|ship|bring)(?: it)? to |it's |it is |that's |that is |that would be |i'm at |at |in |on |to )?/;
const NO_ADDRESS_EN = /\b(?:want|need|help|cancel|back|please tell|appointment|book|pay|buy|return|price|cost|ticket|tomorrow|today|yesterday|morning|afternoon|evening|clock|thank|thanks|sorry|repeat|human|agent|staff|person|phone|email|don't|dont|not|skip|forgot|know|window|counter|number is|next|like|o'clock|yuan|dollars?)\b/;

function english(tidied: string): Found | null {
  const lead = LEAD_EN.exec(tidied)?.[0] ?? '';
  const from = lead.length >= tidied.length ? 0 : lead.length;
  const bare = tidied.slice(from).replace(/(?: please| thanks| thank you)+$/, '');
  if (bare === '' || NO_ADDRESS_EN.test(bare)) return null;
  const placed = placedWords(bare);
  const words = placed.map((each) => each.word);
  if (words.length > 24) return null;
  const written: string[] = [];
  let numbers = 0;
  let unit = false;
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    const read = /^(?:o|and|hundred|a|an)$/.test(word) ? null : readEnglishDigits(words, at);
    if (read !== null) {
      const letter = /^[a-f]$/.test(words[read.end] ?? '') ? words[read.end]!.toUpperCase() : '';
      written.push(`${read.digits}${letter}`);
      at = read.end + (letter === '' ? 0 : 1);
      numbers += 1;
      continue;
    }
    if (/^\d+[a-z]{1,2}$/.test(word)) { numbers += 1; written.push(/(?:st|nd|rd|th)$/.test(word) ? word : word.toUpperCase()); at += 1; continue; }
    if (UNIT_EN.test(word)) unit = true;
    written.push(/^(?:of|the|and|on|in|at)$/.test(word) ? word : word.slice(0, 1).toUpperCase() + word.slice(1));
    at += 1;
  }
  const street = words.some((word, at) => STREET_EN.test(word) && (at > 0 || words.length > 1));
  const named = words.some((word) => STREET_EN.test(word)) && words.some((word) => !STREET_EN.test(word) && !UNIT_EN.test(word) && !/^(?:the|of|on|in|a|and)$/.test(word));
  if (/^(?:the )?(?:basement|underground garage|garage|car park|parking lot)$/.test(bare)) return { value: written.join(' '), text: written.join(' '), confidence: 0.72, from, to: from + bare.length };
  if (!(street && numbers > 0) && !(named && words.length >= 2 && words.length <= 6 && !unit) && !(unit && numbers > 0)) return null;
  const value = written.join(' ');
  return { value, text: value, confidence: street && numbers > 0 ? 0.9 : 0.72, from, to: from + bare.length };
}
