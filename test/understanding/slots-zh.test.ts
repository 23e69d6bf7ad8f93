// What Chinese visitors say to a question, as typed and as recognisers write it: read, or refused where the answer is not there.
import { describe, expect, it } from 'vitest';
import { readSlot } from '../../flows/engine/understanding/slots.ts';

const today = '2026-11-25'; // a Wednesday
const read = (type: string, text: string, more: Partial<Parameters<typeof readSlot>[0]> = {}): unknown => readSlot({ type, text, language: 'zh', today, ...more })?.value ?? null;

const options = [
  { id: 'id-card', label: '身份证', phrases: ['身份证', '补办身份证', '办身份证'] },
  { id: 'residence', label: '居住证', phrases: ['居住证', '暂住证'] },
  { id: 'social', label: '社保卡', phrases: ['社保卡', '社会保障卡', '医保卡'] },
];

const CASES: Record<string, readonly (readonly [text: string, value: unknown, more?: Partial<Parameters<typeof readSlot>[0]>])[]> = {
  'yes-no': [
    ['是', true], ['是的', true], ['对', true], ['对对对', true], ['好的', true], ['好的谢谢', true], ['可以', true], ['可以啊', true], ['没问题', true], ['嗯', true], ['嗯嗯', true], ['行', true], ['行吧', true], ['要', true], ['要的', true], ['需要', true],
    ['确认', true], ['当然可以', true], ['没错', true], ['是 的', true], ['对的没错', true], ['OK', true], ['好好好', true], ['那好吧', true], ['就这样吧', true],
    ['不', false], ['不是', false], ['不是的', false], ['不对', false], ['不要', false], ['不用了', false], ['不用了谢谢', false], ['不需要', false], ['没有', false], ['算了', false], ['不行', false], ['先不办', false], ['不了', false], ['错了', false], ['不 用 了', false], ['别了吧', false], ['不要不要', false], ['当然不', false], ['还没有', false], ['不太对', false],
    ['是不是要带身份证', null], ['可以吗', null], ['行不行', null], ['对不对', null], ['可以刷卡吗', null], ['要带什么', null], ['好像是', null], ['不知道', null], ['随便', null], ['对不起', null], ['不好意思', null], ['没关系', null], ['要多少钱', null],
    ['我要办身份证', null], ['是星期三', null], ['好贵啊', null], ['你好', null], ['可能吧', null], ['没有带身份证可以办吗', null], ['不清楚', null], ['可以的话就办吧', null], ['不用客气', null], ['行李放哪里', null], ['对面是什么', null], ['需要预约吗', null], ['', null],
    ['是的我要补办', true], ['不对是星期三', false],
    ['是的我要补办', null, { strict: true }],
  ],
  number: [
    ['两张', 2], ['两个人', 2], ['我要三张', 3], ['二十五', 25], ['两百五', 250], ['一百零五', 105], ['一万二', 12000], ['12', 12], ['十二点五', 12.5], ['3.5', 3.5], ['我们四位', 4], ['一共五个人', 5], ['就我一个人', 1], ['俩', 2], ['十', 10], ['大概二十个吧', 20], ['３张', 3], ['两个半', 2.5],
    ['星期三', null], ['三点', null], ['三月五号', null], ['一下', null], ['一般', null], ['十分感谢', null], ['万一呢', null], ['三楼', null], ['第二个', null], ['没有', null], ['下周三', null], ['一起去', null], ['统一办理', null], ['一直', null], ['三五个', null], ['八十多', null],
    ['五个', 5, { min: 1, max: 6 }], ['八个', null, { min: 1, max: 6 }],
    ['我要三张明天的', null, { strict: true }], ['请给我三张吧谢谢', 3, { strict: true }],
  ],
  digits: [
    ['八六四二', '8642', { min: 4, max: 4 }], ['8642', '8642', { min: 4, max: 4 }], ['取件码是 八 六 四 二', '8642', { min: 4, max: 4 }], ['尾号三个八', '888'], ['幺二三四', '1234'], ['零零七', '007'], ['一二三', null, { min: 4, max: 4 }], ['8 6 4 2', '8642'], ['86-42', '8642'], ['三个八六', '8886'], ['六六八嗯九', '6689'],
    ['星期三', null], ['三点半', null], ['我想问一下', null], ['二号', null],
  ],
  phone: [
    ['13800138000', '13800138000'], ['幺三八零零幺三八零零零', '13800138000'], ['一三八 零零一三 八零零零', '13800138000'], ['我的手机号是138 0013 8000', '13800138000'], ['一 三 八 零 零 一 三 八 零 零 零', '13800138000'], ['+86 13800138000', '13800138000'], ['零幺零六二七八幺二三四', '01062781234'], ['010-62781234', '01062781234'], ['四零零八二零八八二零', '4008208820'],
    ['一三九三个八零零一二三', '13988800123'], ['138-0013-8000', '13800138000'], ['一三八零零一三', null], ['23800138000', null], ['六二七八一二三四', null, { strict: true }], ['六二七八一二三四', '62781234', { strict: true, min: 8, max: 11 }], ['零二八六二七八一二三四', '02862781234'], ['身份证丢了', null], ['138001380001', null],
    ['手机号是13800138000谢谢', '13800138000', { strict: true }], ['不对是13900139000', '13900139000'],
  ],
  'id-number': [
    ['11010519491231002X', '11010519491231002X'], ['11010519491231002x', '11010519491231002X'], ['一一零一零五一九四九一二三一零零二叉', '11010519491231002X'], ['幺幺零幺零五幺九四九幺二三幺零零二艾克斯', '11010519491231002X'], ['我的身份证号是 110105 19491231 002X', '11010519491231002X'],
    ['110105194912310021', null], ['11010519491331002X', null], ['13800138000', null],
  ],
  date: [
    ['今天', '2026-11-25'], ['明天', '2026-11-26'], ['后天', '2026-11-27'], ['大后天', '2026-11-28'], ['下周三', '2026-12-02'], ['下星期三上午', '2026-12-02'], ['下个礼拜天', '2026-12-06'], ['周五', '2026-11-27'], ['这周五', '2026-11-27'], ['周三', '2026-11-25'], ['周一', '2026-11-30'], ['下下周一', '2026-12-07'], ['星期天', '2026-11-29'],
    ['三月五号', '2027-03-05'], ['3月5日', '2027-03-05'], ['十二月二十五', '2026-12-25'], ['2027年1月2日', '2027-01-02'], ['二零二七年一月二号', '2027-01-02'], ['明年三月五号', '2027-03-05'], ['5号', '2026-12-05'], ['二十八号', '2026-11-28'], ['下个月五号', '2026-12-05'], ['三天后', '2026-11-28'], ['两周以后', '2026-12-09'], ['2026-12-01', '2026-12-01'], ['国庆节', '2027-10-01'], ['月底', '2026-11-30'],
    ['我想约下周三上午', '2026-12-02'], ['周 五', '2026-11-27'], ['不对周四', '2026-11-26'],
    ['二月三十号', null], ['三点半', null], ['五号窗口', null], ['今年', null], ['三个人', null], ['好的', null], ['每天', null], ['每周三', null], ['天气', null],
    ['就下周三吧', '2026-12-02', { strict: true }], ['下周三可以吗', '2026-12-02', { strict: true }], ['下周三要带什么', null, { strict: true }],
  ],
  time: [
    ['三点', '15:00'], ['下午三点半', '15:30'], ['上午九点', '09:00'], ['早上八点一刻', '08:15'], ['两点三刻', '14:45'], ['14:30', '14:30'], ['十四点三十分', '14:30'], ['晚上八点', '20:00'], ['中午十二点', '12:00'], ['十点二十', '10:20'], ['下午2点', '14:00'], ['差五分九点', '08:55'], ['差一刻三点', '14:45'], ['中午', '12:00'], ['下午三点零五分', '15:05'], ['九点整', '09:00'], ['八点差五分', '07:55'], ['8:30', '08:30'], ['晚上十二点', '00:00'],
    ['三个人', null], ['下周三', null], ['十二点五元', null], ['三号', null], ['25点', null], ['有一点贵', null],
    ['那就下午三点吧', '15:00', { strict: true }],
  ],
  amount: [
    ['两百五十块', 250], ['两百块钱', 200], ['五十元', 50], ['12.5元', 12.5], ['十二块五', 12.5], ['三块八毛', 3.8], ['¥30', 30], ['一百二十三元四角五分', 123.45], ['五毛', 0.5], ['一万元', 10000], ['充五十块钱', 50], ['十块五毛', 10.5], ['100块', 100], ['三毛五', 0.35], ['1.5万', 15000, { strict: true }], ['八十八块八毛八', 88.88],
    ['五十', 50, { strict: true }], ['两百五', 250, { strict: true }], ['星期五', null], ['五号', null], ['多少钱', null], ['五十块', null, { max: 30 }],
  ],
  'person-name': [
    ['我叫王小明', '王小明'], ['我姓李', '李'], ['我的名字是欧阳娜娜', '欧阳娜娜'], ['王小明', '王小明'], ['免贵姓张', '张'], ['王女士', '王女士'], ['我叫 王 小 明', '王小明'], ['叫我张伟', '张伟'], ['我是李雷', '李雷'], ['姓名刘德华', '刘德华'], ['我姓王叫小明', '王小明'], ['我姓黄叫黄飞鸿', '黄飞鸿'], ['叫我小王', '小王'],
    ['我想办身份证', null], ['不知道', null], ['什么', null], ['多少钱', null], ['明天', null], ['我是来办事的', null], ['马上', null], ['向左走', null], ['白菜', null], ['好的', null],
  ],
  choice: [
    ['身份证', 'id-card', { options }], ['补办身份证', 'id-card', { options }], ['第一个', 'id-card', { options }], ['第二个', 'residence', { options }], ['二', 'residence', { options }], ['3', 'social', { options }], ['选三', 'social', { options }], ['最后一个', 'social', { options }], ['第2项', 'residence', { options }], ['我要办居住证', 'residence', { options }], ['医保卡', 'social', { options }],
    ['射保卡', 'social', { options }], ['身份正', 'id-card', { options }], ['就第二个吧', 'residence', { options, strict: true }], ['居住政', 'residence', { options }], ['不是身份证是居住证', 'residence', { options }],
    ['第四个', null, { options }], ['护照', null, { options }], ['都不是', null, { options }], ['身份证和居住证', null, { options }], ['第二个多少钱', null, { options }], ['身份证要带什么', null, { options }], ['不要身份证', null, { options }], ['什么意思', null, { options }],
  ],
  quantity: [['三斤苹果', { amount: 3, unit: '斤' }], ['两百五十克', { amount: 250, unit: '克' }], ['来两瓶', { amount: 2, unit: '瓶' }], ['三点', null], ['苹果', null]],
  'date-range': [['周五到下周二', { from: '2026-11-27', to: '2026-12-01' }], ['十二月一号到五号', { from: '2026-12-01', to: '2026-12-05' }], ['明天', null]],
  'time-range': [['上午九点到十一点', { from: '09:00', to: '11:00' }], ['下午两点到四点半', { from: '14:00', to: '16:30' }], ['三点', null]],
  plate: [['京A12345', '京A12345'], ['我的车牌是粤b 幺二三四五', '粤B12345'], ['沪AD12345', '沪AD12345'], ['身份证', null], ['京A1234', null]],
  'free-text': [['我家门口的路灯坏了', '我家门口的路灯坏了'], [' 帮我 转告 小王 ', '帮我转告小王'], ['，。', null], ['短', null, { min: 2 }]],
};

