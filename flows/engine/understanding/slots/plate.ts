// Licence plates of mainland China, typed or said: 京A12345, 粤b幺二三四五.
import type { SlotReader } from './reading.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const PLATE = new RegExp(`([${PROVINCES}]) ?([a-hj-z]) ?[·. ]?((?:[a-hj-np-z0-9零一幺二三四五六七八九] ?){5,6})(?![a-z0-9])`, 'iu');
const SPOKEN = '零一二三四五六七八九';

/** Value: a mainland licence plate, five places or six for electric cars. */
export const readPlate: SlotReader = (tidied) => {
  const found = PLATE.exec(tidied);
  if (!found) return null;
  const tail = [...found[3]!.replace(/ /g, '').replace(/幺/g, '一')].map((sign) => (SPOKEN.includes(sign) ? String(SPOKEN.indexOf(sign)) : sign.toUpperCase())).join('');
  const value = `${found[1]!}${found[2]!.toUpperCase()}${tail}`;
  return { value, text: `${value.slice(0, 2)}·${tail}`, confidence: 0.95, from: found.index, to: found.index + found[0].trimEnd().length };
};
