// How written English with figures in it is read aloud, where the synthesizer would read it badly: money, clock times,
// ISO dates, phone numbers, ticket numbers.

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const NAMES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const digits = (text: string): string => [...text].map((digit) => NAMES[Number(digit)] ?? '').join(' ');

function money(currency: [string, string], amount: string): string {
  const [whole = '0', fraction = ''] = amount.replaceAll(',', '').split('.');
  const cents = fraction.length === 2 ? Number(fraction) : 0;
  const main = `${whole} ${Number(whole) === 1 ? currency[0].replace(/s$/, '') : currency[0]}`;
  if (cents === 0) return fraction.length > 0 && fraction.length !== 2 ? `${whole}.${fraction} ${currency[0]}` : main;
  const small = `${cents} ${currency[1]}`;
  return Number(whole) === 0 ? small : `${main} ${small}`;
}

function timeOfDay(hour: string, minute: string, half: string | undefined): string {
  const minutes = Number(minute);
  const suffix = half ? ` ${half[0]?.toLowerCase() === 'a' ? 'A M' : 'P M'}` : '';
  if (minutes === 0) return suffix ? `${Number(hour)}${suffix}` : Number(hour) <= 12 ? `${Number(hour)} o'clock` : `${Number(hour)} hundred`;
  return `${Number(hour)} ${minutes < 10 ? `oh ${minutes}` : minutes}${suffix}`;
}

/** The text with figures written so that a plain voice reads them as people do. Chinese words stay as they are. */
export function spokenEnglish(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, (whole, y: string, m: string, d: string) => (MONTHS[Number(m) - 1] ? `${MONTHS[Number(m) - 1]} ${Number(d)}, ${y}` : whole))
    .replace(/(?<!\d)(\d{1,2}):(\d{2})\s*([ap]\.?m\.?)?(?![\d\p{L}])/giu, (_, h: string, m: string, half?: string) => timeOfDay(h, m, half))
    .replace(/(?<![\d.,])(\+?\d{3,4})[- ](\d{7,8}|\d{3,4})(?:[- ](\d{4}))?(?![\d,])/g, (_, a: string, b: string, c?: string) => [a, b, c ?? ''].filter(Boolean).map(digits).join(', '))
    .replace(/(?<=\d|o'clock|hundred|[AP] M)\s*[-~–—]\s*(?=[\d$£¥€])/g, ' to ')
    .replace(/\$\s*(\d[\d,]*(?:\.\d+)?)/g, (_, amount: string) => money(['dollars', 'cents'], amount))
    .replace(/£\s*(\d[\d,]*(?:\.\d+)?)/g, (_, amount: string) => money(['pounds', 'pence'], amount))
    .replace(/€\s*(\d[\d,]*(?:\.\d+)?)/g, (_, amount: string) => money(['euros', 'cents'], amount))
    .replace(/¥\s*(\d[\d,]*(?:\.\d+)?)/g, (_, amount: string) => `${amount.replaceAll(',', '').replace(/\.0+$/, '')} yuan`)
    .replace(/\b([A-Z]{1,3})(\d{2,})\b/g, (_, letters: string, number: string) => `${[...letters].join(' ')} ${number.startsWith('0') || number.length > 2 ? digits(number) : number}`)
    .replace(/(?<![\d.,])0\d{2,}(?![\d.,]\d)/g, (number) => digits(number))
    .replace(/(?<![\d.,])\d{7,}(?![\d.,]\d)/g, (number) => digits(number))
    .replace(/&/g, ' and ')
    .replace(/ {2,}/g, ' ');
}
