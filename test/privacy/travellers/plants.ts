// The second author's whole set of one seed, and its harmless talk.
import type { Plant } from '../auditor/plant.ts';
import { createDice, type Dice } from '../auditor/random.ts';
import { loggedByOthers, piecesByOthers, plateByOthers, spokenByOthers } from './numbers.ts';
import { accountByOthers, homeByOthers, personByOthers } from './people.ts';

const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
export function travellersPlants(seed: number, scale = 1): Plant[] {
  const dice = createDice(seed);
  const n = (count: number): number => Math.round(count * scale);
  return [...times(n(2200), () => spokenByOthers(dice)), ...times(n(800), () => piecesByOthers(dice)), ...times(n(800), () => loggedByOthers(dice)), ...times(n(500), () => plateByOthers(dice)), ...times(n(1000), () => personByOthers(dice)), ...times(n(200), () => homeByOthers(dice)), ...times(n(500), () => accountByOthers(dice))];
}
const HAN = [...'零一二三四五六七八九'];
const PLAIN = '零钱换得到不|你们中午休息不|办理存单挂失要好久|卡被吞了咋个办|大额取现要预约嗦|外币柜台在哪儿|请问洗手间喺邊度|早餐幾點|可唔可以遲啲退房|有冇轉換插頭|冷氣唔凍|想加多張床|where do I queue|is this the right line|do you speak English|my flight was cancelled|the machine ate my ticket|can I sit here|do I need a visa|who do I talk to|I need a hand|my son is hungry|my wife is waiting|my mother needs a wheelchair|the guest before me|the name on the ticket is wrong|can you spell that|I am with the group|I am next|I was here first|坐席 您好 请问有什么可以帮您|客户 我要投诉|您好很高兴为您服务|感谢您的来电|请问还有其他问题吗|麻烦您给个好评|高血压能坐飞机不|王婆卖瓜|张灯结彩|李代桃僵|马到成功|金鸡独立|白娘子在哪演|黄鹤楼门票|石头火锅|江边夜景|方便不|安逸得很|常来常往|成都到重庆|乐山大佛|峨眉山|都江堰|宽窄巷子|文殊院|武侯祠|杜甫草堂|金沙遗址|熊猫基地|温江|龙泉|华阳|双流机场|和睦家|关二爷|孙悟空雕像|诸葛亮故居|李白诗|苏东坡肘子|宫保鸡丁|夫妻肺片|赖汤圆|钟水饺|龙抄手|韩包子|陈麻婆豆腐|谭鱼头|小龙坎|大龙燚|周黑鸭|老妈蹄花|I would like to see Peking opera|tickets for Les Mis|the Ming tombs|Sun Yat-sen memorial|Tai Chi class|Kung Pao chicken|a table by the window|two singles to Xian|return to Chengdu East|the Great Wall tour|is Lotte open|Marks and Spencer'.split('|');
/** Queue numbers, times, windows, sums, and plain talk of four trades. */
export function travellersHarmless(dice: Dice): { kind: string; text: string } {
  const n = (low: number, high: number): string => String(low + dice.int(high - low));
  const letter = dice.pick([...'ABCDEHJQVZ']);
  const two = (value: string): string => value.padStart(2, '0');
  const makers: [string, () => string][] = [
    ['queue', () => dice.pick([`${letter}${n(1, 999)}办完没有`, `请${letter}${two(n(1, 99))}到${n(1, 30)}号柜`, `我是${letter}零${HAN[dice.int(10)] ?? ''}${HAN[dice.int(10)] ?? ''}`, `now serving ${letter}${n(100, 999)}`, `I've got number ${n(1, 300)}`, `喊到${n(1, 200)}号了哇`, `我攞咗${letter}${n(100, 999)}號飛`, `排到${n(1, 99)}号，还差${n(1, 30)}个`, `${letter}${n(1000, 9999)}号请准备`, `ticket ${letter}-${n(10, 99)} is mine`, `取号单上写的${n(1000, 9999)}`, `VIP${n(1, 99)}号在哪等`])],
    ['time', () => dice.pick([`${n(1, 13)}点${n(1, 59)}分`, `${n(8, 23)}:${two(n(0, 59))}到${n(8, 23)}:${two(n(0, 59))}`, `上午${HAN[dice.int(9) + 1] ?? ''}点${HAN[dice.int(5) + 1] ?? ''}十五`, `二零二${HAN[dice.int(9)] ?? ''}年十${HAN[dice.int(2) + 1] ?? ''}月${HAN[dice.int(9) + 1] ?? ''}号`, `quarter past ${n(1, 12)}`, `${n(1, 12)}.${two(n(10, 59))} pm tomorrow`, `from ${n(1, 12)} to ${n(1, 12)} on weekdays`, `${n(2000, 2030)}年出生的能办不`, `${n(1, 31)}/${n(1, 12)}/${n(2020, 2030)}`, `星期${HAN[dice.int(6) + 1] ?? ''}${n(9, 17)}点半`, `check-out at ${n(10, 12)}:${two(n(0, 59))}`])],
    ['window', () => dice.pick([`${n(1, 40)}号柜台叫我`, `去${n(1, 9)}楼${n(100, 999)}`, `${n(1, 20)}号窗喺邊`, `desk ${n(1, 30)}`, `platform ${n(1, 12)}`, `gate ${n(1, 60)}${letter}`, `room ${n(100, 2800)}`, `${HAN[dice.int(9) + 1] ?? ''}号和${HAN[dice.int(9) + 1] ?? ''}号窗口都没人`, `${n(1, 9)}号厅${n(1, 15)}排${n(1, 30)}号`, `${letter}${n(1, 9)}出口`, `我住${n(100, 2800)}房`, `${n(1, 30)}号楼怎么走`])],
    ['sum', () => dice.pick([`取${n(1, 9)}万${n(1, 9)}千`, `${n(100, 99999)}块钱`, `${n(1, 999)}.${two(n(0, 99))} yuan`, `US$${n(10, 9999)}`, `汇率${n(6, 8)}.${n(1000, 9999)}`, `利率${n(1, 4)}.${n(10, 99)}个点`, `港幣${n(100, 9999)}蚊`, `${n(10, 99)}% off`, `扣了我${n(10, 999)}块服务费`])],
    ['thing', () => dice.pick([`订单${n(100000, 999999)}`, `航班CA${n(1000, 9999)}`, `${letter}${n(100, 999)}次车`, `验证码${n(1000, 9999)}`, `流水号${n(10000000, 99999999)}`, `booking ref ${letter}${n(100, 999)}K`, `型号ZX-${n(1000, 9999)}`, `打95${n(500, 599)}`, `拨12345`, `call 110`, `error ${n(400, 599)}`, `took ${n(100, 9999)}ms`, `坐${n(1, 900)}路`, `wifi密码88888888`])],
    ['plain', () => dice.pick(PLAIN)], ['plain', () => dice.pick(PLAIN)],
  ];
  const [kind, make] = dice.pick(makers);
  return { kind, text: make() };
}
