// Names, homes, WeChat names and mail addresses, as people give them to strangers.
import type { Plant, Said } from './plant.ts';
import type { Dice } from './random.ts';
import { email, handle } from './secrets.ts';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const COMPOUND = ['欧阳', '司马', '上官', '诸葛', '令狐', '皇甫', '慕容', '尉迟', '端木', '司徒'];
const GIVEN = ['伟', '芳', '娜', '敏', '静', '秀英', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '秀兰', '霞', '平', '刚', '桂英', '建国', '志强', '雨桐', '子涵', '梓萱', '浩然', '欣怡', '思远', '晓燕', '海波', '永红', '春梅', '国庆', '小龙', '佳慧', '一诺', '沐宸', '若曦', '天佑', '德福', '玉珍', '宝华', '文博', '俊熙', '艺彤', '星辰', '语嫣'];
const MINORITY = ['阿卜杜拉·买买提', '迪丽热巴·迪力木拉提', '扎西·次仁', '古丽娜扎尔·拜合提亚尔', '巴特尔·乌力吉', '买买提·艾力', '措姆·央金'];
const ENGLISH = ['Peter Johnson', 'Mary O’Brien', 'Sarah Thompson', 'Rajesh Kumar', 'Emily Clarke', 'John Smithson', 'Olga Petrova', 'Ahmed Hassan', 'Giulia Rossi', 'Hiroshi Tanaka', 'Margaret Whitfield', 'Liam Gallagher', 'Chloe Dubois'];
const PINYIN = ['Zhang Wei', 'Li Xiaoming', 'Wang Fang', 'Chan Tai Man', 'Wong Ka Yan', 'Cheung Siu Ming', 'Ouyang Na', 'Lee Chi Keung', 'Xu Jiayi', 'Lam Wing Sze'];
const SELF = ['我叫{n}', '我是{n}', '我的名字叫{n}', '名字{n}', '本人{n}', '姓名{n}', '姓名：{n}', '你好我叫{n}想办个卡', '我{n}，约了三点', '登记的名字是{n}', '预约人{n}', '我名字是{n}', '叫我{n}就行', '我这边是{n}', '{n}，我的名字', '写{n}吧', '户主{n}', '用{n}的名字订的', '订位的人叫{n}', '我本人就是{n}', '麻烦叫一下{n}', '名字写的{n}', '患者{n}', '收件人{n}', '寄件人是{n}', '联系人{n}'];
const THIRD = ['我妈叫{n}', '我爸是{n}', '帮{n}预约一下', '替我老公{n}取号', '孩子叫{n}', '我儿子{n}上三年级', '我女儿叫{n}', '我老婆{n}来过', '我朋友{n}订的', '找{n}', '我找一下{n}', '{n}的快递', '{n}让我来的', '给{n}办退休', '我爷爷{n}的社保', '是{n}帮我办的', '同行的还有{n}', '我同事{n}刚来', '客人叫{n}', '法人是{n}', '房主是{n}', '学生{n}', '我要接{n}'];
const TITLED = ['{s}先生', '我是{s}女士', '{s}师傅在吗', '我姓{s}', '姓{s}的', '免贵姓{s}', '我找{s}经理', '{s}阿姨叫我来', '我是{s}老师', '敝姓{s}', '订的是{s}小姐'];
const SELF_EN = ['my name is {n}', "I'm {n}", 'this is {n} speaking', 'it’s under {n}', 'the booking is for {n}', 'name: {n}', 'reservation for {n}', 'call me {n}', 'I am {n} from room two', 'my wife {n} is waiting', 'the guest is {n}', 'under the name of {n}', 'I’m here to pick up {n}', 'parcel for {n}', 'please tell {n} I am here', 'my son {n} is lost', 'Mr {l}', 'Mrs. {l} booked it', 'the name’s {n}', 'full name {n}', 'Hi, {n} here', 'passenger {n}'];
const ASK_NAME = ['请问您贵姓？', '您怎么称呼？', '请问您的姓名？', 'May I have your name?', '预约人叫什么名字？'];

