// A number with what is counted: 三斤苹果, "two kilos".
import { findNumber } from './number.ts';
import type { SlotReader } from './reading.ts';

const UNIT_ZH = /^(?:公斤|千克|斤|两|克|吨|升|毫升|公里|千米|米|厘米|瓶|盒|箱|袋|包|件|个|张|份|位|人|本|台|部|条|双|套|杯|碗|盘|只|天|晚|小时|分钟|个月|年|次|间|名|平方米|平米|度)/u;
const UNIT_EN = /^ ?(kilograms?|kilos?|kg|grams?|pounds?|lbs?|litres?|liters?|millilitres?|ml|kilometres?|km|metres?|meters?|bottles?|boxes|box|bags?|packs?|packets?|pieces?|tickets?|copies|copy|people|persons?|guests?|nights?|days?|hours?|minutes?|months?|years?|times?|rooms?|pairs?|cups?|sheets?)\b/;

/** Value: { amount, unit }; the unit as it was said, English in the singular. */
export const readQuantity: SlotReader = (tidied, request) => {
  const number = findNumber(tidied, request);
  if (!number) return null;
  const after = tidied.slice(number.to);
  const unit = request.language === 'zh' ? UNIT_ZH.exec(after)?.[0] : UNIT_EN.exec(after)?.[1];
  if (unit === undefined) return null;
  const one = request.language === 'zh' ? unit : unit === 'people' ? 'person' : unit === 'boxes' ? 'box' : unit === 'copies' ? 'copy' : unit.replace(/(?<=[a-z]{2})s$/, '');
  const length = request.language === 'zh' ? unit.length : UNIT_EN.exec(after)![0].length;
  return { value: { amount: number.value, unit: one }, text: request.language === 'zh' ? `${number.text}${unit}` : `${number.text} ${unit}`, confidence: number.confidence, from: number.from, to: number.to + length };
};
