// One width, one case, ASCII digits, same length: every place found in the folded text is the same place in the original.

import { SIMPLIFIED } from './traditional.ts';

const ALIKE: Record<string, string> = {
  '×': 'x', 'х': 'x', 'Х': 'x', 'χ': 'x', '✕': 'x', '兩': '两', '貳': '贰', '參': '叁', '陸': '陆', '壹': '一', '號': '号', '碼': '码', '電': '电', '話': '话', '機': '机', '證': '证', '護': '护', '賬': '账', '帳': '账', '銀': '银', '車': '车', '個': '个', '點': '点',
  '然': '然', '滬': '沪', '遼': '辽', '雲': '云', '魯': '鲁', '蘇': '苏', '贛': '赣', '晉': '晋', '陝': '陕', '閩': '闽', '貴': '贵', '寧': '宁', '瓊': '琼', '漢': '汉', '－': '-', '—': '-', '–': '-', '‐': '-', '‑': '-', '−': '-', '＠': '@', '．': '.', '’': "'", '‘': "'", '　': ' ', '\u00a0': ' ',
};
/** First code unit of each BMP decimal digit block. */
const DIGIT_BLOCKS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : unit;
  const alike = ALIKE[unit];
  if (alike !== undefined) return alike;
  for (const first of DIGIT_BLOCKS) if (code >= first && code <= first + 9) return String.fromCharCode(48 + code - first);
  if (code >= 0x2460 && code <= 0x2468) return String.fromCharCode(49 + code - 0x2460);
  if (code >= 0x2776 && code <= 0x277e) return String.fromCharCode(49 + code - 0x2776);
  if (code === 0x24ea) return '0';
  if (code >= 0x4e00 && code < 0xa000) return SIMPLIFIED.get(unit) ?? unit;
  if (code > 0xff00 && code < 0xff5f) return foldUnit(String.fromCharCode(code - 0xfee0));
  return unit;
}

/** Same length as `text`: full width, other scripts' digits and capitals become ASCII and lower case. */
export function fold(text: string): string {
  if (/^[\u0000-\u0040\u005b-\u007f]*$/.test(text)) return text;
  let folded = '';
  for (let at = 0; at < text.length; at++) folded += foldUnit(text[at] ?? '');
  return folded;
}
