// A third set, by other means than the first two: a made-up person fills in forms, talks to the kiosk, writes to an agent, and
// programs log it. Written by somebody who had not read the finders; one secret of the person is looked for at a time.
import { type Chance, chance } from './planted.ts';

export type ExamChannel = 'speech' | 'chat' | 'log' | 'turns';
export interface Exam {
  kind: string; channel: ExamChannel;
  turns: { who: 'visitor' | 'other'; text: string }[];
  /** Digits (and letters) of which no five in a row may remain. */
  digits: string;
  /** Words of which none may remain whole. */
  words: string[];
}

const ZH_NAMES = '张秀英 王建华 李梓涵 刘若曦 陈奕辰 杨沐宸 赵国栋 黄晓燕 周杰 吴宇航 徐婉清 孙浩然 马丽娟 朱永强 胡雪琴 郭靖宇 何佩珊 高志远 林嘉怡 罗玉凤 郑凯文 梁静茹 谢霆 宋慧敏 唐雨桐 许文博 韩冰 冯春燕 邓紫萱 曹德旺 彭于晏 曾庆华 萧敬轩 田雨欣 董卿云 袁隆辉 潘晓婷 于佳宁 蒋欣怡 蔡明亮 余秋雨 杜海涛 叶问天 程思源 苏轼明 魏晨曦 吕秀莲 丁俊晖 任盈盈 沈佳宜 姚明远 卢沟月 姜文丽 崔永福 钟丽缇 谭咏欣 陆小凤 汪峰华 范志毅 金秀贤 石宇奇 廖凡星 贾玲玲 夏天宇 韦小宝 方大同 白雪莹 邹市明 孟非凡 熊大林 秦海璐 邱淑贞 江疏影 尹志平 薛之谦 闫妮娜 段奕宏 雷佳音 侯勇军 龙婷婷 史可朗 陶慧颖 黎耀辉 贺兰芝 顾长青 毛晓彤 郝建国 龚俊杰 邵美琪 万茜茜 钱学礼 严屹宽 武大靖 戴佩妮 孔繁森 白敬亭 向华强 汤唯一 欧阳震华 上官婉儿 司马光明 诸葛亮亮 令狐冲霄 慕容雪 东方卓 皇甫端 尉迟恭敬 夏侯惇 端木蕻 公孙胜男'.split(' ');
const FAR_NAMES = ['迪丽拜尔·吐尔逊', '阿力木江·买买提', '古力娜扎·拜合提亚尔', '帕尔哈提·艾山', '格桑·德吉', '娜仁·托娅', '哈斯·巴根', '玛依拉·阿不都热合曼'];
const EN_NAMES = ['Siobhan Walsh', 'Tariq Aziz', 'Benedict Holloway', 'Guadalupe Reyes', 'Thandiwe Nkosi', 'Magnus Lindqvist', 'Aoife Gallagher', 'Rajesh Iyer', 'Noor Haddad', 'Emily Carter', 'George Patterson', 'Laura Bennett', 'Kevin Nguyen', 'Sandra Lopez', 'Brian Foster', 'Yusuf Demir', 'Chloe Martin', 'Hugo Moreau', 'Katarzyna Nowak', 'Andrei Popescu', 'Mei Ling Tan', 'Haruka Yamamoto', 'Jisoo Park', 'Xinyi Zhou', 'Jiahao Lin', 'Robert Ellison', 'Victoria Hayes', 'Samuel Osei', 'Ana Sousa', 'Peter van Houten', 'Maria de la Cruz', 'Simon', 'Helen', 'Oscar', 'Natalia'];
const ZH = '零一二三四五六七八九';
const EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

