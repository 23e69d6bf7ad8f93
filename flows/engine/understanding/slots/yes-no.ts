// Yes or no. Conservative: a question, a doubt or a longer statement that merely begins with 是 or "no" is not an answer.
import type { Found, SlotReader } from './reading.ts';
import { asksSomething } from './reading.ts';

const TAIL_ZH = '(?:的|了|啊|呀|吧|哦|喔|嘛|呢|哈|啦|滴|谢谢您?你?|多谢|麻烦您?你?了?|就这样吧?|没问题|可以)*';
const YES_ZH = '是这样|就是这样|就这样|就是|是|对|好|行|成|中|可以|没问题|没错|没有错|没有问题|嗯+|恩+|唔+|哎|要|我要|需要|我需要|确认|确定|确认无误|同意|当然|当然可以|当然要|必须|必须的|正确|愿意|我愿意|我同意|我确认|我确定|没意见|继续|办|可|ok|okay|yes|yeah|想|我想|肯定|肯定要|好滴|好嘞|得嘞|有|我有|带了|明白|知道了|没毛病|是它|就它|就这个|是这个|是本人|是我本人|本人|确认办理|我确认办理|就这么办|整|妥|好咧|还有|对对对?|是是是?|好好好?|行行行?|可以可以|是的没错|对的没错';
const NO_ZH = '当然不|当然不是|不太对|不太行|不太好|不太想|还没|还没有|别办|不是本人|不是这样|不是这个|不是它|不是|不|不对|不要|不用|不必|不行|不可以|不需要|不好|不成|没有|没|别|别了|算了|否|错|错了|不正确|不同意|不愿意|不确认|先不|先不要|先不用|先不办|暂时不|暂时不用|暂时不要|不想|我不想|我不要|我不是|我不用|我不需要|我没有|不办|不了|不买|不换|不改|不必了|还是不|还是算|no|nope|下次|不不不?|不要不要|不是不是|不用不用|没带|有误|不继续|不可';
const LEAD_ZH = '(?:嗯+|恩+|呃+|啊|哦|喔|那|那就|我觉得|那么|ok)*';
const WHOLE_YES_ZH = new RegExp(`^${LEAD_ZH}(?:(?:${YES_ZH})(?:的|啊|呀|吧|哦|了)*)+${TAIL_ZH}$`, 'u');
const WHOLE_NO_ZH = new RegExp(`^${LEAD_ZH}(?:啊|哎)?(?:(?:${NO_ZH})(?:的|啊|呀|吧|哦|了)*)+(?:谢谢您?你?|多谢)?${TAIL_ZH.replace('|没问题|可以', '')}$`, 'u');
const BEGIN_YES_ZH = /^(?:嗯+|啊|哦)?(?:是的|对的|好的|没错|没问题|确认|当然|可以的(?!话)|行的|好嘞|对对|是是)(?!不|没|别)/u;
const BEGIN_NO_ZH = /^(?:嗯+|啊|哦)?(?:不是的?|不对|不要(?!紧)了?|不用了?|不需要了?|不行|不必了?|错了|不可以)/u;
const DOUBT_ZH = /不知道|不清楚|不确定|不一定|不好说|随便|可能|也许|大概|好像|不好意思|对不起|没关系|客气|没听|没懂|不懂|不明白|无所谓|都行|看情况|没想好|等一下|等等|考虑/u;

