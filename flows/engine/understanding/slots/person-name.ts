// A person's name: 我叫王小明, 我姓李, 王女士, "my name is John Smith"; bare names only when they look like names and nothing else.
import type { Found, SlotReader } from './reading.ts';
import { asksSomething } from './reading.ts';

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const COMPOUND = '欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|令狐|东方|南宫|长孙|端木|独孤';
const TITLES = '先生|女士|小姐|同志|老师|阿姨|叔叔|师傅|太太|经理|医生';
const INTRODUCED_ZH = new RegExp(`(?:(?:my name is|my name's|i'm|i am|call me) ?|我的?名字(?:叫做?|是|就是)|叫我|称呼我(?:为)?|(?:我|本人|他|她|名字|姓名)(?:叫做?|是)?|名字(?:叫|是)?|姓名(?:是|叫)?|叫做?|免贵|我是|这是|是|联系人(?:是|叫)?)(?=\\p{Script=Han}|[a-z])`, 'u');
const NAME_ZH = new RegExp(`^(?:${COMPOUND}|[${SURNAMES}])(?:\\p{Script=Han}{1,2}|(?:${TITLES}))(?=$|[^\\p{Script=Han}]|的|吧|啊|谢谢|电话|手机|号码|身份|来|要|想|我|办|约|预约|今天|明天|后天|下周|这周|本周|周|星期|礼拜|上午|下午|晚上|两|三|四|五|一[三共个]|联系|住)`, 'u');
const BARE_ZH = new RegExp(`^(?:(?:${COMPOUND})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2}|(?:${COMPOUND}|[${SURNAMES}])(?:${TITLES}))$`, 'u');
const FULL_ZH = new RegExp(`^(?:${COMPOUND}|[${SURNAMES}])\\p{Script=Han}{2}`, 'u');
const SURNAME_ZH = new RegExp(`(?:我|免贵|本人)?姓(${COMPOUND}|[${SURNAMES}])(?=$|[^\\p{Script=Han}]|的|名|叫|啊|吧|先生|女士|小姐)(?:(?:名|叫)(\\p{Script=Han}{1,3}))?`, 'u');
const NOT_NAMES_ZH = /[菜左右走]|什么|怎么|多少|哪|不|没|吗|谢|知道|可以|马上|时间|时候|明天|安全|方便|高兴|任何|全部|文件|关于|成功|时常|万一|应该|连接|包括|向前|和我|能|好|请|要|想|钱|车票|查询|农村|左边|右边|路上|米饭|金额|方法|方向|毛病|白天|高铁|黄金|蓝色|黄色|白色|解决|解释|管理|管家|项目|商店|商品|费用|游戏|简单|连续|单位|单子|文化|文字|施工|安排|安装|平安|易懂|石头|江边|海边|贺卡|顾客|武器|温度|汤面|牛奶|牛肉|马路|马桶|花生|鱼|何时|何地|余额|于是|叶子|程序|田地|林业|梁上|许可|曹|唐装|路线|盛饭|曲子|游泳|景点|宫殿|冷饮|明白|查一|查下|麻烦|古代|吉他|艾滋|华为|成都|成人|成本|时尚|尚未|纪念|宁可|包子|包裹|关闭|关门|兰州|左右|安检|安静|房间|房子|房产|单人|双人|应急|全家|全额|边上|和/u;

