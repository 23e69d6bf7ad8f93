// Things named in part on both sides of "or": "身份证和护照哪个快" where the pack knows 补办身份证 and 首次申领身份证.
import type { Language } from '../../protocol/language.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { folded } from './mentions.ts';
import { isA } from './values.ts';

const SIDES: Record<Language, RegExp> = {
  zh: /(?:^|[,，。]|请问|如果|办|买|是)?(\p{Script=Han}{2,8}?)(?:和|跟|与|还是|或者?|、|比)(?:办|买|是)?(\p{Script=Han}{2,12})/u,
  en: /(?:^|,|\bis|\bfor|\bof|\bbetween|\bcompare|\bgetting|\bget|\bcheaper|\bfaster|\bquicker|\bslower)\s+(?:an? |the |my )?([a-z' -]{3,40}?)\s+(?:or|and|than|versus|vs|with|to)\s+(?:an? |the |my )?([a-z' -]{3,40})$/,
};
const TAIL_ZH = /(?:哪个|哪一个|哪种|哪|谁|相比|比|更|便宜|贵|快|慢|的|办|需要|要|用|花|费|时间|价格|收费|一样|对比|比较|差|区别|贵吗|吗|呢).*$/u;

/** Of each side that is named in part: the entities that may be meant. Sides that are no name at all are left out. */
export function partlyNamed(pack: CompiledPack, text: string, language: Language, type: string, known: readonly string[]): string[][] {
  const sides = SIDES[language].exec(text.toLowerCase().replaceAll(/[?？!！.。]+\s*$/g, ''));
  if (sides === null) return [];
  const said = sides.slice(1, 3).map((side) => folded(language === 'zh' ? side.replace(TAIL_ZH, '') : side, language)).filter((side) => side.length >= 2);
  const entities = pack.entities.filter((e) => isA(pack, e.type, type));
  const forms = (e: (typeof entities)[number]): string[] => [textIn(e.name, language), ...phrasesIn(e.aliases, language)].map((name) => folded(name, language));
  return said.flatMap((side) => {
    const meant = entities.filter((e) => forms(e).some((form) => (language === 'zh' ? form.includes(side) : ` ${form} `.includes(` ${side} `)))).map((e) => e.id);
    return meant.length === 0 || meant.some((id) => known.includes(id)) ? [] : [meant];
  });
}
