// Has anything of a planted number remained? The text itself, and its digits however they are written, in pieces of six.
import { fold } from '../../flows/privacy/fold.ts';
import type { Planted } from './planted.ts';

const WORDS: Record<string, string> = { zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' };
const SIGNS: Record<string, string> = { 零: '0', '〇': '0', 一: '1', 幺: '1', 壹: '1', 二: '2', 两: '2', 贰: '2', 三: '3', 叁: '3', 四: '4', 肆: '4', 五: '5', 伍: '5', 六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9' };

/** All digits of a text in one string, spoken ones too. */
export function digitsIn(text: string): string {
  return fold(text).replaceAll(/[a-z]+/g, (word) => WORDS[word] ?? word).replaceAll(/[零〇一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖]/g, (sign) => SIGNS[sign] ?? '').replaceAll(/[^0-9]/g, '');
}

/** What of the plant is still to be read in these texts; null: nothing. */
export function leaked(plant: Planted, kept: readonly string[]): string | null {
  const all = kept.join('\n');
  const whole = plant.pieces.find((piece) => (plant.digits === '' || digitsIn(piece).length >= 5) && all.includes(piece));
  if (whole !== undefined) return whole;
  const digits = plant.digits.replace(/\D/g, '');
  if (digits.length < 6) return null;
  const left = digitsIn(all);
  for (let at = 0; at + 6 <= digits.length; at++) if (left.includes(digits.slice(at, at + 6))) return digits.slice(at, at + 6);
  return null;
}
