// Numbers that never belonged to anybody, made as the real ones are.
import type { Dice } from './random.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const REGIONS = ['110105', '310115', '440305', '510107', '420106', '330106', '610113', '370202', '430104', '230103', '650102', '540102', '350203', '130102', '210102', '320506'];
const two = (value: number): string => String(value).padStart(2, '0');

/** 18 characters; `valid` false gives a wrong last one, as people misspeak. */
export function idCard(dice: Dice, valid = true): string {
  const head = `${dice.pick(REGIONS)}${String(1940 + dice.int(80))}${two(1 + dice.int(12))}${two(1 + dice.int(28))}${dice.digits(3)}`;
  const sum = [...head].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  const last = '10X98765432'[sum % 11] ?? '0';
  return head + (valid ? last : last === '5' ? '6' : '5');
}
export function oldIdCard(dice: Dice): string {
  return `${dice.pick(REGIONS)}${two(35 + dice.int(60))}${two(1 + dice.int(12))}${two(1 + dice.int(28))}${dice.digits(3)}`;
}
export function mobile(dice: Dice): string {
  return `${dice.pick(['130', '131', '135', '136', '138', '139', '147', '150', '152', '158', '159', '166', '173', '177', '180', '185', '188', '189', '191', '195', '198', '199'])}${dice.digits(8)}`;
}
export function landline(dice: Dice): string {
  return dice.chance(0.5) ? `${dice.pick(['010', '021', '020', '028', '025', '027'])}${String(2 + dice.int(7))}${dice.digits(7)}` : `${dice.pick(['0755', '0571', '0532', '0871', '0991', '0731'])}${String(2 + dice.int(7))}${dice.digits(dice.chance(0.5) ? 7 : 6)}`;
}
function luhn(head: string): string {
  const sum = [...head].reverse().reduce((total, digit, at) => { const twice = Number(digit) * (at % 2 === 0 ? 2 : 1); return total + (twice > 9 ? twice - 9 : twice); }, 0);
  return head + String((10 - (sum % 10)) % 10);
}
export function bankCard(dice: Dice, valid = true): string {
  const [prefix, length] = dice.pick([['622202', 19], ['621700', 19], ['622848', 19], ['621483', 16], ['622588', 16], ['436742', 19], ['356833', 16], ['4', 16], ['52', 16], ['37', 15], ['623058', 17], ['620522', 18], ['621226', 19], ['625965', 16]] as const);
  const card = luhn(prefix + dice.digits(length - prefix.length - 1));
  return valid ? card : card.slice(0, -1) + String((Number(card.at(-1)) + 1) % 10);
}
export interface Plate { readonly province: string; readonly serial: string; readonly electric: boolean }
const PLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
export function plate(dice: Dice): Plate {
  const province = dice.pick([...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']);
  const letter = dice.pick([...'ABCDEFGHJKL']);
  const electric = dice.chance(0.3);
  const body = electric ? `${dice.pick(['D', 'F'])}${dice.digits(5)}`
    : dice.chance(0.5) ? dice.digits(5) : (() => { const at = dice.int(5); return [...dice.digits(5)].map((digit, i) => (i === at ? dice.pick([...PLATE_LETTERS]) : digit)).join(''); })();
  return { province, serial: letter + body, electric };
}
export function passport(dice: Dice): string { return dice.chance(0.6) ? `E${dice.pick(['', ...'ABCDEFGH'])}`.padEnd(2, dice.digits(1)) + dice.digits(7) : `${dice.pick([...'GSPD'])}${dice.digits(8)}`; }
export function permit(dice: Dice): string { return `${dice.pick([...'CHMW'])}${dice.digits(8)}`; }
export function hongKongId(dice: Dice): string { return `${dice.pick([...'ACDGKRYZ'])}${dice.digits(6)}(${dice.digits(1)})`; }
export function qq(dice: Dice): string { return String(1 + dice.int(9)) + dice.digits(6 + dice.int(4)); }
const SYLLABLES = ['xiao', 'da', 'ming', 'hong', 'feng', 'yun', 'lin', 'chen', 'wei', 'jia', 'bao', 'tian', 'mao', 'kai', 'zhen', 'qing', 'lucky', 'happy', 'sky', 'moon', 'cat', 'dragon', 'sunny', 'milk'];
export function handle(dice: Dice): string {
  const stem = `${dice.pick(SYLLABLES)}${dice.pick(['', '_', '-'])}${dice.pick(SYLLABLES)}`;
  return dice.chance(0.15) ? `wxid_${dice.pick(SYLLABLES)}${dice.digits(8)}` : `${stem}${dice.chance(0.75) ? dice.digits(2 + dice.int(4)) : ''}`;
}
export function email(dice: Dice): { readonly local: string; readonly domain: string } {
  return { local: dice.chance(0.3) ? dice.pick(['13', '18']) + dice.digits(9) : `${dice.pick(SYLLABLES)}${dice.pick(['.', '_', '', '-'])}${dice.pick(SYLLABLES)}${dice.digits(dice.int(4))}`,
    domain: dice.pick(['qq.com', '163.com', 'gmail.com', 'outlook.com', '126.com', 'foxmail.com', 'sina.cn', 'company.com.cn', 'hotmail.co.uk', 'yahoo.com.hk', 'proton.me']) };
}
