// Number plates, as drivers say them to a car park's, a workshop's or a hotel's kiosk.
import type { Plant, Said } from './plant.ts';
import type { Dice } from './random.ts';
import { plate } from './secrets.ts';
import { ENGLISH_SPOKEN, SPOKEN, TYPED, write } from './writing.ts';

const ZH = ['{x}', '我的车牌是{x}', '车牌号{x}', '{x}的车停在B2', '我开的是{x}', '帮我登记一下{x}', '{x}是我的车，挡路了吗', '挪车，{x}', '停车费，车牌{x}', '车是{x}新能源', '我车{x}来保养', '我预约了洗车{x}', '那辆{x}撞了我', '车子牌照{x}', '号牌{x}', '查违章{x}', '绑定车辆{x}'];
const EN = ['my plate is {x}', 'license plate {x}', 'car {x} is in the garage', 'my car is {x}', 'the number plate is {x}', 'I parked {x}', 'registration {x}'];
const LETTER_SAID: Record<string, readonly string[]> = { A: ['诶', 'a'], B: ['必', '比'], C: ['西', 'c'], D: ['迪', '弟'], E: ['伊', 'e'], F: ['艾弗', 'f'], G: ['鸡', 'g'] };

export function platePlant(dice: Dice): Plant {
  const { province, serial } = plate(dice);
  const english = dice.chance(0.15);
  const way = dice.int(10);
  const head = serial[0] ?? 'A';
  const rest = serial.slice(1);
  const han = (): string => rest.replace(/\d+/g, (run) => write(run, { han: SPOKEN.han, hanOne: SPOKEN.hanOne, counted: SPOKEN.counted, banker: SPOKEN.banker } as never, dice));
  const typed = [
    () => province + serial, () => `${province}${head}·${rest}`, () => `${province} ${head} ${rest}`, () => `${province}${head}-${rest}`, () => (province + serial).toLowerCase(),
    () => `${province}${head}${han()}`, () => `${province}${head} ${han()}`, () => `${province}${head}点${rest}`, () => `${province} ${head} 点 ${han()}`, () => `${province}${LETTER_SAID[head]?.[dice.int(2)] ?? head}${han()}`,
  ];
  const shown = english ? dice.pick([`${province}${serial}`, `${province} ${head} ${rest.replace(/\d+/g, (run) => ` ${write(run, { words: ENGLISH_SPOKEN.words } as never, dice)} `)}`]) : (typed[way] as () => string)();
  const channel = dice.pick(['speech', 'speech', 'chat', 'log', 'turns'] as const);
  const secret = { plate: serial };
  if (channel === 'log') {
    const full = `${province}${serial}`;
    return { kind: 'plate', channel, secret, line: dice.pick<NonNullable<Plant['line']>>([{ text: `plate=${full} gate=2` }, { text: `GET /parking?plate=${encodeURIComponent(full)} 200` }, { text: 'parked', fields: { plateNo: full } }, { text: `{"car":"${full}","fee":15}` }, { text: `Error: vehicle ${full} not found\n    at park.ts:3:1` }, { text: 'slot', fields: { value: shown } }, { text: `车辆 ${full} 出场` }]) };
  }
  if (channel === 'turns') {
    const cut = 2 + dice.int(2);
    const says: Said[] = [{ who: 'other', text: dice.pick(['请说车牌号', '您的车牌号是多少？', 'Your license plate, please?']) }, { who: 'visitor', text: dice.pick(['{x}', '车牌{x}', '嗯{x}']).replace('{x}', province + serial.slice(0, cut)) },
      ...(dice.chance(0.5) ? [{ who: 'other' as const, text: '请继续' }] : []), { who: 'visitor', text: dice.pick(['{x}', '后面{x}', '然后{x}']).replace('{x}', write(serial.slice(cut), { plain: TYPED.plain, han: SPOKEN.han } as never, dice)) }];
    return { kind: 'plate', channel, secret, says };
  }
  const says: Said[] = [{ who: 'visitor', text: dice.pick(english ? EN : ZH).replace('{x}', shown) }];
  if (dice.chance(0.3)) says.push({ who: 'other', text: dice.pick(['车牌{y}，对吗', '已为{y}登记', '{y} 应付 15 元']).replace('{y}', province + serial) });
  return { kind: 'plate', channel, secret, says };
}
