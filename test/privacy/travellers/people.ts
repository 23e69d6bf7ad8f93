// The second author's people: other names, other towns, other ways to say who one is.
import type { Plant, Said } from '../auditor/plant.ts';
import type { Dice } from '../auditor/random.ts';
import { email, handle } from '../auditor/secrets.ts';

const NAMES = '冉启富 游德琼 卿小刚 蒲元贵 熊开秀 唐昌碧 敬若楠 代雨欣 谯明春 幸子墨 苟建平 罗翀 邓堃 何犇 贺喆 温祎晨 宋轶 陆垚 樊星宇 刁海涛 童安格 毛不易 窦靖童 张艺兴 夏知秋 秦岚 胡一天 白敬亭 杨紫琼 景甜甜 关晓彤 沈月 李现 邓为 谭松韵 周也 田曦薇 王安宇 黄轩 段奕宏 范丞丞 郭麒麟 张新成 任嘉伦 朱一龙 欧阳震华 司徒嘉怡 尉迟琳 上官文君 夏侯杰 何东 苏敏 吕薇 庞大海 覃小妹 韦彩云 蓝天宇 侬春燕 农大伟 冯翠翠 曾祥林 钟离春 向阳 易建联 江一燕 石凯 万茜 左小青 谢霆锋 鲁豫 金晨 项羽飞 丁程鑫 宁静 柳岩 叶璇 马思纯 殷桃 辛芷蕾 郝蕾 车晓 祝绪丹 卜冠今'.split(' ');
const TRADITIONAL = '陳志明 黃美玲 鄭嘉穎 張學友 劉德華 葉劍英 蘇慧倫 盧凱彤 鍾楚紅 馬國明 趙雅芝 歐陽震華 許志安 鄧紫棋 羅家英 謝安琪'.split(' ');
const ENGLISH = ['Nigel Farthing', 'Imogen Blackwood', 'Dave Pickering', 'Siân Llewellyn', 'Kwame Mensah', 'Ingrid Svensson', 'Pádraig Byrne', 'Yolanda Perez-Ruiz', 'Jasmine Kaur', 'Todd Brubaker', 'Wanda Kowalski', 'Chidi Anagonye', 'Beatrice Lumley', 'Hamish McAllister', 'Leticia da Silva', 'Tomasz Nowak', 'Fergus O\'Dowd', 'Zainab Qureshi', 'Cheung Ka Fai', 'Ho Siu Fong', 'Jackie Yeung', 'Zhao Yuting', 'Sun Jian', 'Michelle Kwok'];
const ZH = ['{n}，上回来过的', '我喊{n}', '我这个人叫{n}', '登在{n}名下', '户头是{n}的', '来的人叫{n}', '代{n}取钱', '{n}是我屋头的', '我屋头那个叫{n}', '我幺儿{n}', '我老汉儿{n}', '你帮我看哈{n}的卡', '我给{n}打个电话', '存给{n}', '转给{n}五千', '收款人{n}', '卡主{n}', '陪{n}来打针', '签字的是{n}', '这儿写的是{n}', '投保人{n}', '请{n}到前台', '我要投诉{n}', '跟{n}说一声', '我和{n}一起来的', '你好 {n}', '喊号喊到{n}没有', '{n}来没来', '是{n}介绍我来的', '昨天{n}接待的我', '导游是{n}', '我闺女{n}丢了', '妹妹叫{n}', '租客{n}搬走了', '车是{n}的', '给{n}买票', '我是{n}她妈', '我是{n}本人', '{n}两个大人一个娃', '联系{n}就可以', '坐席 请问贵姓 客户 {n}'];
const HK = ['我叫{n}', '我係{n}', '訂房嘅係{n}', '用{n}嘅名訂', '客人{n}', '搵{n}', '{n}先生', '幫{n}攞房卡'];
const EN = ['I booked as {n}', "we're under {n}", 'the other traveller is {n}', 'it should say {n}', "my mate {n}'s got the tickets", 'is {n} working today', 'message for {n}', 'I have an appointment with {n}', '{n}, two nights', 'my daughter {n} is allergic to nuts', 'signed, {n}', 'Regards, {n}', 'put me down as {n}', "she's called {n}", 'his name was {n}', "I'm travelling with {n}", 'the room is in the name of {n}', 'ask for {n}', 'You spoke to {n} yesterday', 'Mr and Mrs {l}', 'Professor {l} sent me', 'Ms {l}', "{n}'s bag is missing", 'good morning, {n} here', "it's {n} calling"];
const ASK = ['贵姓大名', '请问怎么称呼您', '用谁的名字登记？', 'What name is it under?', 'Can I take your name?', '客人貴姓'];

