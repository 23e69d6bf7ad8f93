// A family name alone, with what makes it a person's: 王先生, 姓陈的, 免贵姓李, 老张.
import { DOUBLE_SURNAMES } from './name-lists.ts';

interface Span { start: number; end: number }

/** Family names that are hardly anything else in front of a title. */
const FAMILY = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤温康施樊葛邢安齐易乔伍庞颜庄聂章鲁岳翟殷詹欧耿焦俞柳甘祝阮纪梅童凌毕季裴霍涂翁饶桂于万文常赖洪卞向关包左司洛屈柯宁应尚商';
const TITLES = '先生|女士|小姐|太太|夫人|师傅|大爷|大妈|大哥|大姐|大叔|大婶|阿姨|叔叔|伯伯|奶奶|爷爷|婆婆|[哥姐叔姨](?![\\p{Script=Han}])';
/** Of somebody who is at work here the title says it all; of the visitor, who says so, it is a name. */
const AT_WORK = '老师|经理|主任|医生|大夫|教授|律师|老板|处长|科长|局长|院长|校长|店长|总监|工程师|教练|同学';
const TITLED = new RegExp(`(?<![\\p{Script=Han}]{0}(?:任|如|几|为|以|大|小|于|全|相|倾|导|面|一|单))(?:(${DOUBLE_SURNAMES})|([${FAMILY}]))\\s?(?:${TITLES})`, 'gu');
const BEHIND_XING = new RegExp(`(?:免贵姓?|敝姓|我姓|本人姓|[他她]姓|客户姓|女士姓|先生姓|(?:^|[，。,.\\s]|嗯|你好|是|叫|个|位|有)姓)\\s?(${DOUBLE_SURNAMES}|\\p{Script=Han})(?=$|[，。,.！!？?\\s]|的|名|叫|，|我|谢谢|吧|啊|先生|女士|小姐|\\p{Script=Han}{1,2}的\\1|约|订|预)`, 'gu');
const CALL = /请.{0,20}[到至去].{0,10}(?:窗口|柜台|诊室|号台)/;
const NO_FAMILY = /[和名氏什啥谁不么哪几同改没别随啊吗呢的]/;
const OLD_OR_LITTLE = new RegExp(`(?<=^|[，。,.！!？?\\s]|找|叫|是|跟|和|我|帮|给|你好|您好)(?:[老小](?=[${FAMILY}](?:$|[，。,.！!？?\\s]|在吗|在不在|来|让|的(?:快递|包裹|号|位|朋友)))|阿(?=[\\p{Script=Han}](?:就[行好]|吧|$|[，。,.])))(\\p{Script=Han})`, 'gu');
/** 人和先生, 请客先生 are none; a word that ends in the character is none either. */
const WORD_BEFORE = /(?:谢谢|感谢|面向|方向|一向|转向|如何|任何|几何|为何|以何|提高|升高|身高|跳高|地方|对方|官方|双方|警方|药方|明白|空白|黑白|表白|包包|钱包|书包|面包|背包|红包|语文|中文|英文|作文|公文|课文|有关|海关|机关|无关|相关|开关|一万|千万|几万|百万|平常|非常|正常|经常|日常|向左|高尚|反应|供应|丁香|对于|关于|由于|属于|等于|公司|寿司|上司|长江|珠江|光顾|照顾|回顾|宝石|钻石|化石|金钱|价钱|多少钱|羽毛|眉毛|汗毛|菜单|简单|树叶|茶叶|岩石|黄石|安康|健康|小康|火龙|恐龙|水龙|喝汤|煲汤|体温|高温|常温|平安|治安|保安|公安|西安|容易|交易|贸易|不易|历史|厕所)$/;

const OWN_TITLED = new RegExp(`(?:我就?是|我叫|这[边里]是|本人是?|订的是|姓名)\\s?(${DOUBLE_SURNAMES}|[${FAMILY}])(?=${AT_WORK})`, 'gu');
const QUICK = new RegExp(`[${FAMILY}]\\s?(?:${TITLES}|${AT_WORK})|姓|免贵|[老小阿]\\p{Script=Han}`, 'u');
/** Whether a text needs a look. */
export function mayTitle(text: string): boolean { return QUICK.test(text); }

/** The places of family names in folded text; a title stays, so that the sentence can still be read. */
export function familyNames(folded: string): Span[] {
  const found: Span[] = [];
  const put = (start: number, length: number): void => { if (!folded.startsWith('康师傅', start) && !WORD_BEFORE.test(folded.slice(Math.max(0, start - 3), start + length))) found.push({ start, end: start + length }); };
  // A call to a window is said aloud to everybody: 请A015号王先生到3号窗口.
  if (!CALL.test(folded)) for (const one of folded.matchAll(TITLED)) put(one.index, (one[1] ?? one[2] ?? '').length);
  for (const one of folded.matchAll(OWN_TITLED)) put(one.index + one[0].length - (one[1] ?? '').length, (one[1] ?? '').length);
  if (/姓|免贵/.test(folded)) for (const one of folded.matchAll(BEHIND_XING)) if (!NO_FAMILY.test(one[1] ?? '')) put(one.index + one[0].length - (one[1] ?? '').length, (one[1] ?? '').length);
  for (const one of folded.matchAll(OLD_OR_LITTLE)) put(one.index, one[0].length);
  return found;
}
