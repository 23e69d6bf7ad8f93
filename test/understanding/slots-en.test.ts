// What English visitors say to a question, as typed and as recognisers write it: read, or refused where the answer is not there.
import { describe, expect, it } from 'vitest';
import { readSlot } from '../../flows/engine/understanding/slots.ts';

const today = '2026-11-25'; // a Wednesday
const read = (type: string, text: string, more: Partial<Parameters<typeof readSlot>[0]> = {}): unknown => readSlot({ type, text, language: 'en', today, ...more })?.value ?? null;

const options = [
  { id: 'small', label: 'Small', phrases: ['small', 'regular'] },
  { id: 'medium', label: 'Medium', phrases: ['medium', 'middle size'] },
  { id: 'large', label: 'Extra large', phrases: ['extra large', 'the big one'] },
];

const CASES: Record<string, readonly (readonly [text: string, value: unknown, more?: Partial<Parameters<typeof readSlot>[0]>])[]> = {
  'yes-no': [
    ['yes', true], ['Yes, please.', true], ['yeah sure', true], ['yep', true], ['of course', true], ["that's right", true], ['that is correct', true], ['okay', true], ['go ahead', true], ['sounds good', true], ['um yes', true], ['I do', true], ['sure thing', true], ['absolutely', true], ['yes it is', true], ['perfect thank you', true],
    ['no', false], ['No, thank you.', false], ['nope', false], ['not really', false], ["that's wrong", false], ["I don't", false], ['not now', false], ['no thanks', false], ['of course not', false], ["that's not right", false], ['um no', false], ['nah', false], ['no no no', false], ['no that is not it', false], ['nah I am good', false],
    ['do I need my id card', null], ['can I pay by card', null], ['is it yes or no', null], ['no problem where is it', null], ['maybe', null], ["I don't know", null], ['not sure', null], ['what', null], ['how much is it', null], ['nothing', null], ['right now', null], ['know your customer', null], ['okay where is the toilet', null], ['I want to renew my card', null], ['good morning', null], ['yes no', null], ['I am good', null],
    ['yes on friday', true], ['no on friday', false], ['yes on friday', null, { strict: true }],
  ],
  number: [
    ['two', 2], ['two tickets', 2], ['twenty five', 25], ['two hundred and fifty', 250], ['a hundred', 100], ['12', 12], ['two point five', 2.5], ['3.5', 3.5], ['three people please', 3], ['one', 1], ['just one', 1], ['a couple', 2], ['five thousand two hundred', 5200], ['twenty-one', 21], ['party of six', 6], ['a dozen', 12], ['one and a half', 1.5],
    ['the second one', null], ['which one', null], ['at three pm', null], ['march fifth', null], ['none of this', null], ['someone', null], ['half past two', null], ['no one', null],
    ['five', 5, { min: 1, max: 6 }], ['eight', null, { min: 1, max: 6 }], ['two tickets for tomorrow morning', null, { strict: true }], ['two tickets please', 2, { strict: true }],
  ],
  digits: [
    ['one two three four', '1234', { min: 4, max: 4 }], ['1234', '1234', { min: 4, max: 4 }], ['double five six seven', '5567'], ['one oh oh seven', '1007'], ['the code is 8 6 4 2', '8642'], ['triple eight', '888'], ['12-34', '1234'], ['eight six forty two', '8642'], ['one two three', null, { min: 4, max: 4 }], ['hello', null],
  ],
  phone: [
    ['one three eight double zero one three eight triple zero', '13800138000'], ['13800138000', '13800138000'], ['my number is 138 0013 8000', '13800138000'], ['one three eight zero zero one three eight zero zero zero', '13800138000'], ['138-0013-8000', '13800138000'], ['+44 20 7946 0958', '+442079460958'], ['my phone number is 415 555 0132', null], ['one three eight', null], ['march fifth', null],
    ['it is one three eight oh oh one three eight oh oh oh thank you', '13800138000', { strict: true }],
  ],
  'id-number': [['11010519491231002X', '11010519491231002X'], ['one one oh one oh five one nine four nine one two three one oh oh two x', '11010519491231002X'], ['110105194912310021', null], ['one two three', null]],
  date: [
    ['today', '2026-11-25'], ['tomorrow', '2026-11-26'], ['the day after tomorrow', '2026-11-27'], ['friday', '2026-11-27'], ['on friday', '2026-11-27'], ['next monday', '2026-11-30'], ['this friday', '2026-11-27'], ['next wednesday', '2026-12-02'], ['wednesday next week', '2026-12-02'], ['march fifth', '2027-03-05'], ['March 5', '2027-03-05'], ['march the fifth', '2027-03-05'], ['the fifth of march', '2027-03-05'], ['5 march', '2027-03-05'], ['the 5th', '2026-12-05'], ['the twenty eighth', '2026-11-28'],
    ['december twenty fifth', '2026-12-25'], ['march 5 2028', '2028-03-05'], ['march fifth twenty twenty eight', '2028-03-05'], ['in three days', '2026-11-28'], ['in a week', '2026-12-02'], ['two weeks from now', '2026-12-09'], ['2026-12-01', '2026-12-01'], ['12/25', '2026-12-25'], ['end of the month', '2026-11-30'], ['a week from monday', '2026-12-07'], ['christmas', '2026-12-25'], ['i would like next monday morning', '2026-11-30'],
    ['february thirtieth', null], ['the second one', null], ['half past two', null], ['may i ask something', null], ['two tickets', null], ['yes', null], ['march', null],
    ['next monday please', '2026-11-30', { strict: true }], ['how about friday', '2026-11-27', { strict: true }], ['what do i need on friday', null, { strict: true }],
  ],
  time: [
    ['half past two', '14:30'], ['quarter to three', '14:45'], ['a quarter past nine', '09:15'], ['ten past four', '16:10'], ['twenty to six', '17:40'], ['two thirty', '14:30'], ["two o'clock", '14:00'], ['2 pm', '14:00'], ['2:30 pm', '14:30'], ['2:30pm', '14:30'], ['14:30', '14:30'], ['noon', '12:00'], ['midnight', '00:00'], ['nine in the morning', '09:00'], ['9 a.m.', '09:00'], ['eight in the evening', '20:00'], ['at three', '15:00'], ['eleven fifteen', '11:15'], ["8 o'clock tonight", '20:00'], ['eight o clock', '08:00'], ['1 15 pm', '13:15'], ['half nine', '09:30'], ['nine oh five', '09:05'], ['tomorrow at ten thirty in the morning', '10:30'],
    ['two tickets', null], ['next monday', null], ['twenty dollars', null], ['one hundred', null], ['hello', null],
    ['at half past two please', '14:30', { strict: true }],
  ],
  amount: [
    ['twenty dollars', 20], ['$20', 20], ['12.5 yuan', 12.5], ['two hundred and fifty yuan', 250], ['twelve dollars fifty', 12.5], ['twelve dollars and fifty cents', 12.5], ['fifty cents', 0.5], ['twelve fifty', 12.5], ['a hundred bucks', 100], ['¥30', 30], ['top up fifty yuan', 50], ['1,200 yuan', 1200],
    ['fifty', 50, { strict: true }], ['how much', null], ['friday', null], ['fifty yuan', null, { max: 30 }],
  ],
  'person-name': [
    ['my name is John Smith', 'John Smith'], ["I'm Mary Jones", 'Mary Jones'], ['call me Ishmael', 'Ishmael'], ['john smith', 'John Smith'], ['this is anna lee', 'Anna Lee'], ["my name's o'brien", "O'Brien"], ['Mary', 'Mary', { strict: true }], ['it is peter', 'Peter', { strict: true }], ['you can call me anna', 'Anna', { strict: true }], ['my name is 王小明', '王小明'],
    ['i am looking for the toilet', null], ['yes', null], ['what is your name', null], ['i am lost', null], ['tomorrow', null], ['number two', null],
  ],
  choice: [
    ['small', 'small', { options }], ['the medium one please', 'medium', { options }], ['the second one', 'medium', { options }], ['number two', 'medium', { options }], ['two', 'medium', { options }], ['option 3', 'large', { options }], ['the last one', 'large', { options }], ['first', 'small', { options }], ['I would like the extra large', 'large', { options }], ['meduim', null, { options: options.slice(0, 1) }], ['regular please', 'small', { options }], ['not the small, the medium', 'medium', { options }], ['the third option', 'large', { options, strict: true }], ['smal', 'small', { options }],
    ['the fifth one', null, { options }], ['how much is the second one', null, { options }], ['small or medium', null, { options }], ['none of them', null, { options }], ['tiny', null, { options }], ['give me a second', null, { options }],
  ],
  quantity: [['two kilos of apples', { amount: 2, unit: 'kilo' }], ['six people', { amount: 6, unit: 'person' }], ['apples', null], ['at three', null]],
  'date-range': [['friday to next tuesday', { from: '2026-11-27', to: '2026-12-01' }], ['from december first to december fifth', { from: '2026-12-01', to: '2026-12-05' }], ['tomorrow', null]],
  'time-range': [['two pm to four pm', { from: '14:00', to: '16:00' }], ["from nine o'clock to eleven o'clock", { from: '09:00', to: '11:00' }], ['noon', null]],
  'free-text': [['The lamp at my door is broken', 'The lamp at my door is broken'], ['...', null]],
};

for (const [type, cases] of Object.entries(CASES)) {
  describe(`${type} in English`, () => {
    it.each(cases.map(([text, value, more]) => ({ text, value, more, outcome: value === null ? 'is refused' : `gives ${typeof value === 'object' ? JSON.stringify(value) : String(value)}` })))('"$text" $outcome', ({ text, value, more }) => {
      expect(read(type, text, more)).toEqual(value);
    });
  });
}

describe('over-answering in English', () => {
  it('fills several slots from one sentence', () => {
    const text = 'my name is John Smith, next monday at half past two, two people, my number is 138 0013 8000';
    expect(read('person-name', text)).toBe('John Smith');
    expect(read('date', text)).toBe('2026-11-30');
    expect(read('time', text)).toBe('14:30');
    expect(read('phone', text)).toBe('13800138000');
  });
});