function log(kind: string, field: string, value: string, words: readonly string[], dice: Dice): Plant {
  return { kind, channel: 'log', secret: { words }, line: dice.pick<NonNullable<Plant['line']>>([{ text: 'saved', fields: { [field]: value } }, { text: `${field}=${encodeURIComponent(value)}&ok=1` }, { text: `{"${field}":"${value}"}` }, { text: 'call', fields: { body: { [field]: value } } }, { text: `${field}: ${value}` }]) };
}
function talk(kind: string, frames: readonly string[], value: string, words: readonly string[], asks: readonly string[], dice: Dice): Plant {
  const asked = dice.chance(0.3);
  const text = (asked && dice.chance(0.4) ? '{x}' : dice.pick(frames)).replace('{x}', value);
  const says: Said[] = [...(asked ? [{ who: 'other' as const, text: dice.pick(asks) }] : []), { who: 'visitor', text: dice.pick(['', '', '你好，', '嗯，']) + text + dice.pick(['', '', '，谢谢', '。']) }];
  if (dice.chance(0.25)) says.push({ who: 'other', text: dice.pick(['好的{x}，请稍等', '{x}，已登记', '请确认：{x}']).replace('{x}', value) });
  return { kind, channel: dice.chance(0.4) ? 'chat' : 'speech', says, secret: { words } };
}
export function namePlant(dice: Dice): Plant {
  const roll = dice.int(100);
  const surname = dice.chance(0.07) ? dice.pick(COMPOUND) : dice.pick(SURNAMES);
  const given = dice.pick(GIVEN);
  const full = surname + given;
  const words = given.length > 1 ? [full, given] : [full];
  if (roll < 34) return talk('name', SELF.map((frame) => frame.replace('{n}', '{x}')), full, words, ASK_NAME, dice);
  if (roll < 54) return talk('name-of-other', THIRD.map((frame) => frame.replace('{n}', '{x}')), full, words, ASK_NAME, dice);
  if (roll < 62) { const says = dice.pick(TITLED).replace('{s}', surname); return { kind: 'surname', channel: 'speech', says: [{ who: 'visitor', text: says }], secret: { words: [says.replace(/^(?:我是|我找|订的是|免贵|敝|我)/, '').replace(/(?:在吗|叫我来|的)$/, '')] } }; }
  if (roll < 67) { const name = dice.pick(MINORITY); return talk('name-minority', SELF.concat(THIRD).map((frame) => frame.replace('{n}', '{x}')), name, name.split('·'), ASK_NAME, dice); }
  if (roll < 85) { const name = dice.pick(dice.chance(0.5) ? ENGLISH : PINYIN); const last = name.split(' ').at(-1) ?? ''; const frame = dice.pick(SELF_EN); return talk('name-english', [frame.replace('{n}', '{x}').replace('{l}', last)], frame.includes('{l}') ? last : name, [name.split(' ').filter((one) => one.length > 2).at(-1) ?? last], ['May I have your name?'], dice); }
  if (roll < 93) return { kind: 'name', channel: 'turns', says: [{ who: 'other', text: dice.pick(ASK_NAME) }, { who: 'visitor', text: `${dice.pick(['我姓', '姓', ''])}${surname}` }, { who: 'other', text: '全名呢？' }, { who: 'visitor', text: dice.pick([full, `叫${full}`, `${full}，${[...given].join(' ')}`]) }], secret: { words: given.length > 1 ? [given, full] : [full] } };
  return log('name', dice.pick(['name', 'visitorName', 'fullName', '姓名', 'customer_name', 'contact']), full, words, dice);
}
const ROADS = ['建设路', '解放大道', '人民南路', '天府三街', '中山北路', '长安街', '滨江东路', '学院路', '文化西路', '金桥路'];
const ESTATES = ['阳光花园', '翠湖雅苑', '万科城', '锦绣江南', '幸福里小区', '碧桂园', '御景湾', '东方家园', '龙湖天街'];
const HOMES = ['我家住{h}', '地址是{h}', '送到{h}', '我住在{h}', '收货地址{h}', '家庭住址：{h}', '寄到{h}', '上门地址{h}', '我家在{h}', '搬到{h}了', '{h}停电了', '{h}要修水管', '住{h}'];
const HOMES_EN = ['I live at {h}', 'my address is {h}', 'send it to {h}', 'deliver to {h} please', 'my home is {h}', 'ship it to {h}'];
export function homePlant(dice: Dice): Plant {
  if (dice.chance(0.25)) {
    const street = dice.pick(['Maple', 'Nathan', 'Wellington', 'Baker', 'Rosewood', 'Hennessy', 'Elmhurst']);
    const home = `${dice.pick(['', `Flat ${dice.digits(2)}, `, `Apt ${dice.digits(3)}, `])}${String(1 + dice.int(300))} ${street} ${dice.pick(['Road', 'Street', 'Avenue', 'Lane', 'Drive'])}`;
    return talk('home', HOMES_EN.map((frame) => frame.replace('{h}', '{x}')), home, [street], ['What is your address?'], dice);
  }
  const road = dice.pick(ROADS); const estate = dice.pick(ESTATES);
  const room = dice.pick([`${String(1 + dice.int(30))}号楼${String(1 + dice.int(4))}单元${dice.digits(1)}0${String(1 + dice.int(6))}`, `${String(1 + dice.int(30))}栋${String(10 + dice.int(20))}0${String(1 + dice.int(6))}室`, `${String(1 + dice.int(12))}幢${String(1 + dice.int(4))}单元五零二`, '三号楼二单元四零一', '十二栋一楼']);
  const home = dice.pick([`${dice.pick(['', '成都市武侯区', '朝阳区', '浙江省杭州市西湖区'])}${road}${String(1 + dice.int(400))}号${estate}${room}`, `${estate}${room}`, `${road}${String(1 + dice.int(400))}弄${String(1 + dice.int(60))}号${String(1 + dice.int(9))}0${String(1 + dice.int(6))}室`]);
  const words = [home.includes(estate) ? estate : road, room];
  return dice.chance(0.12) ? log('home', dice.pick(['address', 'homeAddress', '地址', 'shipTo']), home, words, dice) : talk('home', HOMES.map((frame) => frame.replace('{h}', '{x}')), home, words, ['请说一下您的地址', '送到哪里？'], dice);
}
const WECHAT = ['我微信是{x}', '微信号{x}', '加我微信{x}', 'wechat {x}', 'WeChat ID: {x}', 'my wechat is {x}', 'vx {x}', 'v信{x}', '加V：{x}', '微信搜{x}', '可以加我{x}微信', '薇信号{x}', 'add me on WeChat, {x}', 'wx:{x}', '微信号码是 {x}', '扫不了就搜微信号{x}'];
export function wechatPlant(dice: Dice): Plant {
  const id = handle(dice);
  return dice.chance(0.15) ? log('wechat', dice.pick(['wechat', 'wechatId', 'weixin', '微信']), id, [id], dice) : talk('wechat', WECHAT, id, [id], ['您的微信号是？', 'What is your WeChat?'], dice);
}
const MAIL = ['我邮箱是{x}', '邮箱{x}', 'my email is {x}', 'send it to {x}', '发到{x}', '电子发票开到{x}', '{x}', 'E-mail：{x}', 'mail me at {x}'];
export function mailPlant(dice: Dice): Plant {
  const { local, domain } = email(dice);
  const said = dice.pick([() => `${local}@${domain}`, () => `${local}@${domain}`, () => `${local} @ ${domain}`, () => `${local}＠${domain}`, () => `${local} at ${domain.replace(/\./g, ' dot ')}`, () => `${local}艾特${domain.replace(/\./g, '点')}`, () => `${local}@${domain.replace('.', '点')}`])();
  return dice.chance(0.25) ? log('email', dice.pick(['email', 'mail', 'to', 'user']), `${local}@${domain}`, [local], dice) : talk('email', MAIL, said, [local], ['您的邮箱是？', 'Your e-mail address?'], dice);
}
