// A third author: somebody who writes test data for a living (lists as Faker makes them, long sentences, many things at once), a
// property manager, a taxi dispatcher, a pensioner and a student; every plant stands among queue numbers, times and windows.
import type { Plant, Said } from '../auditor/plant.ts';
import { createDice, type Dice } from '../auditor/random.ts';
import { bankCard, email, handle, hongKongId, idCard, landline, mobile, passport, plate } from '../auditor/secrets.ts';

const HAN = [...'零一二三四五六七八九'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const yao = (digits: string): string => [...digits].map((digit) => (digit === '1' ? '幺' : HAN[Number(digit)] ?? digit)).join('');
const one = (digits: string): string => [...digits].map((digit) => HAN[Number(digit)] ?? digit).join('');
const words = (digits: string): string => [...digits].map((digit) => ENGLISH[Number(digit)] ?? digit).join(' ');
const every = (digits: string, size: number, gap: string): string => (digits.match(new RegExp(`\\d{1,${String(size)}}`, 'g')) ?? []).join(gap);
const WAYS: readonly ((digits: string, dice: Dice) => string)[] = [
  (d) => d, (d) => yao(d), (d) => one(d), (d) => every(d, 3, ' '), (d) => every(d, 4, '-'), (d) => every(d, 2, ' '), (d) => yao(d.slice(0, 3)) + d.slice(3), (d) => `${d.slice(0, 5)}${yao(d.slice(5))}`,
  (d) => [...yao(d)].join('、'), (d) => every(d, 4, '，再'), (d) => `${yao(d.slice(0, 4))}，停一下，${yao(d.slice(4, 8))}，停一下，${yao(d.slice(8))}`, (d) => `${every(d, 5, '…')}`, (d) => `前面${d.slice(0, 4)}，中间${d.slice(4, 8)}，后面${d.slice(8)}`,
  (d) => `${yao(d.slice(0, 3))}开头，${yao(d.slice(3))}`, (d) => [...d].join('.'), (d) => `"${d}"`, (d) => `【${d}】`, (d) => `<${every(d, 4, ' ')}>`, (d) => every(d, 4, ' / '), (d) => `${d.slice(0, 6)}\n${d.slice(6)}`, (d) => words(d), (d) => every(words(d).replaceAll(' ', ' '), 99, '') || words(d), (d) => words(d).replaceAll(' ', ', '),
  (d) => d.replace(/(\d)\1/g, (pair) => `${pair[0] === '0' ? '俩零' : `两个${HAN[Number(pair[0])] ?? ''}`}`).replace(/\d/g, (x) => HAN[Number(x)] ?? x),
];
const AROUND: readonly [string, string][] = [['A015号，', ''], ['现在九点二十，', '，谢谢'], ['三号窗口让我来填，', ''], ['', '，我排在B207'], ['前面还有十二个人，', ''], ['', ' 2号楼那边办的'], ['11月24日约的，', '，两个人'], ['', ''], ['', ''], ['', ''], ['师傅，', '，麻烦快一点'], ['', '，20分钟以后来'], ['ticket C118, ', ''], ['', ', window 4 sent me']];
const KINDS: Readonly<Record<string, { make: (dice: Dice) => string; says: readonly string[]; asks: readonly string[]; keys: readonly string[] }>> = {
  phone: { make: mobile, says: ['有事联系{x}', '我号儿{x}', '这是我电话{x}', '司机电话{x}', '物业登记的是{x}', '楼上漏水，业主{x}', '监控说打{x}', '乘客手机{x}', '我孙子帮我记的{x}', '绑的卡{x}', '外卖打{x}', '留个号：{x}', '你扫不出来就手输{x}', 'dad’s mobile is {x}', 'reach my wife at {x}', 'my digits: {x}', 'the driver is on {x}', '有消息了通知{x}行吗', '打这儿{x}'], asks: ['方便留个手机号吗', '电话报给我', '联系方式说一下', 'phone number?'], keys: ['phone', 'phone_number', 'userPhone', '手机号', 'receiver_mobile'] },
  'id-card': { make: idCard, says: ['身份证号码{x}', '证件号{x}', '我报身份证了啊{x}', '老伴身份证{x}', '学籍上的身份证{x}', '上车实名{x}', '门禁实名{x}', '证件是{x}', 'national ID {x}', 'resident ID number: {x}'], asks: ['身份证号报一下', '证件号呢', 'your ID number please'], keys: ['id_card', 'idCardNumber', 'identityNo', '身份证号码'] },
  'bank-card': { make: bankCard, says: ['工资打这个卡{x}', '卡号是{x}', '退休金卡{x}', '物业费从{x}扣', '银行卡{x}', '助学金发到卡{x}', '车费退{x}卡里', 'bank card {x}', 'the card number: {x}', '我念卡号，{x}'], asks: ['卡号报一下', '哪张卡？请念卡号', 'card number?'], keys: ['bank_card', 'card_no', 'payAccountNo', '银行卡号'] },
  landline: { make: landline, says: ['座机{x}', '家里电话{x}', '门岗电话不对，我家{x}', '学校宿舍电话{x}', 'home phone {x}'], asks: ['座机多少'], keys: ['tel', 'homePhone', '固定电话'] },
  passport: { make: passport, says: ['护照号{x}', '护照上写着{x}', 'passport number {x}', 'passport: {x}'], asks: ['护照号'], keys: ['passport', 'passportNo'] },
  'hk-id': { make: hongKongId, says: ['香港身份证{x}', '香港居民身份证号码{x}', 'HKID {x}'], asks: ['身份证号报一下'], keys: ['hkid'] },
};
const digitsOf = (value: string): string => value.replace(/\D/g, '');
function shown(kind: string, value: string, dice: Dice): string {
  if (kind === 'hk-id') return value;
  const letters = /^[A-Z]*/.exec(value)?.[0] ?? '';
  const way = kind === 'passport' ? dice.pick(WAYS.slice(0, 3)) : kind === 'landline' ? dice.pick(WAYS.slice(0, 9)) : dice.pick(WAYS);
  return letters + way(value.slice(letters.length).replace(/X$/, ''), dice) + (value.endsWith('X') ? dice.pick(['X', 'x', '叉', ' X']) : '');
}
function number(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'phone', 'phone', 'id-card', 'id-card', 'bank-card', 'bank-card', 'landline', 'passport', 'hk-id']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const value = of.make(dice);
  const [head, tail] = dice.pick(AROUND);
  const says: Said[] = [...(dice.chance(0.2) ? [{ who: 'other' as const, text: dice.pick(of.asks) }] : []), { who: 'visitor', text: head + dice.pick(of.says).replace('{x}', shown(kind, value, dice)) + tail }];
  if (dice.chance(0.25)) says.push({ who: 'other', text: dice.pick(['确认一下：{y}', '{y}，请看屏幕是否正确', '收到，{y}', 'I have {y}, correct?']).replace('{y}', dice.chance(0.6) ? value : yao(digitsOf(value))) });
  return { kind, channel: dice.pick(['speech', 'chat']), says, secret: { digits: digitsOf(value) } };
}
function log(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card', 'landline', 'passport', 'hk-id']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const value = of.make(dice);
  const key = dice.pick(of.keys);
  return { kind, channel: 'log', secret: { digits: digitsOf(value) }, line: dice.pick<NonNullable<Plant['line']>>([
    { text: `{"data":{"${key}":"${value}"}}` }, { text: `${key} => ${value}` }, { text: `params: {${key}=${value}, channel=kiosk}` }, { text: `GET /q?${key}=${encodeURIComponent(value)}` }, { text: 'row', fields: { row: { [key]: value } } }, { text: `ValidationError: ${key} "${value}" is not valid` },
    { text: `<input name="${key}" value="${value}">` }, { text: 'x', fields: { body: `${key}=${value}&ok=true` } }, { text: `${key}\t${value}` }, { text: `db: select where ${key} = '${value}'` }, { text: `[${key}] ${value}` } ]) };
}
function pieces(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'phone', 'id-card', 'bank-card']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const digits = digitsOf(of.make(dice));
  const size = dice.pick([3, 4, 4, 5, 6, 8]);
  const parts = digits.match(new RegExp(`\\d{1,${String(size)}}`, 'g')) ?? [];
  const way = dice.pick([yao, one, words, (d: string) => d, (d: string) => every(d, 1, ' ')]);
  const says: Said[] = dice.chance(0.75) ? [{ who: 'other', text: dice.pick(of.asks) }] : [];
  parts.forEach((part, at) => {
    says.push({ who: 'visitor', text: (at === 0 && says.length === 0 ? dice.pick(of.says.filter((frame) => frame.endsWith('{x}'))).replace('{x}', '') : dice.pick(['', '', '', '是', '下面', '然后呢'])) + way(part) });
    if (at < parts.length - 1 && dice.chance(0.4)) says.push({ who: 'other', text: dice.pick(['好的', '继续', `嗯 ${part}`, '后面呢', 'ok']) });
  });
  return { kind, channel: 'turns', says, secret: { digits } };
}
function car(dice: Dice): Plant {
  const { province, serial } = plate(dice);
  const shape = dice.pick([`${province}${serial}`, `${province}${serial[0] ?? ''} · ${serial.slice(1)}`, `${province}${serial[0] ?? ''}${yao(serial.slice(1))}`, `${province}${serial[0] ?? ''}, ${[...serial.slice(1)].join(' ')}`, `${province}-${serial}`, `${province}${serial[0] ?? ''} ${one(serial.slice(1))}`, `${province} ${serial}`]);
  const text = dice.pick(['车位被{x}占了', '业主车辆{x}', '接我的车是{x}吗', '{x}停在三号门', '我坐的{x}东西落车上了', '派{x}去A015那边', '校车{x}几点到', '我的电瓶... 不是，小汽车{x}', '{x}是我儿子的车', 'my Uber was {x}', '登记来访{x}，两小时', '抬一下杆{x}']).replace('{x}', shape);
  return { kind: 'plate', channel: dice.pick(['speech', 'chat']), says: [{ who: 'visitor', text }], secret: { plate: serial } };
}
const FAMILY = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const FAKER = '淑英 桂珍 玉兰 凤英 秀珍 建华 志强 丽娟 桂芝 雪梅 海燕 红霞 丽丽 玉梅 淑珍 秀芳 春梅 小红 婷婷 建国 玉华 宁 倩 亮 帅 旭 鑫 凯 淑兰 金凤 丹丹 晶 佳 兰英 凤兰 桂兰 桂香 云 楠 莹 畅 坤 龙 岩 欢 辉 鹏 建平 成 想 瑞 斌 彬 晨 博 阳 柳 林 瑜 颖 雷 飞 东 浩 燕 雪 琴 秀荣 玉珍 璐 晧 兵 峰 红梅 宇 健'.split(' ');
const PEOPLE = ['房东{n}', '业主{n}报修', '我家保姆{n}', '车主{n}', '班主任{n}', '学生家长{n}', '姓名{n}', '我叫{n}，退休了', '乘客{n}', '楼长{n}说的', '找{n}拿钥匙', '给{n}充电费', '{n}让我来交水费', '{n}的挂号单', '和{n}拼车', '我侄子{n}', '我外甥女{n}考上了', '叫{n}的那个司机', '请{n}听电话', '{n}，{n}在不在', '我要给{n}开在校证明', '投票选{n}', '担保人写{n}', '室友{n}', '我就叫{n}', '{n}女士', '{n}同学', '预约人：{n}', '{n}预约的', '登记的是{n}'];
function person(dice: Dice): Plant {
  const name = dice.pick([...FAMILY]) + dice.pick(FAKER);
  const [head, tail] = dice.pick(AROUND);
  return { kind: name.length === 2 ? 'name-of-two' : 'name-of-three', channel: dice.pick(['speech', 'chat']), says: [{ who: 'visitor', text: head + dice.pick(PEOPLE).replaceAll('{n}', name) + tail }], secret: { words: [name] } };
}
const ABROAD = ['Jennifer Hartley', 'Michael Okafor', 'Daniel Weiss', 'Christina Lombardi', 'Matthew Goldberg', 'Aiko Yamamoto', 'Vikram Desai', 'Elena Marchetti', 'Robert Zhang', 'Nicole Tremblay', 'Wang Xiuying', 'Liu Yang', 'Lam Chun Wai', 'Amanda Fitzgerald', 'Carlos Mendoza', 'Hannah Lindgren'];
function abroad(dice: Dice): Plant {
  const name = dice.pick(ABROAD);
  const text = dice.pick(['customer {n} is at the desk', 'Please add {n} to the list', 'my landlord is {n}', 'I share a flat with {n}', 'student {n}, year two', 'the ride is for {n}', 'is there a letter for {n}?', '{n} told me to come', 'my name is {n} and I am next', 'under {n} at nine thirty', 'give this to {n}', 'I am {n}\'s father', 'the tenant {n} moved out', 'call {n} when it is ready', 'visitor: {n}', '我是{n}', '客户名字是{n}', '帮{n}预约']).replace('{n}', name);
  return { kind: 'name-english', channel: 'speech', says: [{ who: 'visitor', text }], secret: { words: [name.split(' ').at(-1) ?? name] } };
}
const HOMES = ['北京市海淀区中关村大街27号院5号楼1203室', '上海市浦东新区张杨路1515弄8号602', '广州市天河区体育西路103号维多利广场A塔3101', '山水文园8号楼2单元1702', '和谐家园北区15栋3单元201', '西安市雁塔区小寨东路11号', '幸福街道向阳社区四组18号', '学生公寓7号楼512', '莲花小区二十一号楼四单元六零一'];
function home(dice: Dice): Plant {
  const place = dice.pick(HOMES);
  return { kind: 'home', channel: 'speech', says: [{ who: 'visitor', text: dice.pick(['地址：{h}', '我住{h}', '{h}漏水了', '去{h}接我', '发快递到{h}', '户口在{h}', '{h}，有空来修', '住户{h}报停电']).replace('{h}', place) }], secret: { words: [place, place.slice(-6)] } };
}
function account(dice: Dice): Plant {
  if (dice.chance(0.5)) { const id = handle(dice); return { kind: 'wechat', channel: 'chat', says: [{ who: 'visitor', text: dice.pick(['微信号：{x}', '我微信{x}，加一下', '物业群里我是{x}，微信号', '微信{x}', 'WeChat {x}', '同学微信{x}', '加下我微信，{x}']).replace('{x}', id) }], secret: { words: [id] } }; }
  const { local, domain } = email(dice);
  return { kind: 'email', channel: 'chat', says: [{ who: 'visitor', text: dice.pick(['邮箱：{x}', '发我邮箱{x}', 'email {x}', '成绩单发{x}', '{x}是我的邮箱', 'cc {x}']).replace('{x}', `${local}@${domain}`) }], secret: { words: [local] } };
}
const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
/** The third author's plants of one seed. */
export function neighboursPlants(seed: number, scale = 1): Plant[] {
  const dice = createDice(seed);
  const n = (count: number): number => Math.round(count * scale);
  return [...times(n(2200), () => number(dice)), ...times(n(800), () => log(dice)), ...times(n(800), () => pieces(dice)), ...times(n(500), () => car(dice)), ...times(n(900), () => person(dice)), ...times(n(300), () => abroad(dice)), ...times(n(200), () => home(dice)), ...times(n(300), () => account(dice))];
}
/** What stands around the plants, with nothing planted, and the talk of a yard, a cab and a campus. */
export function neighboursHarmless(dice: Dice): { kind: string; text: string } {
  const n = (low: number, high: number): string => String(low + dice.int(high - low));
  const letter = dice.pick([...'ABCDEF']);
  const [kind, text] = dice.pick<[string, string]>([
    ['queue', `${letter}${n(100, 999)}号，前面${n(1, 40)}位`], ['queue', `叫到${letter}${n(10, 99)}了，我${letter}${n(100, 999)}`], ['queue', `我的排队号${n(1, 999)}`], ['queue', `${one(n(100, 999))}号到了吗`], ['queue', `number ${n(1, 500)} now?`],
    ['time', `${n(1, 13)}月${n(1, 29)}日${n(8, 20)}:${n(10, 59)}`], ['time', `约的${n(8, 18)}点${n(10, 59)}到${n(8, 18)}点${n(10, 59)}`], ['time', `二零${one(n(20, 30))}年${n(1, 13)}月`], ['time', `${n(1, 60)}分钟后发车`], ['time', `${n(2024, 2030)}年${n(1, 13)}月${n(1, 29)}号上午${n(8, 12)}点`],
    ['window', `${n(1, 40)}号窗口还是${n(1, 40)}号窗口`], ['window', `去${n(1, 5)}楼${n(1, 30)}号窗`], ['window', `${n(1, 9)}号门进，${n(1, 9)}号厅`], ['window', `counter ${n(1, 30)} or ${n(1, 30)}`], ['window', `${letter}座${n(1, 30)}层`],
    ['other', `物业费一平米${n(1, 9)}.${n(10, 99)}`], ['other', `起步价${n(8, 20)}元，跑了${n(1, 60)}公里`], ['other', `学费${n(1000, 9999)}`], ['other', `绩点${n(1, 4)}.${n(10, 99)}`], ['other', `打车到${n(1, 9)}号航站楼`], ['other', `水表读数${n(1000, 9999)}`], ['other', `高数${n(0, 100)}分`], ['other', `教学楼${n(100, 600)}教室`], ['other', `第${n(1, 20)}周星期${HAN[1 + dice.int(5)] ?? ''}`],
    ['plain', dice.pick('老师在几楼|保安亭在哪|司机师傅在哪等|宿舍几点关门|图书馆还书|电梯困人了|车位怎么租|垃圾分类|楼道灯坏了|水管爆了|快递柜满了|补办饭卡|学生证丢了|奖学金怎么申请|转专业|选课系统崩了|周黑鸭在哪|林业大学怎么去|江南大学|金山办公|高等数学|马克思主义|石油大学|方圆五公里|黄色的车|白色衬衫|陈旧的管道|万象城|许多人|何必呢|于是我就来了|任选一门|单元门坏了|时代广场|华为手机|康师傅方便面|安踏店|李宁店|白天不在家|明天再来|江湖救急|马马虎虎|严格执行|文明城市|包月多少钱|成人票|全家桶|左边那栋|童装|Mei Mei noodles|the dean of students|my roommate is loud|a cab to the airport|fix the elevator|library card|Robin Hood movie|Mark the date|Will it rain|Grace period|Bill please|May I ask|April fools|Summer camp|Rose garden'.split('|'))], ['plain', '我是业主'], ['plain', '我是学生家长'],
  ]);
  return { kind, text };
}
