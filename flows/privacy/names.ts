// Names of people behind the words that introduce one, in Chinese and English, typed or as a recogniser writes them.
import { fold } from './fold.ts';
import { englishByPlace, mayNameEnglish } from './english-names.ts';
import { isEnglishWord } from './english-words.ts';
import { mayNamePlace, namesByPlace } from './name-grammar.ts';
import { familyNames, mayTitle } from './titles.ts';
import { BY_SOUND, DOUBLE_SURNAMES, FIRST_NAMES, GIVEN, SURNAMES } from './name-lists.ts';

interface Span { start: number; end: number }

const RELATIVE = '孩子|儿子|女儿|闺女|宝宝|老公|老婆|爱人|妻子|丈夫|先生|太太|爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥?|姐姐?|弟弟?|妹妹?|孙子|孙女|朋友|同事|同学|老师|老板|客人|客户|男友|女友|对象|女士|他|她';
const PERSON = '联系人|联络人|签收人|登记人|租客|租户|投诉人|报修人|借款人|推荐人|担保人|使用人|受益人|收件人|收货人|寄件人|预[订定约]人|订票人|购票人|报名人|申请人|办理人|代办人|委托人|经办人|持卡人|开户人|投保人|被保险人|紧急联系人|乘客|乘机人|旅客|入住人|住客|住户|户主|业主|房主|车主|机主|患者|病人|家长|监护人|学员|学生|考生|会员|访客|被访人|本人|参保人|领取人|取件人|法人|负责人';
const IS = '(?:呢?就?是|呢?叫做?|为|[写填报][的了]?(?:是|我的)?|[:：])';
/** Words after which a name must come. */
const STRONG = new RegExp(`(?:(?<![帮给替让请为被])我(?:的|本人|自己)?(?:大名|真名|全名|本名)?叫(?:做)?|(?:${RELATIVE})(?:的名[字儿])?叫(?:做)?|(?:名字|姓名|全名|大名|真名|本名|名儿)(?:就?${IS})?|(?:${PERSON})(?:的)?(?:姓名|名字)?(?:${IS})?|免贵姓?|敝姓|姓\\p{Script=Han}{1,2}[,，、\\s]{0,2}(?:我?名字?)?叫|\\p{Script=Han}{1,2}人(?:姓名|名字)?[:：]|您?可以叫我|就叫我|叫我|称呼我?)[:：\\s"“]{0,2}`, 'gu');
/** Words after which a name may come, if it looks like one altogether. */
const WEAK = /(?:(?<![一-龥])叫|我就?是|我(?:这边|这里)?是|这[边里]是|我这边|以|用|写|填|报|登记(?:的?是|在|为|成)?|预[订约定](?:的?是|给)?|挂[在到]|找(?:一下)?|帮|替|给|为)[:：\s"“]{0,2}/gu;
const OF_NAME = /^\s?的?(?:名[字义下]|姓名|身份)/;
const END = /^(?:\s*$|\s*[，,。.；;！!？?、"”'’）)~…\n\]}]|\s*\p{Extended_Pictographic}|\s+\p{Script=Han}|\s*(?:来|要|想|我想|我要|谢谢|就行|就好|吧|啊|呢|哈|哦|对|没错|好了|你记|帮我|麻烦|预约|约了|订了|，|今年|电话|手机|身份证|的|先生|女士|小姐))/u;
/** What cannot go on a name: the sentence has moved on. */
const AFTER_NAME = /^\s*(?:的|我|要|想|来(?:办|取|拿|交|查|问|领|的|看|找|修|住|坐|这)|是|在|了|手|电|身份|号|今[年天]|住|和|跟|与|，|预[约订]|挂号|办|取|这|那|请|麻|谢谢|不|就[是行好可]|还|有|可以|能|已经|没|订|约[了的]|找|去|到|给|把|生[于日]|性别|年龄|单|不过|您|你|吗|呢|吧|啊|嗯|呃|对吗?$|对[，。\s]|帮|好[了吗的]|先生|女士|小姐|同学|老师|就行|就好|查|问|登记)/;
const NO_NAME = /^(?:管理员|管理处|保安|经理|金额|车|号|成[功了]|应|时|和|全[部错]|单|解|包|安[全装排]|明[天白]|高|方[便式]|万一|连|关|什么|什|于)(?:了|号|个|不|子|们|过|到|一|辆|什么|错|完|功|好|生|便|天|白|装|排|全|部|一|$)|^(?:游客|家长|车主|房东|司机|农民|党员|高中|单身|成年|常客|顾客|路过|时间|明天|方便|安全|车子|房子|钱包|付款|金卡|黄金|白金|路上|白天|黄色|白色|金色|高级|高铁|马上|那边|那个|那是|时候|都是|都行|全部|和谁|游泳|白班|水果|于是|关于|安装|宁波|温州|海南|海口|苏州|江苏|江西|广东|安徽|云南|贵州|山东|山西|金华|常州|郑州|徐州|石家庄|武汉|成都|沈阳|房间|花卉|牛奶|鱼|牛肉|米饭|毛巾|马桶|车票|卡号|单号|柴油|麻烦|管家|施工|经办|支付|党[员派]|司机|宫保|幸[福运])/;
const NO_FIRST_EVER = /^(?:的|我|要|想|了|他|她|你|您|这|那|哪|什|谁|个|们|和|跟|与|吗|呢|吧|啊|也|都|着|没|不|怎|\d)/;
const NO_FIRST = /^(?:的|我|要|想|来|是|在|了|他|她|你|您|这|那|哪|什|谁|个|人|员|客|户|们|家|上|下|里|外|过|错|对|写|填|改|换|打|不|没|有|怎|如|能|可以|可能|会|吗|呢|吧|啊|和|跟|与|到|去|得|着|就|也|都|还|很|太|更|最|多少|几|一|二|三|四|五|六|七|八|九|十|\d)/;

const GIVEN_ONE = new RegExp(`[${GIVEN}]`, 'u');
const SURNAME = new RegExp(`^(?:(${[...DOUBLE_SURNAMES.split('|')].map((one) => [...one].join('\\s?')).join('|')})|([${SURNAMES}]))`, 'u');
const SOUNDED = new RegExp(`^[${BY_SOUND}](?:\\s?[${BY_SOUND}]){1,6}(?:\\s?[·•・.点\\s]\\s?[${BY_SOUND}](?:\\s?[${BY_SOUND}]){1,7})?`, 'u');
const DOTTED = /^\p{Script=Han}{2,7}\s?[·•・]\s?\p{Script=Han}{2,8}/u;

/** The length of the Chinese name that begins here; 0: none. `sure`: the sentence says that one comes. */
function chineseName(rest: string, sure: boolean, bounded = false): number {
  const dotted = DOTTED.exec(rest);
  if (dotted && !/^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?·/.test(rest)) return dotted[0].length;
  const family = SURNAME.exec(rest);
  if (!family || NO_NAME.test(rest)) {
    const sounded = sure || bounded ? SOUNDED.exec(rest) : null;
    return sounded && sounded[0].replaceAll(/[\s·•・.点]/g, '').length >= 3 && !NO_FIRST.test(rest) ? sounded[0].trimEnd().length : 0;
  }
  let end = family[0].length;
  let given = 0;
  const spaced = /^\s\p{Script=Han}/u.test(rest.slice(end));
  // 钟韩才莉: the families of both parents.
  const most = family[2] !== undefined && !spaced && SURNAME.test(rest.slice(end)) && GIVEN_ONE.test(rest[end + 1] ?? '') && GIVEN_ONE.test(rest[end + 2] ?? '') && (END.test(rest.slice(end + 3)) || AFTER_NAME.test(rest.slice(end + 3))) && !(END.test(rest.slice(end + 2)) || AFTER_NAME.test(rest.slice(end + 2))) ? 3 : 2;
  while (given < most) {
    const next = /^(\s?)(\p{Script=Han})/u.exec(rest.slice(end));
    if (!next || (next[1] !== '' && !spaced)) break;
    const left = rest.slice(end);
    if (given === 0 ? (sure || bounded ? NO_FIRST_EVER : NO_FIRST).test(left.trimStart()) : AFTER_NAME.test(left)) break;
    if (!bounded && !(most === 3 && given === 0) && (!sure || given > 0) && !GIVEN_ONE.test(next[2] ?? '')) { if (!sure) return given > 0 && END.test(left) ? end : 0; if (!END.test(rest.slice(end + next[0].length))) break; }
    end += next[0].length;
    given += 1;
  }
  if (given === 0) return 0;
  // 赵云吉阿斯: a family name and a given one that is written by its sound go on.
  return sure || (END.test(rest.slice(end)) && (bounded || !/^\s*的/.test(rest.slice(end)))) || OF_NAME.test(rest.slice(end)) ? end : 0;
}

const TITLE = '(?:(?:mr|mrs|ms|miss|dr|prof)\\.?\\s+)?';
const PARTICLE = /^(?:van|de|der|den|da|di|du|la|le|bin|ibn|al|el|von|st|[a-z]\.?)$/;
/** Words that no name goes on with. */
const NO_WORD = new Set('and my i i\'m im phone number please here from is with for but so to the a an on in at can could would it it\'s its thanks thank that this what which who not no yes wrong missing misspelled spelled spelt spelling mis listed under changed different are wrongly called too very hard long card id you your of or by was has have had will want need like speaking calling checking booked book booking looking waiting trying going coming getting having late sorry lost sick fine good great ready done okay ok sure new old just also already still only about over out off up down there where when why how me him her them us we they he she yeah well um uh er hmm did do does don\'t am be been get got let arrived staying living born years year old today tomorrow tonight now then hello hi hey interested afraid hungry thirsty tired happy sad angry confused unable able allowed supposed blind deaf pregnant disabled alone free busy back first second third last next one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty chinese english american british french german japanese korean russian indian italian spanish canadian australian foreign foreigner student tourist guest visitor customer member patient passenger driver owner teacher doctor mr mrs ms street road avenue room window counter gate floor ticket all any some every each if because as than same correct right true false empty required invalid null undefined none unknown string field file path type value key flow step slot module function class error table column server host domain product item service device user kiosk pack bill inside outside behind below above printed written shown required optional visible after before during until since clicked pressed'.split(' '));
const STRONG_EN = new RegExp(`\\b(?:(?:\\w+\\s)?(?:full |first |last |real |legal |maiden |middle )?name(?: is|'s|s|\\s?[:=]| was| would be|(?<=(?:full|first|last|reservation|passenger|guest|contact|booking|patient|customer|holder|family|my) name)(?=\\s)|(?=\\s))|(?:(?<!network|wi-?fi|app|system|program|programme|service|it|this|that|what|which|place|street|station|shop|dish|card|plan|stop|line) is|am|'m|he's|she's) (?:called|named)|under(?: the)?(?: name)?(?: of)?|surname(?: is|:)?|booked (?:as|for|under)|(?:booking|reservation|appointment|table|order|room|ticket|parcel|package) (?:is )?(?:for|under)(?: the name)?(?: of)?|contact person(?: is|:)?|contact(?: name)?(?: is|:)|passenger(?: is|:)|attn:?|name of|(?:guest|customer|visitor|caller|patient|client|recipient|attendee|tenant|student)\\s?:)(?:[\\s"“:]+|(?<=[:=]))${TITLE}`, 'g');
const WEAK_EN = new RegExp(`(?:\\b(?:i'm|i am|im|this is|it's|it is|you can call me|just call me|call me|here is|speaking with|named|called|dear)|(?:^|[.!?]\\s)(?:name|mr|mrs|ms|miss|dr)\\.?)[\\s,"“:]+${TITLE}`, 'g');

/** "visitor: queue number E027 please" says who speaks; "visitor: mary johnson" who it is. */
function speaks(intro: string, folded: string, text: string, at: number): boolean {
  if (!/^(?:guest|customer|visitor|caller|patient|client|recipient|attendee|tenant|student)\s?[:：]/.test(intro)) return false;
  const [sentence = ''] = /^[^\n"]*/.exec(folded.slice(at, at + 200)) ?? [];
  const words = sentence.split(/[\s,，.;]+/).filter((word) => word !== '');
  return !/\p{Lu}/u.test(text[at] ?? '') && (isEnglishWord(words[0] ?? '') || words.length > 4);
}

/** The end of the English name that begins at `at`; `at`: none. */
function englishName(folded: string, text: string, at: number, sure: boolean): number {
  let end = at;
  let words = 0;
  let particles = 0;
  let capitals = 0;
  let known = 0;
  while (words < 6 && words - particles < 3) {
    const next = /^(\s?)([a-z][a-zà-öø-ÿ'’-]*\.?)(?![\wà-öø-ÿ@])/.exec(folded.slice(end, end + 32));
    if (!next || (words > 0 && next[1] === '')) break;
    const word = (next[2] ?? '').replace(/[.'’-]+$/, '').replace(/['’]s$/, '');
    const from = end + (next[1] ?? '').length;
    const capital = /^[A-Z]/.test(text[from] ?? '');
    const initial = words > 0 && capital && /^[a-z]\.?$/.test(next[2] ?? '');
    if (NO_WORD.has(word) && !initial) break;
    if (words > 0 && !capital && capitals > 0 && !PARTICLE.test(word)) break;
    if (words === 0 && PARTICLE.test(word) && word.length < 2) break;
    if (words - particles >= 3 && !capital) break;
    if (capital) capitals += 1;
    if (FIRST_NAMES.has(word)) known += 1;
    words += 1;
    if (words > 1 && (PARTICLE.test(word) || initial)) particles += 1;
    const dot = (next[2] ?? '').endsWith('.') && word.length > 1;
    end = from + word.length + (!dot && (next[2] ?? '').endsWith('.') ? 1 : 0);
    if (dot) break;
  }
  if (words === 0) return at;
  if (sure) return end;
  const lone = /(?:ese|ish|ian|ican|ing|ed|er|ly|ful|able)$/.test(folded.slice(at, end));
  return known > 0 || (capitals >= 2 && words >= 2) || (capitals === 1 && words === 1 && !lone && /^(?:i'm|i am)/i.test(folded.slice(Math.max(0, at - 6), at).trimStart())) ? end : at;
}

/** What was asked before was somebody's name. */
const ASKED = /姓名|名字|称呼|贵姓|全名|全称|叫什么|哪位|surname|(?:last|first|family|given|full) name|(?:your|which|what|full|last|first|a|guest'?s?) name|name[, ]+please|who (?:is|am i)/;
const OPENING = /^(?:\s|嗯|呃|啊|哦|那个|就是|你好|您好|好的?|我?叫|我?是|姓名|名字|免贵姓?|我?姓|全名|u+h|um+|er|okay|ok|yes|yeah|sure|well|it's|it is|i'm|i am|this is|that's|that is|just|under|the|name|is|hello|hi|my|mr\.?|mrs\.?|ms\.?|[,，.。:：])*/;

const FAMILY_ALONE = new RegExp(`^(${DOUBLE_SURNAMES}|[${SURNAMES}])(?=\\s*(?:$|[，,。.！!]|\\p{Script=Han}{1,3}的\\1|吧|啊|谢谢))`, 'u');

/** Whether a text may hold a name that no word announces. */
export function mayHoldName(text: string): boolean {
  const plain = /[\u4e00-\u9fff]/.test(text) ? fold(text) : text;
  return mayNamePlace(plain) || mayTitle(plain) || mayNameEnglish(text);
}

/** The names in a text. `folded`: the same in small letters, as long as `text`; `asked`: what was asked before it. */
export function names(folded: string, text: string, asked = '', isPublic: (word: string) => boolean = () => false): Span[] {
  const found: Span[] = [];
  const put = (start: number, end: number): void => { if (end > start) found.push({ start, end }); };
  if (/\p{Script=Han}/u.test(folded)) {
    if (/[叫名人称姓客户主者长员]|本人|敝/.test(folded)) for (const intro of folded.matchAll(STRONG)) {
        const at = intro.index + intro[0].length;
        const clear = /[叫是为:：做我写填报]\s*["“]?$/.test(intro[0]);
        put(at, at + chineseName(folded.slice(at, at + 24), clear, /[名字人]\s*$/.test(intro[0])));
        if (clear && /^[a-z]/.test(folded.slice(at))) put(at, englishName(folded, text, at, /名|姓|叫/.test(intro[0])));
      }
    for (const intro of folded.matchAll(WEAK)) {
      const at = intro.index + intro[0].length;
      const rest = folded.slice(at, at + 24);
      const length = chineseName(rest, false);
      if (length === 0) continue;
      // 用张伟的名字; 帮王芳查一下 is an ordinary sentence with a name in it as well as 帮高中生查.
      const before = intro[0].trim();
      if (/^(?:以|用|写|填|报|找|帮|替|给|为|挂)/.test(before) && !OF_NAME.test(rest.slice(length))) continue;
      put(at, at + length);
    }
  }
  if (/[a-z]{2}/.test(folded)) {
    if (/name|called|under|surname|for |contact|passenger|attn|book|reserv|\w\s?:/.test(folded)) for (const intro of folded.matchAll(STRONG_EN)) {
        const at = intro.index + intro[0].length;
        if (speaks(intro[0], folded, text, at)) continue;
        const clear = /name(?: is|'s)|my name|(?:full|first|last|real|guest|passenger|contact|customer|patient|booking|reservation|holder)[ _]name\s?[:=]|(?:guest|customer|visitor|caller|patient|client|recipient|attendee|tenant|student|passenger)\s?:|called|named|name of|surname|(?:full|first|last|reservation|passenger|guest|contact|booking|patient|customer|holder|family) name/.test(intro[0]);
        put(at, englishName(folded, text, at, clear));
        if (/name|surname/.test(intro[0])) put(at, at + chineseName(folded.slice(at, at + 24), true));
      }
    if (/i'm|i am|im |this is|it's|it is|call|dear|hello|hi|thank|name|mr|ms|miss|dr/.test(folded)) for (const intro of folded.matchAll(WEAK_EN)) put(intro.index + intro[0].length, englishName(folded, text, intro.index + intro[0].length, false));
    if (mayNameEnglish(text)) for (const { start, end } of englishByPlace(folded, text, (word) => NO_WORD.has(word))) put(start, end);
  }
  if (/\p{Script=Han}/u.test(folded)) {
    for (const { start, end } of namesByPlace(folded)) if (!isPublic(folded.slice(start, end))) put(start, end);
    for (const { start, end } of familyNames(folded)) put(start, end);
  }
  if (found.length === 0 && ASKED.test(asked)) {
    const at = OPENING.exec(folded)?.[0].length ?? 0;
    const rest = folded.slice(at, at + 24);
    const alone = FAMILY_ALONE.exec(rest);
    if (alone) put(at, at + (alone[1] ?? '').length);
    const length = chineseName(rest, true);
    if (length > 1 && (END.test(rest.slice(length)) || AFTER_NAME.test(rest.slice(length)))) put(at, at + length);
    else {
      const end = englishName(folded, text, at, true);
      if (end - at >= 2 && folded.length - end <= 24) put(at, end);
    }
  }
  return found;
}
