// Slot answers as English recognisers write them: type x spelling, positive and negative, also across the end of a year.
import { describe, expect, it } from 'vitest';
import { readSlot } from '../../flows/engine/understanding/slots.ts';

type More = Partial<Parameters<typeof readSlot>[0]>;
type Row = [text: string, value: unknown, more?: More];

/** A Wednesday. */
const today = '2026-11-25';
const read = (type: string, text: string, more: More = {}): unknown => readSlot({ type, text, language: 'en', today, ...more })?.value ?? null;
const strict = { strict: true };
const q = (amount: number, unit: string): object => ({ amount, unit });
const days = (from: string, to: string): object => ({ from, to });

const MATRIX: Record<string, Row[]> = {
  quantity: [
    ['two kilos', q(2, 'kilo')], ['half a kilo', q(0.5, 'kilo')], ['a dozen eggs', q(12, '')], ['half a dozen', q(6, '')], ['two dozen', q(24, '')], ['three bottles of water', q(3, 'bottle')], ['one and a half hours', q(1.5, 'hour')], ['a couple of bags', q(2, 'bag')], ['five', q(5, ''), strict], ['12', q(12, ''), strict], ['a kilo please', q(1, 'kilo'), strict], ['four people', q(4, 'person')], ['two large boxes', q(2, 'box')], ['2.5 litres', q(2.5, 'litre')], ['2kg', q(2, 'kg')], ['twenty five copies', q(25, 'copy')], ['i would like six bottles', q(6, 'bottle')], ['an hour and a half', q(1.5, 'hour')], ['three nights', q(3, 'night')], ['a hundred and twenty grams', q(120, 'gram')], ['three please', q(3, ''), strict],
    ['half past two', null], ['tomorrow', null], ['how many bottles', null], ['eight bottles', null, { max: 6 }], ['the second one', null], ['no thanks', null],
  ],
  number: [
    ['a hundred and twenty', 120], ['one hundred twenty', 120], ['a dozen', 12], ['half a dozen', 6], ['twenty three', 23], ['two thousand five hundred', 2500], ['seven of us', 7], ['just one', 1], ['three adults', 3], ['twelve', 12, strict], ['2', 2, strict], ['a couple', 2], ['two and a half', 2.5], ['one point five', 1.5],
    ['half past two', null], ['next friday', null], ['the third of march', null], ['nobody', null], ['that one', null], ['nine', null, { max: 6 }],
  ],
  digits: [
    ['double five', '55'], ['triple eight', '888'], ['double oh seven', '007'], ['one two three four', '1234', { min: 4, max: 4 }], ['my code is zero five double two', '0522', { min: 4, max: 4 }], ['four eight one five', '4815', { min: 4, max: 4 }], ['it is 4 8 1 5', '4815', { min: 4, max: 4 }], ['nine triple zero', '9000'], ['fifty six seventy eight', '5678', { min: 4, max: 4 }], ['oh one nine nine', '0199'], ['12 34', '1234'],
    ['good morning', null], ['next tuesday', null], ['one two', null, { min: 4, max: 4 }], ['half past three', null],
  ],
  phone: [
    ['one three eight zero zero one three eight zero zero zero', '13800138000'], ['one three eight double zero one three eight triple zero', '13800138000'], ['my number is 138 0013 8000', '13800138000'], ['138-0013-8000', '13800138000'], ['it is one five nine oh one two three four five six seven', '15901234567'], ['plus eight six one three eight double oh one three eight treble oh', '13800138000'], ['thirteen eight one two three four five six seven eight', '13812345678'], ['zero one zero six two seven eight one two three four', '01062781234'],
    ['one three eight', null], ['call me tomorrow', null], ['two tickets', null],
  ],
  'id-number': [
    ['five one zero one zero eight one nine seven two zero five zero five two one three seven', '510108197205052137'], ['510108 19720505 2137', '510108197205052137'], ['one one zero one zero five one nine four nine one two three one zero zero two x', '11010519491231002X'], ['11010519491231002x', '11010519491231002X'],
    ['510108197205052138', null], ['510108197205', null], ['passport', null],
  ],
  date: [
    ['the day after tomorrow', '2026-11-27'], ['tomorrow morning', '2026-11-26'], ['next friday morning', '2026-12-04'], ['this friday', '2026-11-27'], ['on friday', '2026-11-27'], ['friday next week', '2026-12-04'], ['next week on tuesday', '2026-12-01'], ['november third', '2027-11-03'], ['the third of november', '2027-11-03'], ['november thirtieth', '2026-11-30'], ['the thirtieth', '2026-11-30'], ['december twenty fifth', '2026-12-25'], ['christmas', '2026-12-25'], ["new year's day", '2027-01-01'], ["new year's eve", '2026-12-31'], ['the first of january', '2027-01-01'], ['january second', '2027-01-02'], ['in three days', '2026-11-28'], ['in two weeks', '2026-12-09'], ['a week from today', '2026-12-02'], ['a week from tomorrow', '2026-12-03'], ['in a fortnight', '2026-12-09'], ['in a month', '2026-12-25'], ['in two months', '2027-01-25'], ['end of the month', '2026-11-30'], ['at the end of the year', '2026-12-31'], ['end of next month', '2026-12-31'],
    ['the first of next month', '2026-12-01'], ['yesterday', '2026-11-24'], ['the day before yesterday', '2026-11-23'], ['last monday', '2026-11-16'], ['12/24', '2026-12-24'], ['2026-12-01', '2026-12-01'], ['march 5th 2027', '2027-03-05'], ['fifth march nineteen ninety', '1990-03-05'], ['5 march 1990', '1990-03-05'], ['saturday', '2026-11-28'], ['the 28th', '2026-11-28'], ['three days from now', '2026-11-28'], ['tonight', '2026-11-25'], ['this weekend', '2026-11-28'], ['how about thursday', '2026-11-26', strict], ['not tomorrow, on friday', '2026-11-27'], ['not tomorrow, the day after', '2026-11-27'], ['not on friday', null], ['february twenty ninth', '2028-02-29'],
    ['february thirtieth', null], ['any day', null], ['two tickets', null], ['the second one', null], ['half past two', null], ['every friday', null], ['someday', null], ['three days', null],
  ],
  time: [
    ['half past two', '14:30'], ['quarter to five', '16:45'], ['a quarter past nine', '09:15'], ['ten to six', '17:50'], ['twenty past eleven', '11:20'], ['three thirty', '15:30'], ['nine oh five', '09:05'], ['nine thirty am', '09:30'], ['seven pm', '19:00'], ['7pm', '19:00'], ['8 in the morning', '08:00'], ['noon', '12:00'], ['midnight', '00:00'], ["ten o'clock", '10:00'], ['ten o clock', '10:00'], ['at two', '14:00', strict], ['14:30', '14:30'], ['eight in the evening', '20:00'], ['half two', '14:30'], ['2:15 p.m.', '14:15'], ['four in the afternoon', '16:00'], ['around eleven', '11:00', strict], ['ten thirty please', '10:30', strict], ['a table at ten please', '10:00'], ['not at nine, at ten', '10:00'],
    ['eight', '20:00', { opens: '17:00', closes: '22:00', strict: true }], ['six', '06:00', { opens: '05:00', closes: '12:00', strict: true }],
    ['two people', null], ['twenty five', null, strict], ['next friday', null], ['one moment', null], ['two weeks', null],
  ],
  amount: [
    ['twenty dollars', 20], ['twelve fifty', 12.5, strict], ['three yuan fifty', 3.5], ['a hundred and twenty yuan', 120], ['fifty', 50, strict], ['¥88', 88], ['$12.50', 12.5], ['fifty cents', 0.5], ['two thousand yuan', 2000], ['one point five yuan', 1.5], ['ten kuai', 10], ['top up a hundred', 100, strict], ['5 bucks', 5], ['99.9 yuan', 99.9], ['a hundred yuan please', 100, strict],
    ['twenty dollars', null, { max: 10 }], ['how much', null], ['two people', null], ['tomorrow', null],
  ],
  'date-range': [
    ['from friday to monday', days('2026-11-27', '2026-11-30')], ['tomorrow to sunday', days('2026-11-26', '2026-11-29')], ['december first to december fifth', days('2026-12-01', '2026-12-05')], ['december first to the fifth', days('2026-12-01', '2026-12-05')], ['the first to the fifth of december', days('2026-12-01', '2026-12-05')], ['tomorrow for two nights', days('2026-11-26', '2026-11-28')], ['friday for three days', days('2026-11-27', '2026-11-29')], ['december thirtieth until january second', days('2026-12-30', '2027-01-02')], ['next week', days('2026-11-30', '2026-12-06')], ['this weekend', days('2026-11-28', '2026-11-29')], ['2026-12-01 to 2026-12-03', days('2026-12-01', '2026-12-03')], ['between monday and wednesday', days('2026-11-30', '2026-12-02')], ['from today through saturday', days('2026-11-25', '2026-11-28')],
    ['tomorrow', null], ['from home to work', null], ['two nights', null], ['five to six', null],
  ],
  'time-range': [
    ['two to four', days('14:00', '16:00')], ['from nine to eleven thirty', days('09:00', '11:30')], ['between two and four pm', days('14:00', '16:00')], ['nine to five', days('09:00', '17:00')], ['seven to nine in the evening', days('19:00', '21:00')], ['9am to 11am', days('09:00', '11:00')], ['14:00 to 16:30', days('14:00', '16:30')], ['from half past two to quarter to five', days('14:30', '16:45')], ['ten until noon', days('10:00', '12:00')], ['the afternoon', days('12:00', '18:00')], ['in the morning please', days('09:00', '12:00'), { opens: '09:00', closes: '17:30', strict: true }], ['all day', days('09:00', '17:30'), { opens: '09:00', closes: '17:30' }], ['from ten to twelve', days('10:00', '12:00')],
    ['three', null], ['monday to friday', null], ['from home to work', null], ['whenever', null],
  ],
  plate: [
    ['jing A one two three four five', '京A12345'], ['jing ay one two three four five', '京A12345'], ['yue bee six seven eight nine zero', '粤B67890'], ['京A12345', '京A12345'], ['hu C double eight six six eight', '沪C88668'], ['beijing A one two three four five', '京A12345'], ['my plate is su e one two a four five', '苏E12A45'], ['yue b d one two three four five', '粤BD12345'], ['shanghai bee double u one two three four', '沪BW1234'], ['chuan A 6 6 7 8 9', '川A66789'], ['zhe a triple eight six six', '浙A88866'],
    ['jing A one two three', null], ['one two three four five', null], ['parking please', null], ['jing tea', null], ['who are you', null],
  ],
  address: [
    ['12 station road', '12 Station Road'], ['twelve station road', '12 Station Road'], ['flat 3b 45 high street', 'Flat 3B 45 High Street'], ['i live at twenty one double five main street', '2155 Main Street'], ['building five unit two room three oh one', 'Building 5 Unit 2 Room 301'], ['number 8 zhongshan road', 'Number 8 Zhongshan Road'], ['apartment five oh two sunshine garden', 'Apartment 502 Sunshine Garden'], ['please send it to 9 park lane', '9 Park Lane'], ['room 1204 ocean tower', 'Room 1204 Ocean Tower'], ['baker street two two one b', 'Baker Street 221B'], ['my address is 100 queens road central', '100 Queens Road Central'], ['happiness road', 'Happiness Road'],
    ['where is the washroom', null], ['cancel', null], ['i want to talk to a person', null], ['go back', null], ['tomorrow morning', null], ['what is the address', null], ['i need help', null], ['two tickets', null], ['thank you', null], ['how do i get to the station', null], ['i do not know', null], ['yes', null], ['the weather is nice', null], ['next monday', null],
  ],
  'person-name': [
    ['John Smith', 'John Smith'], ["my name is Mary O'Brien", "Mary O'Brien"], ['call me Bob', 'Bob'], ["i'm Anna Lee", 'Anna Lee'], ['Zhang Wei', 'Zhang Wei'], ['this is Peter Parker', 'Peter Parker', strict], ['under the name of Jones', 'Jones'],
    ['cancel', null], ['what', null], ['i am lost', null], ['next friday', null], ['two people please', null],
  ],
  'yes-no': [
    ['yes please', true], ['yep', true], ['that is right', true], ['sounds good', true], ['go ahead', true], ['no thank you', false], ['not really', false], ['nope', false], ["that's wrong", false], ['no way', false],
    ['maybe', null], ['how much', null], ['i am not sure', null], ['tomorrow', null], ['what do you mean', null],
  ],
};