const STOP_EN = new Set('yes no ok okay sure right fine looking here going from trying not sorry a an the just so very really interested in on at is are am was been lost hungry tired ready good great happy waiting having calling asking about what where how when why who which can could would will do does did i you he she it we they my your this that there one two three four five six seven eight nine ten today tomorrow please help thanks thank hello hi need want like have has get book cancel back repeat stop start over person people human agent ticket card number name next first last of for to and or but done nothing something anything everyone none never mind maybe monday tuesday wednesday thursday friday saturday sunday also only still already new old sick late early unable able supposed allowed confused afraid glad sorry pleased calling visiting staying leaving using paying'.split(' '));
const INTRODUCED_EN = /\b(?:my (?:full )?name is|my name's|the name is|name is|name's|i am called|i'm called|call me|this is|i am|i'm|it's|it is|under the name(?: of)?|under|for)\s+((?:(?:mr|mrs|ms|miss|dr)\s+)?[\p{L}'-]+(?:\s+[\p{L}'-]+){0,2})/u;
const CAPITAL = (word: string): string => word.replace(/(^|-|'(?=[a-z]{3}))(\p{L})/gu, (_, lead: string, letter: string) => lead + letter.toUpperCase());

/** Value: the name as written in full, Latin names with capitals; text the same. */
export const readPersonName: SlotReader = (tidied, { language, strict }) => {
  if (asksSomething(tidied, language)) return null;
  return (/\p{Script=Han}/u.test(tidied) ? chinese(tidied) : null) ?? english(tidied, language, strict === true);
};

function chinese(tidied: string): Found | null {
  const surname = SURNAME_ZH.exec(tidied);
  if (surname) {
    const title = new RegExp(`^(?:${TITLES})`, 'u').exec(tidied.slice(surname.index + surname[0].length))?.[0] ?? '';
    const given = surname[2] ?? title;
    const name = given.startsWith(surname[1]!) ? given : surname[1]! + given;
    return { value: name, text: name, confidence: 0.9, from: surname.index, to: surname.index + surname[0].length + title.length };
  }
  const introduced = INTRODUCED_ZH.exec(tidied);
  if (introduced) {
    const from = introduced.index + introduced[0].length;
    const rest = tidied.slice(from);
    const name = NAME_ZH.exec(rest)?.[0] ?? (/(?:叫做?|名字是|姓名是?|名字叫做?)$/u.test(introduced[0]) ? /^\p{Script=Han}{2,4}(?=$|[^\p{Script=Han}])/u.exec(rest)?.[0] : undefined);
    const guessed = name ?? (/(?:叫做?|叫我|名字是?)$/u.test(introduced[0]) ? FULL_ZH.exec(rest)?.[0] : undefined);
    if (guessed !== undefined && !NOT_NAMES_ZH.test(guessed)) return { value: guessed, text: guessed, confidence: name === undefined ? 0.75 : 0.93, from: introduced.index, to: from + guessed.length };
  }
  const nick = new RegExp(`^(?:叫我|我叫|我是)?([小老阿][${SURNAMES}])$`, 'u').exec(tidied);
  if (nick) return { value: nick[1]!, text: nick[1]!, confidence: 0.75, from: 0, to: tidied.length };
  const trimmed = tidied.replace(/(?:吧|啊|谢谢您?)$/u, '');
  if (BARE_ZH.test(trimmed) && !NOT_NAMES_ZH.test(trimmed)) return { value: trimmed, text: trimmed, confidence: 0.8, from: 0, to: trimmed.length };
  return null;
}

function english(tidied: string, language: string, strict: boolean): Found | null {
  const introduced = INTRODUCED_EN.exec(tidied);
  if (introduced) {
    const clear = /name|call/.test(introduced[0].slice(0, introduced[0].length - introduced[1]!.length));
    const words = introduced[1]!.split(' ');
    const cut = words.findIndex((word) => STOP_EN.has(word) || /\d|ing$/.test(word));
    const kept = cut < 0 ? words : words.slice(0, cut);
    if (kept.length > 0 && (clear || cut < 0)) {
      if (!clear && !strict && kept.length < 2) return null;
      const name = kept.map(CAPITAL).join(' ');
      const from = introduced.index;
      const to = introduced.index + introduced[0].length - introduced[1]!.length + kept.join(' ').length;
      return { value: name, text: name, confidence: clear ? 0.92 : 0.8, from, to };
    }
    return null;
  }
  const words = tidied.replace(/(?: please| thanks| thank you)$/, '').split(' ');
  if (words.length > 3 || words.some((word) => STOP_EN.has(word) || !/^[\p{Script=Latin}'-]{2,}$/u.test(word)) || (language === 'zh' && !strict)) return null;
  const name = words.map(CAPITAL).join(' ');
  return strict || words.length >= 2 ? { value: name, text: name, confidence: words.length >= 2 ? 0.75 : 0.65, from: 0, to: tidied.length } : null;
}
