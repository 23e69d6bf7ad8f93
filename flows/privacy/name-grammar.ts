// Chinese names that no word announces: 找赵铁柱, 我妈张秀英来过, 刘春花的快递. Three things must come together: the place in the
// sentence where a name can stand, what follows it, and characters that names are made of but words of every day are not.
import { BY_SOUND, DOUBLE_SURNAMES, GIVEN, SURNAMES } from './name-lists.ts';
import { isOrdinaryCharacter } from './ordinary-characters.ts';
import { ordinaryAt } from './ordinary-words.ts';

interface Span { start: number; end: number }

/** A house or a street that bears a name. */
const A_PLACE = /^(?:故居|纪念[馆堂]|专[柜卖]|旗舰店|[大小]?[路街巷桥站村庄镇]|广场|大厦|酒店|饭店|餐厅|中餐|火锅|烤|牌|集团|公司|银行|医院|机场|[诗词曲传]|品牌|演唱会|电影)/;
/** The hundred and fifty that nine of ten people have. */
const FREQUENT = new Set('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤温康施樊葛邢安齐易乔伍庞颜庄聂章鲁岳翟殷詹欧耿焦俞柳甘祝阮纪梅童凌毕单季裴霍涂翁饶桂');
/** Of those, the ones that are words or begin many: alone with one character they say little. */
const SHY = new Set('高方白黄石夏江毛雷龙史钱严武温康安易章甘祝纪梅童单季马付齐汤施');
/** Characters of given names that sentences are made of as well. */
const COMMON = new Set('大小有好和之时进同可子儿家心手方开定实度书长多天声本全公世国山河海水木石金东南西北春夏秋冬画理言行业学生力加合才果根花草叶茶男正真立直成功能高老先后信息利用美元化文安民音道如意会向以为传专科程田路里友情光单一厉双原周圆图奇始孝季宗宜容寒尚居展岭左常年广应店康延张形往律得必忆念思总想感慢戏户房持指振换排故教数整料新无旦星是显景更最服望朝期术条来极构查校样桥次歌步武段每比毛气汉江汽沙油治法泉注泳活流济消深清温游湖源满火灯灵点热然片牌物特独玩现球电留百目相看知短码研破确离种租积移究空站章童笑第等答算管米类精级纪纯纸线组细终经结给统继续罗群考者而联股育自至致航般船色药落著虎虽蛋街衣表被装要观规视觉角计认让议记设访证识词试话询语误说请读调谈谢象负财货质购费资赛走赶起越足跑转轮软轻载辑达过运近还这远连退送适选通速造部都配酒采重量针钱铁银错锁门闭问闲间闻阳阴防降限院除险随隐难雪需露青静非面鞋页项顺须顾领题颜风食首香马驾鱼鲜鸟鸡鹤麦麻黑社寿中令占基堂克其兵出千升保冰冲准卫园城增夫底喜希彩慈晚朋村树楼浪漫爽甜硕稳竹笛简绿肖艺苗谊贝跃迎逸镇阔雨顶飘鸣黎少仙任');
const ALSO_GIVEN = '中令联墨安亭柱栓锁财囡妞丫花旗举远根水桥洪猛威社战援朝庭满堂仓粮富仔哥义珂弟娣招换引兄存喜庚寅申酉午巳卯戌亥爷戈矛';
const GIVEN_SET = new Set(GIVEN + ALSO_GIVEN);
const HAN = /\p{Script=Han}/u;
/** Given names of common characters only: 天明, 春花, 国庆. */
const FIRSTS = new Set('知一昌思志春秋冬国建文大小天东海金长立新永世光家玉银桂雪清南福有正学友月');
const SECONDS = new Set('花生山海江河林金银天国才光东春秋冬清远安庆成真南香文');
/** Small words and things: no part of a name. */
const NO_PART = /[过薯羹汤的了是在我你您他她它们个这那哪什么怎吗呢吧啊呀嘛哦哈和跟与及或把被让给对从到去来要想能会以不没就都也还很太再但因所如几些号块票证费款店楼层厅窗口台间站路街市区县省镇局所处科部统网话机码务业品器站点办查询取缴交充开销补换退改签订买卖送寄修报约请问找帮替叫喊说看听吃喝玩住走跑坐上下里外左右两三四五六七八九十零〇百千万亿第每各某另别其此彼本该唔啲嘅嘢咁喺咗冇嗰佢哋嚟攞搵揾畀俾咩喎啱睇祠庙寺馆院饺馄饨馍粽粥糕饼锅肘肺肝肾胆脾胃蟹虾鳝鳗鲈鲍蚝蛙螺鸭鹅鸽猪羊狗猫兔酱醋盐糖烟酒葱蒜姜椒菇笋茄癌疹痔疮痛疼咳嗽腹泻腔骨肤疫症药针瓶袋箱盒杯碗盘桌椅床灯锁钥匙裤裙鞋袜帽伞\d\s,.!?，。！？、；：“”（）()]/;
const isGiven = (character: string): boolean => GIVEN_SET.has(character) || (HAN.test(character) && !isOrdinaryCharacter(character) && !NO_PART.test(character));
const isStrong = (character: string): boolean => isGiven(character) && !COMMON.has(character);