interface Person { zh: boolean; name: string; mobile: string; identity: string; card: string; plate: string; passport: string; mail: string; wechat: string; qq: string; home: string; parts: string[] }
type Field = 'name' | 'mobile' | 'identity' | 'card' | 'plate' | 'passport' | 'mail' | 'wechat' | 'qq' | 'home';
const FIELDS: readonly [number, Field][] = [[30, 'mobile'], [15, 'identity'], [10, 'card'], [9, 'plate'], [5, 'passport'], [6, 'mail'], [4, 'wechat'], [3, 'qq'], [12, 'name'], [6, 'home']];

const some = (r: Chance, n: number): string => Array.from({ length: n }, () => String(r.below(10))).join('');
const upper = (r: Chance, n: number): string => Array.from({ length: n }, () => r.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ'])).join('');
function share<T>(r: Chance, of: readonly (readonly [number, T])[]): T {
  let at = r() * of.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, one] of of) { at -= weight; if (at < 0) return one; }
  return (of.at(-1) as readonly [number, T])[1];
}

function identityOf(r: Chance): string {
  const body = `${r.pick(['370102', '360103', '350102', '340104', '140105', '150102', '330203', '440605', '511302', '620102'])}${1945 + r.below(70)}${String(1 + r.below(12)).padStart(2, '0')}${String(1 + r.below(28)).padStart(2, '0')}${some(r, 3)}`;
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((total, factor, at) => total + factor * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}
function cardOf(r: Chance): string {
  const body = r.pick(['622203', '621799', '622150', '621462', '622909', '621773']) + some(r, 12);
  const sum = [...body].reverse().reduce((total, digit, at) => { const n = Number(digit) * (at % 2 === 0 ? 2 : 1); return total + (n > 9 ? n - 9 : n); }, 0);
  return body + String((10 - (sum % 10)) % 10);
}
function mobileOf(r: Chance): string {
  return share(r, [[40, `1${r.pick(['36', '37', '38', '39', '50', '51', '58', '59', '86', '87', '88', '33', '53', '77', '80', '99', '30', '55', '66'])}${some(r, 8)}`], [3, `${r.pick(['0755', '0512', '0591', '0411'])}${2 + r.below(7)}${some(r, 7)}`], [3, `${r.pick(['010', '021', '028'])}${2 + r.below(7)}${some(r, 7)}`], [2, `8526${some(r, 7)}`], [1, `8869${some(r, 8)}`], [1, `4477${some(r, 8)}`]]);
}
function personOf(r: Chance): Person {
  const zh = r() < 0.68;
  const road = r.pick(['景山前街', '翠屏路', '黄河东路', '民主南街', '庆丰路', '海棠大道', '槐树巷', '环城北路', '滨江道', '育才街']);
  const number = String(1 + r.below(600));
  const flat = share(r, [[4, `${1 + r.below(20)}栋${1 + r.below(4)}单元${1 + r.below(20)}0${1 + r.below(4)}`], [3, `${1 + r.below(12)}号楼${101 + r.below(2000)}室`], [3, ''], [1, `${1 + r.below(9)}幢${101 + r.below(900)}`]]);
  const estate = r.pick(['', '', '丽景花园', '紫金家园', '和谐小区', '温馨苑', '龙泉新村']);
  const street = `${1 + r.below(400)} ${r.pick(['Willow Road', 'Station Street', 'Renmin East Road', 'Harbour Avenue', 'Victoria Lane', 'Hillside Drive', 'Fuxing Middle Road'])}`;
  const letters = r.pick(['kingfisher', 'yezi', 'nightowl', 'dong', 'qiqi', 'lemon', 'zhouzhou', 'ivy', 'haha', 'maple']);
  return {
    zh, name: zh ? (r() < 0.05 ? r.pick(FAR_NAMES) : r.pick(ZH_NAMES)) : r.pick(EN_NAMES), mobile: mobileOf(r), identity: identityOf(r), card: cardOf(r),
    plate: r.pick([...'京沪粤苏浙川鲁豫湘鄂皖闽渝津陕辽黑吉冀晋']) + r.pick([...'ABCDEFG']) + share(r, [[6, some(r, 5)], [5, upper(r, 1) + some(r, 4)], [4, some(r, 3) + upper(r, 2)], [3, some(r, 1) + upper(r, 1) + some(r, 3)], [5, r.pick(['D', 'F']) + some(r, 5)], [1, `${some(r, 4)}${r.pick(['学', '警', '挂'])}`]]),
    passport: share(r, [[6, `E${some(r, 8)}`], [4, `E${upper(r, 1).replace(/[IO]/, 'B')}${some(r, 7)}`], [2, `G${some(r, 8)}`], [2, `C${some(r, 8)}`], [1, `H${some(r, 10)}`], [1, `M${some(r, 8)}`]]),
    mail: `${letters}${r.pick(['', '.', '_'])}${r.pick(['wang', 'lee', 'go', 'fly', 'box', '88', '2003', '7'])}@${r.pick(['qq.com', '163.com', 'gmail.com', 'outlook.com', 'vip.sina.com', 'icloud.com', 'aliyun.com'])}`,
    wechat: `${letters}${r.pick(['_', '', '-'])}${some(r, 2 + r.below(4))}`, qq: `${1 + r.below(9)}${some(r, 6 + r.below(4))}`,
    home: zh ? `${r.pick(['济南市历下区', '合肥市蜀山区', '福州市鼓楼区', '南昌市东湖区', '', '浙江省宁波市鄞州区'])}${road}${number}号${estate}${flat}` : `${street}${r.pick(['', `, Apt ${1 + r.below(40)}`, `, Flat ${1 + r.below(20)}`, `, Unit ${1 + r.below(12)}`])}${r.pick(['', ', Qingdao', ', Manchester'])}`,
    parts: zh ? [`${road}${number}号`, ...(flat ? [flat] : [])] : [street],
  };
}

// --- saying and typing a number ---
function pieces(r: Chance, digits: string): string[] {
  const out: string[] = [];
  for (let at = 0; at < digits.length;) { const size = at === 0 && digits.startsWith('1') ? 3 : 2 + r.below(3); out.push(digits.slice(at, at + size)); at += size; }
  return out;
}
function saidZh(r: Chance, digits: string): string {
  const one = r.pick(['一', '幺']);
  const word = (text: string): string => [...text].map((c) => (c === '1' ? one : c === 'X' ? r.pick(['叉', 'x']) : ZH[Number(c)] ?? c)).join('');
  const flat = pieces(r, digits).map(word);
  return share(r, [[8, () => flat.join('')], [4, () => flat.join(' ')], [4, () => [...flat.join('')].join(' ')], [2, () => flat.join(r.pick(['，', ' 嗯 ', ' 那个 ', '、', '… ', ' 啊 '])),], [1, () => flat.map((part, at) => (at === 1 ? `${part} 不对 ${part}` : part)).join(' ')], [1, () => digits.replaceAll(/(\d)\1\1/g, (_, d: string) => `三个${ZH[Number(d)]}`).replaceAll(/\d/g, (d) => ZH[Number(d)] ?? d)]])();
}
function saidEn(r: Chance, digits: string): string {
  const nought = r.pick(['zero', 'oh']);
  const word = (text: string): string => [...text].map((c) => (c === '0' ? nought : EN[Number(c)] ?? c.toLowerCase())).join(' ');
  return share(r, [[8, () => word(digits)], [3, () => word(digits).replaceAll(/\b(\w{3,5}) \1\b/g, 'double $1')], [3, () => pieces(r, digits).map(word).join(r.pick([', ', ' uh ', ' and then ', ' um ', '. ']))], [1, () => pieces(r, digits).map((part, at) => (at === 1 ? `${word(part)} sorry ${word(part)}` : word(part))).join(' ')]])();
}
const typed = (r: Chance, digits: string): string => share(r, [[9, () => digits], [3, () => pieces(r, digits).join(' ')], [3, () => pieces(r, digits).join('-')], [1, () => pieces(r, digits).join('.')], [1, () => [...digits].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')], [1, () => `${digits.slice(0, 3)} ${digits.slice(3)}`]])();

const LATIN = /^[A-Za-z]+/;
function spoken(r: Chance, field: Field, value: string, zh: boolean): string {
  if (field === 'name') return zh ? value.replace('·', r.pick(['', ' ', '·'])) : value.toLowerCase();
  if (field === 'home') return zh ? value.replaceAll(/\d+/g, (digits) => [...digits].map((c) => ZH[Number(c)]).join('')) : value.toLowerCase().replaceAll(',', '');
  if (field === 'mail') { const say = zh ? value.replace('@', r.pick([' at ', '艾特'])).replaceAll('.', '点').replaceAll('_', '下划线') : value.replace('@', ' at ').replaceAll('.', ' dot ').replaceAll('_', ' underscore '); return r.pick([say, value]); }
  if (field === 'wechat') return zh ? value.replaceAll('_', '下划线').replaceAll('-', '横杠').replaceAll(/\d+/g, (digits) => [...digits].map((c) => ZH[Number(c)]).join('')) : value.replaceAll('_', ' underscore ').replaceAll('-', ' dash ');
  if (field === 'plate') return zh ? value.slice(0, 2) + [...value.slice(2)].map((c) => (/\d/.test(c) ? ZH[Number(c)] : c)).join(r.pick(['', ''])) : `${value[0]} ${[...value.slice(1)].map((c) => (/\d/.test(c) ? EN[Number(c)] : c.toLowerCase())).join(' ')}`;
  const letters = LATIN.exec(value)?.[0] ?? '';
  const digits = value.slice(letters.length);
  return `${zh ? letters : [...letters.toLowerCase()].join(' ')}${letters ? r.pick([' ', zh ? '' : ' ']) : ''}${zh ? saidZh(r, digits) : saidEn(r, digits)}`;
}

const LABEL: Record<Field, { zh: string[]; en: string[]; key: string[]; ask: [string, string] }> = {
  mobile: { zh: ['手机号码', '电话', '联系方式', '手机', '我的号'], en: ['phone', 'mobile', 'my cell', 'contact number', 'telephone'], key: ['mobile', 'phone_number', 'customerPhone', 'tel', 'visitor_phone'], ask: ['麻烦留个联系电话', 'Which phone number can we call?'] },
  identity: { zh: ['身份证', '证件号码', '身份证号码'], en: ['ID number', 'identity card', 'national ID number'], key: ['id_number', 'idCardNo', 'identity_no', 'certNo'], ask: ['身份证号报一下', 'Could you give me your ID number?'] },
  card: { zh: ['卡号', '银行卡号', '收款账号', '我的卡号'], en: ['card number', 'bank card', 'account number'], key: ['card_no', 'bankCardNumber', 'account_no', 'cardNumber'], ask: ['请提供银行卡号', 'Please read me the card number'] },
  plate: { zh: ['车牌', '车牌号码', '我的车牌'], en: ['plate', 'number plate', 'license plate'], key: ['plate_no', 'carPlate', 'license_plate'], ask: ['您的车牌号是多少', 'Your number plate, please'] },
  passport: { zh: ['护照', '护照号码', '通行证号'], en: ['passport', 'passport number'], key: ['passport_no', 'passportNumber'], ask: ['护照号码是多少', 'Your passport number?'] },
  mail: { zh: ['邮箱', '电子邮箱', '邮箱地址'], en: ['email', 'e-mail', 'email address'], key: ['email', 'user_email', 'mail'], ask: ['您的邮箱地址是', 'What is your email address?'] },
  wechat: { zh: ['微信', '微信号'], en: ['WeChat', 'wechat id'], key: ['wechat', 'wechat_id'], ask: ['微信号多少', 'What is your WeChat ID?'] },
  qq: { zh: ['QQ', 'QQ号', 'qq号码'], en: ['QQ', 'QQ number'], key: ['qq', 'qq_number'], ask: ['QQ号多少', 'What is your QQ number?'] },
  name: { zh: ['姓名', '名字', '联系人', '我叫', '我的名字叫', '乘客姓名', '预订人'], en: ['name', 'full name', 'my name is', 'contact name'], key: ['full_name', 'realName', 'customer_name', 'contactName', 'guest_name'], ask: ['怎么称呼您', 'Could I have your name?'] },
  home: { zh: ['地址', '家庭住址', '收货地址', '我住在', '我家在', '上门地址'], en: ['address', 'my address is', 'I live at', 'home address', 'please deliver to'], key: ['home_address', 'deliveryAddress', 'address'], ask: ['家庭地址报一下', 'What is your home address?'] },
};
const VERBS = /^我叫|叫$|^我住在|^我家在|is$|at$|to$/;

function said(r: Chance, person: Person, field: Field): string {
  const { zh } = person;
  const value = spoken(r, field, person[field], zh);
  const label = r.pick(zh ? LABEL[field].zh : LABEL[field].en).toLowerCase();
  if (zh) return r.pick([`${label}${VERBS.test(label) ? '' : r.pick(['是', '', ' '])}${value}`, `我今天三点约了号 ${label}${VERBS.test(label) ? '' : '是'}${value} 麻烦查一下`, `嗯你好 我想办张卡 ${label} ${value}`, `${label}${VERBS.test(label) ? '' : '呢是'}${value} 一共两个人`, `可以啊 ${label}${value} 对`]);
  const is = VERBS.test(label) ? ' ' : r.pick([' is ', ' ', "'s "]);
  return r.pick([`${/^(?:my|i |please)/.test(label) ? '' : 'my '}${label}${is}${value}`, `yeah i booked for three pm ${/^(?:my|i |please)/.test(label) ? '' : 'my '}${label}${is}${value}`, `um ${/^(?:my|i |please)/.test(label) ? '' : 'my '}${label}${is}${value} and we are two people`, `okay ${/^(?:my|i |please)/.test(label) ? '' : 'the '}${label}${is}${value} thank you`]);
}

function written(r: Chance, person: Person, field: Field): string {
  const { zh } = person;
  const numeric = field === 'mobile' || field === 'identity' || field === 'card';
  const value = numeric ? typed(r, person[field]) : person[field];
  const label = r.pick(zh ? LABEL[field].zh : LABEL[field].en);
  const line = VERBS.test(label) ? `${label}${zh ? '' : ' '}${value}` : `${label}${r.pick([': ', '：', zh ? '是' : ' is ', ' '])}${value}`;
  return share(r, [
    [8, () => line], [3, () => (zh ? `在吗？${line}，帮忙看下进度🙏` : `Hi there! ${line}. Could you check please? 🙂`)], [2, () => (zh ? `【预约】${line}；时间：3月5日 14:30；人数：2` : `Booking | ${line} | 5 March, 14:30 | 2 people`)],
    [2, () => `[2026-11-24 10:${10 + r.below(49)}] ${zh ? '访客' : 'Visitor'}: ${line}`], [2, () => (zh ? `同事您好，客户说他${line}，请登记` : `Colleague, the visitor says: ${line}, please note it`)],
    [2, () => (zh ? `1. 事项：挂失\n2. ${line}\n3. 窗口：5号` : `1. matter: lost card\n2. ${line}\n3. window: 5`)], [1, () => `>> ${line}\n${zh ? '收到' : 'ok'}`], [1, () => (zh ? `（${line}）` : `(${line})`)],
  ])();
}

function logged(r: Chance, person: Person, field: Field): string {
  const key = r.pick(LABEL[field].key);
  const value = person[field];
  const numeric = field === 'mobile' || field === 'identity' || field === 'card' || field === 'plate' || field === 'mail';
  return share(r, [
    [6, () => JSON.stringify({ ts: '2026-11-24T09:12:44.120Z', ev: 'form.saved', data: { [key]: value, window: 7, wait: 320 } })], [4, () => `Nov 24 09:12:44 kiosk-07 foyer[1833]: saved ${key}=${/[\s,]/.test(value) ? `"${value}"` : value} in 18 ms`], [3, () => `2026-11-24 09:12:44,120 DEBUG form {'${key}': '${value}', 'step': 3}`],
    [2, () => `${key}: ${value}`], [2, () => `<visit><${key}>${value}</${key}><window>7</window></visit>`], [2, () => `POST /form?step=2&${key}=${encodeURIComponent(value)} 200 18ms`], [1, () => `UPDATE visit SET ${key} = '${value}' WHERE seq = 4182`],
    ...(numeric ? [[3, () => `TypeError: cannot book "${value}"\n    at book (/srv/foyer/flows/book.ts:41:17)\n    at next (/srv/foyer/engine/run.ts:9:3)`], [2, () => `wrote /data/out/${value}.json, 812 bytes`], [2, () => `heard [${value}] p=0.93 after 1840 ms`]] as [number, () => string][] : []),
  ])();
}

function inTurns(r: Chance, person: Person, field: Field): Exam['turns'] {
  const { zh } = person;
  const visitor = (text: string): Exam['turns'][number] => ({ who: 'visitor', text });
  const other = (text: string): Exam['turns'][number] => ({ who: 'other', text });
  const value = person[field];
  const ask = other(LABEL[field].ask[zh ? 0 : 1]);
  const back = other(zh ? `好的，记下了：${value}，对吗？` : `Got it: ${value}. Is that right?`);
  const yes = visitor(zh ? '对的' : 'yes that is right');
  if (field === 'name' || field === 'home' || field === 'mail' || field === 'wechat' || field === 'qq' || field === 'plate') return r.pick([[visitor(written(r, person, field)), back, yes], [ask, visitor(r() < 0.5 && field !== 'mail' && field !== 'wechat' ? spoken(r, field, value, zh) : value), back, yes]]);
  const cut = 2 + r.below(value.length - 3);
  const say = (text: string): string => (r() < 0.6 ? spoken(r, field, text, zh) : text);
  return share(r, [[3, [ask, visitor(say(value)), back, yes]], [3, [ask, visitor(say(value.slice(0, cut))), visitor(say(value.slice(cut)))]], [2, [ask, visitor(say(value.slice(0, cut))), other(zh ? '请继续说' : 'please go on'), visitor((zh ? '后面是' : 'and then ') + say(value.slice(cut)))]], [2, [visitor(written(r, person, field)), back, yes]], [2, [ask, ...pieces(r, value).map((part) => visitor(say(part)))]]] as const) as Exam['turns'];
}

/** `count` plants at everyday frequencies of kinds and channels. */
export function exams(seed: number, count: number): Exam[] {
  const r = chance(seed);
  return Array.from({ length: count }, (): Exam => {
    const person = personOf(r);
    const field = share(r, FIELDS);
    const channel = share<ExamChannel>(r, [[36, 'speech'], [34, 'chat'], [16, 'log'], [14, 'turns']]);
    const turns = channel === 'turns' ? inTurns(r, person, field) : [{ who: 'visitor' as const, text: (channel === 'speech' ? said : channel === 'chat' ? written : logged)(r, person, field) }];
    const worded = field === 'name' || field === 'home' || field === 'mail' || field === 'wechat';
    const words = field === 'name' ? (person.zh ? person.name.split('·') : person.name.split(' ').filter((word) => word.length > 2 && word !== 'van')) : field === 'home' ? person.parts : field === 'mail' ? [person.mail.split('@')[0] ?? ''] : field === 'wechat' ? [person.wechat] : [];
    return { kind: field, channel, turns, digits: worded ? '' : field === 'plate' ? person.plate.slice(1) : field === 'passport' ? person.passport.replace(LATIN, '') : person[field], words };
  });
}
