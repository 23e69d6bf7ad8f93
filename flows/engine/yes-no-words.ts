// How people say yes and no: for the recogniser's grammar, and to know them by their sound.
import type { Language } from '../protocol/language.ts';

export const YES_NO: Record<Language, readonly string[]> = {
  zh: ['是', '是的', '对', '对的', '好', '好的', '可以', '确认', '没问题', '要', '需要', '不', '不是', '不对', '不要', '不用', '不用了', '不需要', '没有'],
  en: ['yes', 'yes please', 'yeah', 'correct', 'right', 'that is right', 'ok', 'okay', 'sure', 'confirm', 'no', 'no thanks', 'no thank you', 'wrong', 'that is wrong', 'not really'],
};
