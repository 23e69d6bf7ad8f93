// Thanks and goodbyes are put together freely ("thanks a lot, that's all I needed, bye"): a sentence made of nothing else is one.
import type { Language } from '../protocol/language.ts';
import { plain } from './plain-text.ts';

const WORDS = {
  zh: {
    thanks: /谢谢|多谢|感谢|谢啦|谢了|辛苦了?/,
    bye: /再见|拜拜|回见|(?:那?我)?(?:先|就)?走了|下次见/,
    done: /没有?(?:别的|其他的?|其它的?|什么)?(?:事|问题)?了|不(?:用|需要|要)了|就这[样些]|可以了|好了|行了|够了|办完了/,
    filler: /[好嗯哦噢那你您啊啦呀哈了的我就先吧太]|非常|十分|知道了?|明白了?|清楚了?|麻烦|帮忙|帮助/,
    no: /不用|不需要|不要/,
  },
  en: {
    thanks: /\b(?:many )?thanks\b|\bthank (?:you|u)\b|\bcheers\b/,
    bye: /\b(?:good ?)?bye(?: bye)?\b|\bsee (?:you|ya)\b|\btake care\b|\bhave a (?:nice|good|great|lovely) (?:day|one|afternoon|evening)\b|\bi (?:have to|must|need to|gotta|got to) go\b/,
    done: /\bthat(?:s|ll be| is| was| will be)? (?:all|it|everything)(?: i (?:need|needed|want|wanted)(?: to know)?)?(?: for (?:today|now))?\b|\bnothing (?:else|more)\b|\bi ?a?m (?:done|good|fine|all set)\b|\bno more questions\b|\ball done\b|\bi have (?:everything|what|all) i need(?:ed)?\b/,
    filler: /\b(?:for (?:your|the|all your) (?:help|time)|for (?:that|everything|now|today)|that (?:helps|helped)|that(?:s| is| was) (?:very |really |so )?(?:helpful|great|perfect|fine|kind)|got it|i see|all ?right|so much|very much|a lot|ok|okay|great|good|perfect|very|really|then|now|well|right|lovely|wonderful|no|nope|and|you|too|kiosk)\b/,
    no: /\b(?:no|nope)\b/,
  },
} as const;

/** Characters; longer is more than a goodbye. */
const LONGEST = { zh: 20, en: 80 } as const;

/** `soft`: done, but without a goodbye: where a question is open it is a no. Null for everything that holds more. */
export function partingIn(text: string, language: Language): 'thanks' | 'soft' | 'goodbye' | null {
  const said = plain(text);
  const { thanks, bye, done, filler, no } = WORDS[language];
  if (said.length > LONGEST[language]) return null;
  const rest = [bye, done, thanks, filler].reduce((left, words) => left.replaceAll(new RegExp(words, 'g'), ' '), said);
  if (rest.trim() !== '') return null;
  if (bye.test(said)) return 'goodbye';
  if (!thanks.test(said)) return null;
  return done.test(said) || no.test(said) ? 'soft' : 'thanks';
}