for (const [type, cases] of Object.entries(CASES)) {
  describe(`${type} in Chinese`, () => {
    it.each(cases.map(([text, value, more]) => ({ text, value, more, outcome: value === null ? 'is refused' : `gives ${typeof value === 'object' ? JSON.stringify(value) : String(value)}` })))('"$text" $outcome', ({ text, value, more }) => {
      expect(read(type, text, more)).toEqual(value);
    });
  });
}

describe('what is left over', () => {
  it('hands back the rest, so that one sentence can fill several slots', () => {
    const text = '我叫王小明，下周三上午九点，电话13800138000';
    expect(read('person-name', text)).toBe('王小明');
    expect(read('date', text)).toBe('2026-12-02');
    expect(read('time', text)).toBe('09:00');
    expect(read('phone', text)).toBe('13800138000');
    expect(readSlot({ type: 'phone', text, language: 'zh', today })?.rest).toContain('王小明');
  });
  it('is less sure of a value inside a question', () => {
    const asked = readSlot({ type: 'date', text: '明天几点开门', language: 'zh', today });
    const said = readSlot({ type: 'date', text: '明天', language: 'zh', today });
    expect(asked!.confidence).toBeLessThan(said!.confidence);
  });
  it('reads nothing where the type is unknown', () => {
    expect(read('colour-of-the-sky', '蓝色')).toBeNull();
  });
});
