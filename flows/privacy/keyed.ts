// Lines that programs write: "realName":"...", phone=..., <passport>...</passport>, the columns of an INSERT, a query string.
import { A_PERSON, kindByName } from './field-names.ts';
import { looksLikeHome } from './homes.ts';
import { DOUBLE_SURNAMES, SURNAMES } from './name-lists.ts';
import { HOTLINE } from './number-kinds.ts';
import type { Personal, PersonalKind } from './personal.ts';

const FIELD = /(?<![\p{L}\d_-])([A-Za-z][\w-]{1,30}|[\p{Script=Han}]{2,6})(\\?["'])?\s?(?:[:=]|：)\s?/gu;
const QUOTED = /^(\\?["'“])((?:[^"'“”\\\n]|(?<=[a-zA-Z])'(?=[a-zA-Z])){1,400})/;
const BARE = /^([^\s"'\\,;&<>{}()[\]|，。；]{1,400}(?: [^\s"'=:\\,;&<>{}()[\]|，。；]{1,40}(?![=:]))*)/;
const TAG = /<([A-Za-z][\w-]{1,30})>([^<>\n]{1,200})<\/\1>/g;
const INSERT = /\(([^()]{1,300})\)\s*values\s*\(([^()\n]{1,600})\)/gi;
const NUMBERS: ReadonlySet<PersonalKind> = new Set(['phone', 'id-card', 'bank-card', 'qq']);
const NOTHING = /^(?:null|none|undefined|true|false|n\/a|-+|\*+|string|number|missing|empty|required|invalid|unknown|\[.*)$/i;

/** The first surname among the common ones, and two to four characters. */
const A_CHINESE = new RegExp(`^(?:[${SURNAMES}]|${DOUBLE_SURNAMES})\\p{Script=Han}{1,3}$`, 'u');

/** What a field of this name and value holds; null: nothing of a person. */
function kindOf(name: string, value: string, isPublic: (digits: string) => boolean, exact: boolean): PersonalKind | null {
  if (NOTHING.test(value)) return null;
  const kind = kindByName(name);
  const digits = value.replaceAll(/\D/g, '');
  if (kind === null) {
    if (/^(?:name|owner|who|visitor|person|caller|contact|guest|customer|client|user|applicant|agent|author|客户|姓名|名字|顾客|用户)$/i.test(name)) return (/^\p{Script=Han}/u.test(value) ? A_CHINESE.test(value) || value.includes('·') : true) && A_PERSON.test(value) ? 'name' : null;
    if (/^(?:addr|address|street|location|地址|住址)$/i.test(name)) return looksLikeHome(value) ? 'address' : null;
    if (/^(?:contact|tel|to|number)$/i.test(name) && /^\+?[\d -]{8,17}$/.test(value)) return /^(?:contact|tel)$/i.test(name) && !HOTLINE.test(digits) && !isPublic(digits) ? 'phone' : null;
    return null;
  }
  if (NUMBERS.has(kind)) return digits.length >= 5 && !HOTLINE.test(digits) && !isPublic(digits) ? kind : null;
  if (kind === 'plate' || kind === 'passport') return /\d{2}/.test(digits) && value.length <= 24 ? kind : null;
  if (kind === 'wechat') return /^[a-z0-9_-]{5,24}$/i.test(value) ? kind : null;
  if (kind === 'email') return /@|\(at\)/.test(value) ? kind : null;
  if (kind === 'name') return exact || A_PERSON.test(value) || /^[A-Z][a-z'-]+$/.test(value) ? kind : null;
  return value.length >= 4 && (exact || looksLikeHome(value)) ? kind : null;
}

function decoded(value: string): string {
  if (!value.includes('%')) return value;
  try { return decodeURIComponent(value.replaceAll('+', ' ')); } catch { return value; }
}

/** Values of fields whose names promise something personal. `text` as it was given. */
export function keyedValues(text: string, isPublic: (digits: string) => boolean): Personal[] {
  const found: Personal[] = [];
  const put = (name: string, value: string, start: number, exact: boolean): void => {
    const kind = kindOf(name, decoded(value).trim(), isPublic, exact);
    if (kind !== null) found.push({ kind, start, end: start + value.length });
  };
  if (/[:=：]/.test(text)) for (const field of text.matchAll(FIELD)) {
      const name = field[1] ?? '';
      const at = field.index + field[0].length;
      const rest = text.slice(at, at + 420);
      const quoted = QUOTED.exec(rest);
      if (quoted) { put(name, quoted[2] ?? '', at + (quoted[1] ?? '').length, true); continue; }
      const bare = BARE.exec(rest)?.[1];
      if (bare === undefined) continue;
      // The longest beginning of whole words that is a value of this kind.
      const words = bare.split(' ');
      for (let count = Math.min(words.length, 8); count > 0; count--) {
        const before = found.length;
        put(name, words.slice(0, count).join(' '), at, false);
        if (found.length > before) break;
      }
    }
  if (text.includes('</')) for (const tag of text.matchAll(TAG)) put(tag[1] ?? '', tag[2] ?? '', tag.index + (tag[1] ?? '').length + 2, true);
  if (/values/i.test(text)) for (const insert of text.matchAll(INSERT)) {
      const names = (insert[1] ?? '').split(',').map((name) => name.trim().replaceAll(/["'`]/g, ''));
      let at = insert.index + insert[0].length - 1 - (insert[2] ?? '').length;
      for (const [index, value] of (insert[2] ?? '').split(/,(?=\s*['"\d-])/).entries()) {
        const inner = /^\s*['"]?/.exec(value)?.[0].length ?? 0;
        put(names[index] ?? '', value.slice(inner).replace(/['"]\s*$/, ''), at + inner, true);
        at += value.length + 1;
      }
    }
  return found;
}