export function personByOthers(dice: Dice): Plant {
  const roll = dice.int(10);
  const [name, frames] = roll < 6 ? [dice.pick(NAMES), ZH] : roll < 7 ? [dice.pick(TRADITIONAL), HK] : [dice.pick(ENGLISH), EN];
  const last = name.split(' ').at(-1) ?? name;
  const frame = dice.pick(frames);
  const asked = dice.chance(0.25);
  const text = asked && dice.chance(0.6) ? dice.pick(['{n}', '{n}噻', '嗯 {n}', '{n}, please']) : frame;
  const says: Said[] = [...(asked ? [{ who: 'other' as const, text: dice.pick(ASK) }] : []), { who: 'visitor', text: text.replace('{n}', name).replace('{l}', last) }];
  if (dice.chance(0.2)) says.push({ who: 'other', text: dice.pick(['{n}您好', '查到了，{n}', 'Thank you, {n}.']).replace('{n}', text.includes('{l}') ? last : name) });
  const words = roll < 7 ? [name] : [last];
  return { kind: roll < 6 ? 'name' : roll < 7 ? 'name-traditional' : 'name-english', channel: dice.pick(['speech', 'chat']), says, secret: { words } };
}
const ZH_HOMES = ['玉双路6号院2栋1单元9楼17号', '高新区天和东街33号1栋2804', '金牛坝路12号附5号', '九眼桥河心村7组21号', '双楠小区12幢3单元402', '合江亭翰文大厦16-2', '浣花北路9号浣花香2期5-1-301', '万年场横街四十四号三单元二楼', '龙泉驿区洛带镇老街56号', '桐梓林中路凯宾公寓B座903'];
const EN_HOMES = ['Flat B, 12/F, Tower 5, City One Shatin', '47 Argyle Street, Mong Kok', '9 Primrose Hill Road, London', 'Apartment 3C, 118 Orchard Avenue', '2217 Birchwood Lane, Toledo', 'Unit 6, 40 Cotton Tree Drive', '15 Station Terrace'];
const HOME_SAYS = ['账单寄到{h}', '我屋头在{h}', '上门服务，{h}', '户籍地址是{h}', '我搬家了，新地址{h}', '麻烦送到{h}', '住址写{h}', '网费地址{h}'];
const HOME_SAYS_EN = ['post it to {h}', 'we live at {h}', 'home address {h}', 'my billing address is {h}', 'could you send it to {h}', 'register me at {h}'];
export function homeByOthers(dice: Dice): Plant {
  const chinese = dice.chance(0.7);
  const home = dice.pick(chinese ? ZH_HOMES : EN_HOMES);
  const part = chinese ? /^\p{Script=Han}{2,}/u.exec(home)?.[0] ?? home : /[A-Z][a-z]{3,} (?:Street|Hill Road|Avenue|Lane|Tree Drive|Terrace)|City One Shatin/.exec(home)?.[0] ?? home;
  return { kind: 'home', channel: 'speech', says: [{ who: 'visitor', text: dice.pick(chinese ? HOME_SAYS : HOME_SAYS_EN).replace('{h}', home) }], secret: { words: [part, home] } };
}
const ACCOUNTS = ['微信加我嘛，{x}', '我微信名片发不了，号{x}', '搜{x}加我微信', '企业微信{x}', 'my weixin is {x}', "I'm on WeChat as {x}", 'wechat:{x}', '我個微信係{x}', '微信联系{x}', '我的微信账号 {x}', 'V我{x}', '加微{x}'];
export function accountByOthers(dice: Dice): Plant {
  if (dice.chance(0.5)) { const id = handle(dice); return { kind: 'wechat', channel: dice.pick(['speech', 'chat']), says: [{ who: 'visitor', text: dice.pick(ACCOUNTS).replace('{x}', id) }], secret: { words: [id] } }; }
  const { local, domain } = email(dice);
  const said = dice.pick([`${local}@${domain}`, `${local}@${domain}`, `${local} at ${domain}`, `${local} at ${domain.replace(/\./g, ' dot ')}`, `${local}艾特${domain.replace(/\./g, '点')}`, `${local} [at] ${domain}`, `${local}(at)${domain}`]);
  return { kind: 'email', channel: dice.pick(['speech', 'chat']), says: [{ who: 'visitor', text: dice.pick(['回单发{x}', '電郵 {x}', "it's {x}", 'could you email the bill to {x}', '邮件地址 {x}', '发票推送到 {x}', 'my address for the newsletter: {x}', '账单寄{x}就行']).replace('{x}', said) }], secret: { words: [local] } };
}