const YES_EN = "yes|yeah|yep|yup|yea|ya|sure|sure thing|of course|certainly|correct|right|that's right|that is right|that's correct|that is correct|exactly|ok|okay|alright|all right|please do|go ahead|confirm|confirmed|i confirm|i do|i would|i am|it is|i agree|agree|agreed|i will|i have|absolutely|definitely|sounds good|sounds great|fine|that's fine|that is fine|perfect|great|good|affirmative|indeed|why not|yes please|please|uh huh|mm hmm|mhm|do it|let's do it|that's it|that works|that's the one|that is it|that's the one|i think so|that would be great|that'd be great|that would be good|it does|they are|we are|we do|continue|carry on|proceed|i'd like that|i would like that|i'd love to|i want that|i want to|you bet|totally";
const NO_EN = "no|nope|nah|no thanks|no thank you|not really|not now|not yet|not today|not this time|wrong|that's wrong|that is wrong|incorrect|that's incorrect|that is incorrect|that's not right|that is not right|that isn't right|that's not correct|that is not correct|not correct|not right|don't|do not|i don't|i do not|i'm not|i am not|it isn't|it is not|it's not|i won't|i haven't|negative|of course not|absolutely not|definitely not|certainly not|no way|not at all|please don't|please do not|i'd rather not|i would rather not|i don't want to|i don't want that|i do not want to|i don't think so|i do not think so|i don't need it|no need|not necessary|disagree|i disagree|not that one|not this one|that is not it|that's not it|i do not want it|i don't want it|please no|not me|don't do it|neither|none";
const AROUND_EN = "(?:(?:please|thanks|thank you|sir|madam|that's all|very much|then|it is|i do|i would|i am)(?: |$))*";
const WHOLE_YES_EN = new RegExp(`^(?:(?:oh|um|uh|well|so|hmm|ok|okay) )*(?:(?:${YES_EN})(?: |$))+${AROUND_EN}$`);
const WHOLE_NO_EN = new RegExp(`^(?:(?:oh|um|uh|well|so|hmm|ok|okay|actually|sorry) )*(?:(?:${NO_EN})(?: |$))+(?:(?:i'm|i am) (?:good|fine|ok|okay)(?: |$))?(?:sorry(?: |$))?${AROUND_EN}$`);
const BEGIN_YES_EN = /^(?:yes|yeah|yep|yup|of course|that's right|correct|sure)\b(?! (?:or|and no|no|nah|nope|not|i don't))/;
const BEGIN_NO_EN = /^(?:no|nope|nah|not really|that's wrong|that's not right|incorrect)\b(?! (?:problem|worries|idea|doubt|wonder|matter|one|longer|more|smoking|parking))/;
const DOUBT_EN = /\b(?:maybe|perhaps|not sure|don't know|do not know|no idea|whatever|it depends|don't understand|didn't (?:hear|catch)|sorry what|pardon|wait|hold on|i guess|either|don't care|^(?:i'm|i am) (?:good|fine))\b/;

/** "No children and no old people", 没有行李也没有老人: nothing of what was asked about. */
const NOTHING_ZH = /^(?:我们?|一?个?都?|也)?(?:没有|没带|不带|没得|无)(?:(?!什么|问题|关系|时间|办法|钱|人接|听|想|到|号|[0-9一二三四五六七八九十]|吗|呢|么)\p{Script=Han}){1,6}(?:(?:也|和|、|,| )*(?:没有|没带|不带)\p{Script=Han}{1,6})*$/u;
const THING_EN = "(?!problem|worries|idea|doubt|matter|wait|sorry|change|make|i|it|that|this|thanks|thank|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|one|two|three|four|five|six|seven|eight|nine|ten|not|at|on|in|the|a|an|my|to|cancel|stop|longer|more)[a-z'-]+";
const NOTHING_EN = new RegExp(`^(?:(?:we|i) have |there are |there is |with )?(?:no|not any|without(?: any)?) ${THING_EN}(?: ${THING_EN}){0,2}(?:,? (?:and|or|nor)(?: no)? ${THING_EN}(?: ${THING_EN}){0,2})*$|^(?:i|we) (?:don't|do not|haven't|have not|didn't) (?:have|got|bring|carry|need|want) any(?: [a-z'-]+){1,3}$`);

/** How sure a no is that only names things there are none of. */
export const NONE_OF_IT = 0.9;

/** Whether this names things only to say that there are none; also a zero to "how many". */
export function saysNone(tidied: string): boolean {
  return /\p{Script=Han}/u.test(tidied) ? NOTHING_ZH.test(tidied) : NOTHING_EN.test(tidied);
}

function reading(yes: boolean, confidence: number, to: number, language: 'zh' | 'en'): Found {
  return { value: yes, text: language === 'zh' ? (yes ? '是' : '否') : yes ? 'Yes' : 'No', confidence, from: 0, to };
}

/** Value: true = yes, false = no. */
export const readYesNo: SlotReader = (tidied, { language, strict }) => {
  const chinese = /\p{Script=Han}/u.test(tidied);
  const asks = asksSomething(tidied, chinese ? 'zh' : 'en');
  if (chinese ? DOUBT_ZH.test(tidied) : DOUBT_EN.test(tidied)) return null;
  if (!chinese) {
    const bare = tidied.replace(/[^a-z' ]+/g, ' ').replace(/ {2,}/g, ' ').trim();
    if (WHOLE_NO_EN.test(bare)) return reading(false, 0.95, tidied.length, language);
    if (!asks && saysNone(tidied)) return reading(false, NONE_OF_IT, tidied.length, language);
    if (WHOLE_YES_EN.test(bare) && !/^(?:is|are|do|can)\b/.test(bare)) return reading(true, 0.95, tidied.length, language);
    if (strict || asks) return null;
    const begin = BEGIN_NO_EN.exec(tidied) ?? BEGIN_YES_EN.exec(tidied);
    return begin ? reading(!BEGIN_NO_EN.test(tidied), 0.8, begin[0].length, language) : null;
  }
  if (/^[不别]/u.test(tidied) && WHOLE_NO_ZH.test(tidied)) return reading(false, 0.95, tidied.length, language); // 不要不要 asks nothing
  if (asks) return null;
  if (WHOLE_YES_ZH.test(tidied)) return reading(true, 0.95, tidied.length, language);
  if (WHOLE_NO_ZH.test(tidied)) return reading(false, 0.95, tidied.length, language);
  if (saysNone(tidied)) return reading(false, NONE_OF_IT, tidied.length, language);
  if (strict) return null;
  const begin = BEGIN_NO_ZH.exec(tidied) ?? BEGIN_YES_ZH.exec(tidied);
  return begin ? reading(!BEGIN_NO_ZH.test(tidied), 0.8, begin[0].length, language) : null;
};
