// How written Chinese with figures in it is read aloud: dates, times, money, phone numbers, ticket numbers, percentages.
// A synthesizer gets characters only, so that "12:30" is never spelled.

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PHONE_DIGITS = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'];
const COUNTED = '个位张份次件台天周种块条杯瓶本辆人名家间场部支把层袋盒包封笔项套年里小时分钟秒';

/** Digit by digit; `phone` says 幺 for 1, as numbers are read out. */
export function chineseDigits(text: string, phone = false): string {
  return [...text].map((digit) => (phone ? PHONE_DIGITS : DIGITS)[Number(digit)] ?? '').join('');
}

function belowTenThousand(value: number): string {
  let out = '';
  let gap = false;
  for (const [unit, name] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = out !== '';
      continue;
    }
    out += (gap ? '零' : '') + DIGITS[digit] + name;
    gap = false;
  }
  return out;
}

/** A whole number below 10^16 in characters: 105 -> 一百零五, 12 -> 十二, 20010 -> 二万零一十. */
export function chineseNumber(value: number): string {
  if (value === 0) return '零';
  let out = '';
  let rest = value;
  for (const [unit, name] of [[1e12, '万亿'], [1e8, '亿'], [1e4, '万'], [1, '']] as const) {
    const part = Math.floor(rest / unit);
    rest -= part * unit;
    if (part === 0) continue;
    out += (out !== '' && part < 1000 ? '零' : '') + belowTenThousand(part) + name;
  }
  return out.replace(/^一十/, '十');
}

/** Whole or decimal, as written: 3.50 -> 三点五零. */
function decimal(text: string): string {
  const [whole = '0', fraction] = text.replaceAll(',', '').split('.');
  return chineseNumber(Number(whole)) + (fraction ? `点${chineseDigits(fraction)}` : '');
}

function money(amount: string, unit: string): string {
  const [whole = '0', fraction = ''] = amount.replaceAll(',', '').split('.');
  if (!fraction || /^0+$/.test(fraction)) return (Number(whole) === 2 ? '两' : chineseNumber(Number(whole))) + unit;
  if (fraction.length > 2) return decimal(amount) + unit;
  const tenth = Number(fraction[0]);
  const hundredth = Number(fraction[1] ?? 0);
  const small = (tenth > 0 ? `${DIGITS[tenth]}角` : hundredth > 0 && Number(whole) > 0 ? '零' : '') + (hundredth > 0 ? `${DIGITS[hundredth]}分` : '');
  return Number(whole) > 0 ? chineseNumber(Number(whole)) + unit + small : small;
}

function timeOfDay(hour: string, minute: string): string {
  const minutes = Number(minute);
  const spoken = minutes === 0 ? '' : minutes === 30 ? '半' : minutes < 10 ? `零${DIGITS[minutes]}分` : `${chineseNumber(minutes)}分`;
  return `${Number(hour) === 2 ? '两' : chineseNumber(Number(hour))}点${spoken}`;
}

function integer(text: string, before: string, after: string): string {
  const value = Number(text.replaceAll(',', ''));
  const counted = COUNTED.includes(after) && after !== '';
  if (text.includes(',')) return chineseNumber(value);
  if (/[A-Za-z]$/.test(before)) return text.startsWith('0') || text.length > 2 ? chineseDigits(text, true) : chineseNumber(value);
  if (/(电话|热线|拨打|请拨|号码|尾号|编号|单号|证号|验证码|卡号|账号)[是为:]*\s*$/.test(before)) return chineseDigits(text, true);
  if (/^1(10|19|20|22)$/.test(text) && !counted) return chineseDigits(text, true);
  if (text.startsWith('0') && text.length > 1) return chineseDigits(text, true);
  if (text.length >= 5 && !(counted || '元角万亿吨米克公平度'.includes(after || ' '))) return chineseDigits(text, true);
  if (value === 2 && counted) return '两';
  return value < 1e16 ? chineseNumber(value) : chineseDigits(text);
}

const UNITS: [RegExp, string][] = [
  [/(?<=\d)\s*(km|KM)(?![a-z])/g, '公里'], [/(?<=\d)\s*(kg|KG)(?![a-z])/g, '公斤'], [/(?<=\d)\s*(cm|CM)(?![a-z])/g, '厘米'],
  [/(?<=\d)\s*(mm)(?![a-z])/g, '毫米'], [/(?<=\d)\s*(m2|m²)/g, '平方米'], [/(?<=\d)\s*(ml|mL)(?![a-z])/g, '毫升'],
  [/(?<=\d)\s*(g)(?![a-zA-Z])/g, '克'], [/(?<=\d)\s*(m)(?![a-zA-Z])/g, '米'], [/(?<=\d)\s*(°C|℃)/g, '摄氏度'],
];

/** The text with every figure written out in characters; Latin words stay as they are. */
export function spokenChinese(text: string): string {
  let out = text.normalize('NFKC');
  for (const [unit, name] of UNITS) out = out.replace(unit, name);
  return out
    .replace(/(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?!\d)/g, (_, y: string, m: string, d: string) => `${chineseDigits(y)}年${chineseNumber(Number(m))}月${chineseNumber(Number(d))}日`)
    .replace(/(?<!\d)(\d{4})(?=\s*年)/g, (_, y: string) => chineseDigits(y))
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)/g, (_, h: string, m: string) => timeOfDay(h, m))
    .replace(/(?<!\d)(0\d{2,3})[- ](\d{7,8})(?!\d)/g, (_, a: string, b: string) => `${chineseDigits(a, true)},${chineseDigits(b, true)}`)
    .replace(/(?<!\d)(\d{3,4})-(\d{3,4})-(\d{3,4})(?!\d)/g, (_, a: string, b: string, c: string) => [a, b, c].map((part) => chineseDigits(part, true)).join(','))
    .replace(/(?<=[\d点半分%日月])\s*[-~–—]\s*(?=[\d零一二两三四五六七八九十¥$])/g, '到')
    .replace(/\u00a5\s*(\d[\d,]*(?:\.\d+)?)(\s*元)?/g, (_, amount: string) => money(amount, '元'))
    .replace(/\$\s*(\d[\d,]*(?:\.\d+)?)/g, (_, amount: string) => `${decimal(amount)}美元`)
    .replace(/(\d[\d,]*\.\d{1,2})\s*(元|块)/g, (_, amount: string, unit: string) => money(amount, unit))
    .replace(/(\d[\d,]*(?:\.\d+)?)\s*%/g, (_, value: string) => `百分之${decimal(value)}`)
    .replace(/(?<![\d/])(\d{1,2})\/(\d{1,3})(?![\d/])/g, (_, a: string, b: string) => `${chineseNumber(Number(b))}分之${chineseNumber(Number(a))}`)
    .replace(/(?<!\d)-(?=\d+(?:\.\d+)?摄氏度)|(?<=^|[^\d\p{L}])-(?=\d)/gu, '负')
    .replace(/(?<!\d)1\d{10}(?!\d)/g, (phone) => `${chineseDigits(phone.slice(0, 3), true)},${chineseDigits(phone.slice(3, 7), true)},${chineseDigits(phone.slice(7), true)}`)
    .replace(/\d[\d,]*\.\d+/g, (value) => decimal(value))
    .replace(/\d+(?:,\d{3})+(?!\d)|\d+/g, (value, at: number, whole: string) => integer(value, whole.slice(Math.max(0, at - 8), at), whole.charAt(at + value.length)));
}