for (const [type, rows] of Object.entries(MATRIX)) {
  describe(`${type}, English`, () => {
    it.each(rows.map(([text, value, more]) => ({ text, value, more, outcome: value === null ? 'is refused' : `gives ${typeof value === 'object' ? JSON.stringify(value) : String(value)}` })))('"$text" $outcome', ({ text, value, more }) => {
      expect(read(type, text, more)).toEqual(value);
    });
  });
}

const ENDS: [string, string, string][] = [
  ['2026-12-31', 'tomorrow', '2027-01-01'], ['2026-12-31', 'the day after tomorrow', '2027-01-02'], ['2026-12-31', 'january third', '2027-01-03'], ['2026-12-31', 'the third', '2027-01-03'], ['2026-12-28', 'next wednesday', '2027-01-06'], ['2026-12-31', 'on friday', '2027-01-01'], ['2026-12-31', 'in two days', '2027-01-02'], ['2027-01-01', 'yesterday', '2026-12-31'], ['2028-02-28', 'tomorrow', '2028-02-29'], ['2027-02-28', 'tomorrow', '2027-03-01'],
  ['2026-12-31', "new year's day", '2027-01-01'], ['2026-12-31', "new year's eve", '2026-12-31'], ['2026-12-31', 'december thirty first', '2026-12-31'], ['2027-01-01', 'december thirty first', '2027-12-31'], ['2026-12-30', 'in a week', '2027-01-06'], ['2026-12-15', 'end of next month', '2027-01-31'], ['2027-01-31', 'in a month', '2027-02-28'],
];

describe('days across the ends of months and years', () => {
  it.each(ENDS)('on %s "%s" is %s', (from, text, day) => expect(read('date', text, { today: from })).toBe(day));
});
