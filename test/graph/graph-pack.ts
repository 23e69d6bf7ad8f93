// A small made-up library with everything a graph can hold, for the tests of this folder.
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import { FRONT_DESK } from '../engine/front-desk.ts';

const GRAPH = `
types:
  - id: device
    label: { zh: 设备, en: devices }
    attributes:
      - { id: fee, label: { zh: 租金, en: fee }, type: money, required: true }
      - { id: wait, label: { zh: 等待时间, en: wait }, type: minutes }
      - { id: desk, label: { zh: 柜台, en: desk }, type: place }
      - { id: colour, label: { zh: 颜色, en: colour }, type: text }
      - { id: wireless, label: { zh: 无线, en: wireless }, type: yes-no }
    relations:
      - { id: kept-in, label: { zh: 存放处, en: kept in }, to: store }
    defaults: { wireless: true, wait: 5, desk: { zh: 甲台, en: desk A } }
  - { id: reader, label: { zh: 阅读器, en: readers }, aliases: { zh: [看书的], en: [something to read with] }, parent: device, defaults: { wait: 10 } }
  - { id: store, label: { zh: 库房, en: store } }
entities:
  - { id: lamp, type: device, name: { zh: 台灯, en: desk lamp }, aliases: { en: [lamp] }, attributes: { fee: { value: 3, zh: 每天三元, en: 3 yuan a day }, wireless: false, colour: { zh: 白色, en: white } }, relations: { kept-in: [cellar] } }
  - { id: tablet, type: reader, name: { zh: 平板, en: tablet }, attributes: { fee: 20, colour: { zh: 黑色, en: black } }, relations: { kept-in: [cellar] } }
  - { id: e-book, type: reader, name: { zh: 电子书, en: e-book }, attributes: { fee: 8, wait: 2, colour: { zh: 黑色, en: black } }, relations: { kept-in: [attic] } }
  - { id: glasses, type: reader, name: { zh: 老花镜, en: reading glasses }, attributes: { fee: 8, wireless: false } }
  - { id: headset, type: device, name: { zh: 耳机, en: headset }, attributes: { fee: { zh: 押金面议, en: by agreement } } }
  - { id: globe, type: device, name: { zh: 地球仪, en: globe }, attributes: {} }
  - { id: cellar, type: store, name: { zh: 地下室, en: cellar } }
  - { id: attic, type: store, name: { zh: 阁楼, en: attic } }
templates:
  - { id: fee, type: device, attribute: fee, questions: { zh: ['{entity}租金多少', '{entity}多少钱'], en: ['how much is the {entity}', 'what does the {entity} cost'] }, answer: { zh: '{entity}{value}。', en: 'The {entity}: {value}.' } }
  - { id: wait, type: device, attribute: wait, questions: { zh: ['{entity}要等多久'], en: ['how long do I wait for the {entity}'] }, answer: { zh: '等{value}。', en: 'About {value}.' } }
  - { id: kept, type: device, attribute: kept-in, questions: { zh: ['{entity}放在哪个库房'], en: ['where is the {entity} kept'] }, answer: { zh: '{value}。', en: 'In the {value}.' } }
  - { id: holds, type: store, attribute: kept-in, inverse: true, questions: { zh: ['{entity}里有什么'], en: ['what is in the {entity}'] }, answer: { zh: '有{value}。', en: 'The {value}.' } }
comparisons:
  - { id: cheaper, type: device, attribute: fee, better: lower, questions: { zh: ['{a}和{b}哪个便宜'], en: ['which is cheaper, {a} or {b}'] }, answer: { zh: '{winner}便宜：{winnerValue}，{loser}{loserValue}。', en: '{winner} is cheaper: {winnerValue}, {loser} {loserValue}.' }, same: { zh: '{a}和{b}一样：{value}。', en: '{a} and {b} cost the same: {value}.' } }
  - { id: sooner, type: device, attribute: wait, better: lower, questions: { zh: ['{a}和{b}哪个快'], en: ['which is faster, {a} or {b}'] }, answer: { zh: '{winner}快。', en: '{winner} is faster.' }, same: { zh: '一样快。', en: 'Both take the same.' } }
lists:
  - { id: under, type: device, attribute: fee, keep: at-most, questions: { zh: ['{limit}块以下的设备有哪些'], en: ['which devices cost under {limit} yuan'] }, answer: { zh: '{limit}以内：{items}。', en: 'Under {limit}: {items}.' }, none: { zh: '没有{limit}以内的{type}。', en: 'No {type} under {limit}.' } }
  - { id: over, type: device, attribute: fee, keep: at-least, questions: { zh: ['{limit}块以上的有哪些'], en: ['which cost over {limit} yuan'] }, answer: { zh: '{items}。', en: '{items}.' }, none: { zh: 没有。, en: None. } }
  - { id: quick, type: device, attribute: wait, keep: at-most, questions: { zh: ['{limit}分钟以内能拿到的'], en: ['what do I get within {limit} minutes'] }, answer: { zh: '{items}。', en: '{items}.' }, none: { zh: 没有。, en: None. } }
  - { id: lowest, type: device, attribute: fee, keep: lowest, questions: { zh: [最便宜的设备], en: [the cheapest device] }, answer: { zh: '{items}，{value}。', en: '{items}, {value}.' }, none: { zh: 没有。, en: None. } }
  - { id: black, type: device, attribute: colour, keep: equal, questions: { zh: ['有没有{value}的设备'], en: ['which devices are {value}'] }, answer: { zh: '{value}的有{items}。', en: '{value}: {items}.' }, none: { zh: 没有。, en: None. } }
  - { id: wireless, type: device, attribute: wireless, keep: 'yes', questions: { zh: [哪些是无线的], en: [which are wireless] }, answer: { zh: '{items}。', en: '{items}.' }, none: { zh: 没有。, en: None. } }
  - { id: everything, type: device, keep: all, questions: { zh: [有哪些设备], en: [which devices do you have] }, answer: { zh: '{count}种：{items}。', en: '{count}: {items}.' }, none: { zh: 没有。, en: None. } }
`;

export function graphFiles(): Record<string, string> {
  return { ...readBundle(FRONT_DESK), 'graph/library.yaml': GRAPH };
}

export function graphPack(): CompiledPack {
  const result = compilePack(graphFiles());
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.pack;
}