const RELATIVE = '幺儿|幺妹儿?|老汉儿?|屋头(?:的|那个)?|娃儿?|嫂子|姐夫|妹夫|伯[父母]|婶婶|弟媳|儿媳|亲家|干[爸妈儿]|队友|搭档|合伙人|网友|恩师|徒弟|学弟|学妹|师[兄弟姐妹]|孩子|儿子|女儿|闺女|宝宝|老公|老婆|爱人|妻子|丈夫|先生|太太|爸爸?|妈妈?|爹|娘|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|哥哥?|姐姐?|弟弟?|妹妹?|表[哥姐弟妹]|孙子|孙女|外孙女?|侄[子女]|外甥女?|舅舅|叔叔|阿姨|姑姑|朋友|闺蜜|同事|同学|室友|邻居|老师|老板|领导|客人|客户|男友|女友|男朋友|女朋友|对象|亲戚|老乡|战友|媳妇儿?|女婿';
const ROLE = '保姆|房东|室友|舍友|楼长|班主任|辅导员|同桌|物业|钟点工|月嫂|管家|教官|村长|书记|老总|员工|店员|护工|领班|组长|前台|(?<=\\p{Script=Han})[人主方者员]|接待|导游|客户|客人|病人|患者|乘客|旅客|学生|学员|考生|会员|用户|户主|业主|车主|机主|房主|失主|法人|经理|主任|师傅|医生|大夫|老师|教练|导游|导购|店长|队长|班长|司机|骑手|快递员|收银员|柜员|护士|保安|律师|工程师|经办人?|联系人|收[件货]人?|寄件人?|领取人|申请人|预[约订]人|订[位票房]的?人|投诉人|报修人|代理人|代办人|监护人|紧急联系人|户名|抬头|署名|签名|姓名|名字';
const OPENING = '(?:你们?好|您好|喂|嗯+|呃+|额|那个|哎|哦|噢|诶|好的?|对对?|是的|请问|麻烦|不好意思|打扰一下|早上好|下午好|哈喽|谢谢|就是)';
const AT_EDGE = new RegExp(`(?:^|[，。！？,.!?；;：:、\\s"“”'‘’(（\\[{=|>/-])${OPENING}{0,3}[，,\\s]?$`);
const BEHIND_PERSON = new RegExp(`(?:${RELATIVE}|${ROLE}|本人|我自己)(?:的名字|名字)?(?:是|叫做?|[:：])?\\s?$`, 'u');
const BEHIND_VERB = /(?:找(?:一下|下|的是|的)?|帮(?:我)?(?:忙)?(?:查查?|找|叫|联系|问)?(?:一下|下)?|替|给|(?<![认以因])为|(?<![连迎])接(?:一下)?|叫(?:一下|下|的是)?|请|跟|(?<!暖)和|与|及|还有|或者?|是|写(?:的|上)?|填(?:的)?|让|陪|联系(?:一下|上)?|通知|呼叫|广播(?:找)?(?:一下)?|(?<!头)等|约(?:的|了)?(?:是)?|喊|代|搵|揾|系|俾|名叫|绑|[对问劝骂]|我|这是|用|以|挂(?:的)?(?:是)?|登记(?:在|的是|的|了)?|查(?:一下|下|查|询)?|问(?:一下)?|你们的?|投诉|表扬|感谢|代表|冒充|户名|收货|署名|记得|认识|预[约订]的?是|订的?是|交给|转给|留给|寄给|送给|发给)\s?$/;
const EDGE = /^(?:\s*$|\s?[噻嘛哈哦啦嗦吧啊呀嘞]|\s*[，。！？,.!?；;、"”'’)）\]}~…\n]|\s+\S)/;
const TITLE_BEHIND = /^\s?(?:先生|女士|小姐|太太|夫人|老师|师傅|经理|医生|大夫|主任|同学|阿姨|叔叔|大爷|大妈|大哥|大姐|教授|律师|同志|老板|女士|院长|校长|处长|科长|局长|总监|总(?![共计]))/;
const VERB_BEHIND = /^\s?(?:[让叫托派]我|来(?!电|回|源|不)|要(?!求|紧)|想|办(?!公)|取|拿|刚|已经?|早上|上午|下午|昨天|今天|明天|上[一二三四五六初高大小幼]|在不在|在吗|在哪个|走[丢失]|[两一二三四五六]个?[人位个]|现[在申]?|今年|电话|手机|身份证|证件|帮我|帮忙|给我|写的?|住(?!宿)|到(?:了|没|吗|底)|就[行好是可]|谢谢|交(?!通)|报|预[约订]|订[的了]|约[了好]|登记|挂|本人|这个|也(?!门)|和(?!平|谐|式)|跟|与|吧|呢|啊|呀|嘛|不是|不在|没来|请(?!问)|寄|送|收(?!费)|签|申请|开的|说|买|存|转账|生日|性别|\d|女|男|，|及|以及|同意|领|约|过来|还没|能不能|可以|可不可以|什么时候|是我|是他|是她|退|点了?|先|一家|一行|一起|一块|一道|同[行住]|丢|不见|充|缴|投|选|名下|嘅|噻|嗦|撒|她[妈爸]|他[妈爸]|接待|介绍|说一声|打[个电]|[一二三四五六七八九十百两几]+[千万百块元]|搬|攞|没有|没来|一共|家[里的])/;
const OF_BEHIND = /^\s?的(?:快递|包裹|件|身份证|证|号|预[约订]|票|名[字义下]|妈|爸|父|母|家|社保|医保|卡|户口|护照|东西|订单|单|房|材料|账|电费|水费|话费|座位?|位[置子]?|行李|朋友|同事|老[公婆板师]|孩子|儿子|女儿|电话|手机|地址|资料|档案|病历|报告|登机牌|保险|贷款|工资|车|外卖|餐|桌|包间|客户|签名|授权|委托|情况|退休|丈夫|妻子|先生|太太|监护人|代理人|律师|秘书|助理|那[份个张])/;

const SURNAME_AT = new RegExp(`^(?:(${DOUBLE_SURNAMES})|([${SURNAMES}]))`, 'u');
const QUICK = new RegExp(`${DOUBLE_SURNAMES}|张三|李四|王五|赵六|[${SURNAMES}]\\p{Script=Han}|[·•]`, 'u');

/** What the characters say for a name of this length: 2.5 and more is one, if it stands in a likely place. */
/** Alone behind a family name they are a name, though sentences are made of them as well. */
const SINGLES = new Set('雪雷阳林东成健亮兵燕琴晶佳欢辉斌冰南楠江海云');
/** Not frequent, and hardly a word with two characters behind them. */
const LESS_FREQUENT = new Set('金于任傅常万文洪关左司甘曲戚柏苗鲍宁艾');
function score(family: string, given: string): number {
  const marks = [...given];
  if (!marks.every((mark) => HAN.test(mark))) return -9;
  if (marks.length === 2 && marks.some((mark) => !isGiven(mark))) {
    // One character that only names have takes any other with it that is no small word: 易建联, 程潇湘.
    if (NO_PART.test(given) || !marks.some(isStrong)) return -9;
    return (family.length > 1 ? 1.5 : FREQUENT.has(family) ? 1 : 0) + 0.75;
  }
  if (marks.length === 2 && marks[0] === '一' && isStrong(marks[1] ?? '')) return 2 + Number(FREQUENT.has(family));
  if (!marks.every(isGiven)) return -9;
  const strong = marks.filter(isStrong).length;
  const twice = marks.length === 2 && marks[0] === marks[1] ? 0.5 : 0;
  const rare = family.length > 1 ? 1.5 : FREQUENT.has(family) ? 1 : marks.length === 2 && LESS_FREQUENT.has(family) ? 0.75 : 0;
  const seldom = marks.some((mark) => !GIVEN_SET.has(mark)) ? 0.4 : 0;
  const shy = marks.length === 1 && SHY.has(family) ? -0.5 : 0;
  return rare + shy + twice + seldom + (marks.length === 2 ? (strong === 0 && FIRSTS.has(marks[0] ?? '') && SECONDS.has(marks[1] ?? '') ? 1.25 : [0, 1.25, 2][strong] ?? 0) : Math.max(strong, SINGLES.has(given) ? 1 : 0));
}

/** Somebody is named for certain: the characters matter less. */
const CERTAIN = /(?:(?:的人|儿|妹|弟|哥|姐|妈|爸|她|他|那个|名字|就|我|人)叫|(?:款|保|办|领|托|管|系|(?<=申)请|卡|车|户|机|房|业|货|件|签|用|票|位|案|事|表|责|租|荐|绍|约|定|名)(?:人|主|方)(?:的?姓名)?(?:是|叫|[:：])?|户头是|户名(?:是)?|署名|签[字名]的是|名字是|本名)\s?$/u;
function before(folded: string, at: number): number {
  const left = folded.slice(Math.max(0, at - 14), at);
  if (BEHIND_PERSON.test(left)) return 1.5;
  if (AT_EDGE.test(at <= 14 ? left : `…${left}`)) return 0.25;
  return BEHIND_VERB.test(left) ? 0.75 : -9;
}
function behind(folded: string, end: number): number {
  const right = folded.slice(end, end + 8);
  if (TITLE_BEHIND.test(right)) return 1.5;
  if (/^[,，]?\s?(?:这?是|就是)?我的?(?:名字|姓名)/.test(right)) return 1.5;
  if (OF_BEHIND.test(right)) return 1;
  if (VERB_BEHIND.test(right)) return 0.75;
  if (/^的(?![是了话时])/.test(right)) return 0.25;
  return EDGE.test(right) ? 0.5 : -9;
}

/** Family names that are verbs and small words far more often. */
const NEVER_ALONE = new Set('代敬母查解支时和向展管成全应车党商古农简单付尚鲜');
const ENOUGH = 2.2;
/** What ends in a family name's character before it: 一张, 支付, 对方, 四季. */
const ENDS_A_WORD = /(?:[一二两三四五六七八九十几这那每整半多\d]张|[一开扩夸主铺紧纸]张|支付|预付|交付|应付|到付|垫付|首付|代付|儿童|[账清订菜保罚名简传凭回存货运表]单|[对地官双警院校甲乙多西东南北远前后各己敌我]方|[分时闹]钟|[上下本每一两这半首头几]周|谢谢|包好|容易|不易|轻易|[四淡旺换雨花一每两]季|[一几每那这多何].?年|汽车|火车|停车|打车|公交车|现金|奖金|押金|定金|年金|基金|资金|保证金|公积金|违约金|学费|话费|电费|水费|付费|收费|免费|一万|几万|上万|[0-9]万|每万|公里|这里|那里|哪里|城里|家里|手里|夜里|老乡|[小大]学|同学|[我你他她它]们|[高低]温|升温|体温|气温|正常|平常|非常|经常|日常|如何|任何|为何|相关|有关|海关|机关|开关|无关|公安|治安|保安|西安|平安|早安|晚安|[相照图拍]片|[历正]史|[上中下]游|旅游|导游|自由行|[同随]行|银行|一行|另行|进行|执行|[单分一车]车|[上下在]班|[红白黄绿蓝]叶|茶叶|树叶|单于|关于|对于|由于|属于|等于|至于|位于|多于|少于|[数]码|口罗|姓|名)$/;
function endsAWord(folded: string, at: number, family: string): boolean { return family.length === 1 && ENDS_A_WORD.test(folded.slice(Math.max(0, at - 3), at + 1)); }
/** A family name and characters that only names are made of need no place at all. */
function clearAnywhere(folded: string, at: number, family: string): number {
  const from = at + family.length;
  const two = folded.slice(from, from + 2);
  if (two.length === 2 && !ordinaryAt(folded, from + 1) && score(family, two) >= 3) return from + 2;
  return 0;
}

/** 欧阳震华; 收款人冉启富: one or two characters up to where the sentence goes on. */
function certainName(folded: string, at: number, family: string): number {
  const double = family.length > 1 && !/东方|百里|西门|南宫|长孙/.test(family);
  if (!double && !(CERTAIN.test(folded.slice(Math.max(0, at - 10), at)) && (!ordinaryAt(folded, at) || isStrong(folded[at + 2] ?? ' ')))) return 0;
  const from = at + family.length;
  for (const count of [2, 1]) {
    const given = folded.slice(from, from + count);
    if (count === 1 && ordinaryAt(folded, at)) break;
    if (given.length < count || ![...given].every((mark) => HAN.test(mark)) || NO_PART.test(given) || (NEVER_ALONE.has(family) && count === 1)) continue;
    if (behind(folded, from + count) > 0 || (double && count === 2)) return from + count;
  }
  return 0;
}

function nameAt(folded: string, at: number): number {
  const family = SURNAME_AT.exec(folded.slice(at, at + 2));
  if (!family) return 0;
  if (endsAWord(folded, at, family[0])) return 0;
  const certain = certainName(folded, at, family[0]);
  if (certain > 0) return certain;
  const clear = NEVER_ALONE.has(family[0]) || /^(?:东方|西门|南宫|百里)$/.test(family[0]) || ordinaryAt(folded, at) ? 0 : clearAnywhere(folded, at, family[0]);
  if (clear > 0) return A_PLACE.test(folded.slice(clear, clear + 4)) ? 0 : clear;
  const place = before(folded, at);
  const from = at + family[0].length;
  if (/^(?:张三|李四|王五|赵六)(?!\p{Script=Han}?[丰号楼层])/u.test(folded.slice(at, at + 4))) return at + 2;
  if (/^(?:东方|西门|南宫|百里)$/.test(family[0]) && place < 1) return 0;
  const verb = NEVER_ALONE.has(family[0]) && place < 1;
  const plain = ordinaryAt(folded, at) && family[1] === undefined ? -1.6 : 0;
  let best = 0;
  let most = 0;
  for (const count of [1, 2]) {
    const given = folded.slice(from, from + count);
    if (given.length < count || ![...given].every((mark) => HAN.test(mark))) break;
    // 张明天来: the word that goes on behind the name takes its last character back.
    if (count === 2 && ordinaryAt(folded, from + 1) && behind(folded, from + 1) > 0 && !isStrong(given[1] ?? '')) break;
    if ((plain < 0 && count === 1) || (count === 1 && TITLE_BEHIND.test(folded.slice(from, from + 4)))) { if (plain < 0) continue; return 0; }
    const follows = behind(folded, from + count);
    // One side may say nothing where the characters say enough; a word that begins there says that it is none.
    const left = place < 0 ? -0.25 : place;
    const right = follows < 0 ? (place < 0.5 || (count === 1 ? ordinaryAt(folded, from) : ordinaryAt(folded, from + 1)) ? -9 : -0.5) : follows;
    if (place < 0 && (follows < 0.5 || count === 1 && ordinaryAt(folded, from))) continue;
    // At the edge of a sentence, with no word that points at it, the whole must be clearer.
    const whole = plain === 0 && left === 0.25 && right === 0.5 && count === 2 && at < 12 && /^\W*$/.test(folded.slice(0, at)) ? 0.75 : 0;
    if (verb && (count === 1 || place < 0)) continue;
    const word = count === 2 && ordinaryAt(folded, from) ? -1 : 0;
    const sum = (verb ? -0.75 : 0) + word + score(family[0], given) + left + right + plain + whole;
    if (right > -1 && sum >= ENOUGH && sum >= most) { most = sum; best = from + count; }
  }
  return best > 0 && A_PLACE.test(folded.slice(best, best + 4)) ? 0 : best;
}

const SOUNDS = new Set(BY_SOUND + '提亚姆措央次仁卓玛姑丽吾守尔江别克依沙木合帕孜阿卜杜买热孜万汗德勒格日乐其其图雅萨仁高娃那仁恩和宝音巴特尔牧兰朝克哈斯苏和扎西平措旺姆洛桑强巴益西贡布罗布才让吉多杰');
/** 巴特尔·乌力吉, wherever it stands. */
function dotted(folded: string): Span[] {
  const found: Span[] = [];
  for (const dot of folded.matchAll(/(?<=\p{Script=Han})\s?[·•・]\s?(?=\p{Script=Han})/gu)) {
    let start = dot.index;
    while (start > 0 && dot.index - start < 8 && SOUNDS.has(folded[start - 1] ?? '')) start -= 1;
    let end = dot.index + dot[0].length;
    while (end < folded.length && end - dot.index < 10 && SOUNDS.has(folded[end] ?? '')) end += 1;
    // 是 and 的 before it are no part of it, and neither is a verb.
    while (start < dot.index && /[和的是叫给]/.test(folded[start] ?? '')) start += 1;
    if (dot.index - start >= 2 && end - dot.index - dot[0].length >= 2) found.push({ start, end });
  }
  return found;
}

/** Every place that could be a name by its characters alone: what a pack says of itself (蓝鹭, 江月轩, 王晓岚老师) is nobody's secret. */
export function* wordsLikeNames(folded: string): Generator<string> {
  for (let at = 0; at < folded.length - 1; at++) {
    const family = SURNAME_AT.exec(folded.slice(at, at + 2));
    if (!family) continue;
    for (const count of [1, 2]) {
      const given = folded.slice(at + family[0].length, at + family[0].length + count);
      if (given.length === count && score(family[0], given) > 0) yield family[0] + given;
    }
  }
}

/** Names that stand where names stand. */
export function namesByPlace(folded: string): Span[] {
  if (!QUICK.test(folded)) return [];
  const found: Span[] = /[·•・]/.test(folded) ? dotted(folded) : [];
  for (let at = 0; at < folded.length; at++) {
    const end = nameAt(folded, at);
    if (end > at) { found.push({ start: at, end }); at = end - 1; }
  }
  // 潘伟杰和潘伟业, 张三、李四: what is listed with a name is one.
  return found;
}

/** Whether a text needs to be looked at for names that nothing announces. */
export function mayNamePlace(text: string): boolean { return QUICK.test(text); }
