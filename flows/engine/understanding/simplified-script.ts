// Traditional characters become simplified ones before anything is compared: visitors type and recognisers write both.
import { Converter } from 'opencc-js/t2cn';

let converter: ((text: string) => string) | undefined;
const HAN = /\p{Script=Han}/u;

/** Simplified form of `text`; text without Chinese characters comes back as it is. The dictionary is loaded on first use. */
export function toSimplified(text: string): string {
  if (!HAN.test(text)) return text;
  const convert = converter ?? Converter({ from: 't', to: 'cn' });
  converter = convert;
  return convert(text);
}
