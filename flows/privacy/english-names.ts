// Names in English sentences that no "my name is" announces: my wife Sarah Thompson, please tell Wang Fang, Mrs Papadopoulos, MULLER/HANS.
import { isEnglishWord } from './english-words.ts';
import { FIRST_NAMES } from './name-lists.ts';

interface Span { start: number; end: number }

const KIN = 'wife|husband|son|daughter|mother|father|mom|mum|mummy|dad|daddy|brother|sister|friend|colleague|co-?worker|boss|partner|boyfriend|girlfriend|fianc[eé]e?|uncle|aunt|auntie|cousin|grand(?:mother|father|son|daughter|ma|pa)|gran|nephew|niece|kid|child|baby|client|secretary|assistant|neighbou?r|roommate|flatmate|husband\'s name|wife\'s name|landlord|teacher|driver|agent|manager';
const ROLE = 'guests?|patients?|passengers?|account ?holder|card ?holder|policy ?holder|holder|owner|recipient|sender|receiver|consignee|customer|client|caller|member|applicant|tenant|student|attendee|contact|visitor|resident|subscriber|traveller|traveler|bearer|payee|insured';
/** A person comes next, by name or not. */
const LIKELY = new RegExp(`(?:\\b(?:my|his|her|our|their|your|the)\\s(?:late |older |younger |elder |little |best |new )?(?:${KIN})(?:\\s?,|\\sis|'s| is called| named| called|\\sand)?|\\b(?:${ROLE})(?:'s)?(?:\\s?[:=]|\\sis|'s)?|\\bname(?:'s|s| is|\\s?\\?|\\s?[:=])|\\b(?:tell|page|ask|inform|notify|see|seeing|meet|meeting|visit|visiting|find|looking for|wait(?:ing)? for|pick(?:ing)? up|collect(?:ing)?|speak(?:ing)? (?:to|with)|talk(?:ing)? to|appointment with|meeting with|(?:parcel|package|letter|delivery|message|room|table|booking|reservation|ticket|order|cab|taxi|car|prescription|bag|card|key) (?:for|under)|on behalf of|(?:booked|reserved|registered|listed|filed|ordered|paid|signed|made) (?:by|under|for|as|in)|under|attention|attn|cc|signed|regards,?|dear|from|with|for|to|it's|it is|this is|i'm|i am|call me|hi|hello|hey|and))[\\s:,]{1,2}$`);
/** Behind a small word a brand or a town comes as well: the name must be a known one. */
const SMALL = /(?:^|[^a-z])(?:(?<!(?:parcel|package|letter|delivery|message|room|table|booking|reservation|ticket|order|cab|taxi|car|prescription|bag|card|key|appointment|meeting|speak|speaking|talk|talking|looking|wait|waiting) )(?:for|with|to)|from|dear|it's|it is|this is|i'm|i am|hi|hello|hey|and|find|see|visit|visiting)[\s:,]{1,2}$/;
/** A family name comes next. */
const TITLE = /(?:^|[^a-z])(?:mr|mrs|ms|mx|dr|prof)\.?\s$/;
const MISS = /(?:^|[^a-z])(?:miss|lady|lord|professor|doctor|sir|madam|madame|monsieur|sister|father|uncle|aunt|auntie|captain|inspector|teacher)\s$/;
const FAMILIES = new Set('zhang wang li liu chen yang zhao huang zhou wu xu sun hu zhu gao lin guo luo liang xie tang han cao deng xiao feng zeng peng cheng pan yuan dong yu su lu jiang cai jia ding wei xue ye yan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng wan duan lei qian tang yin yi chang qiao lai gong wen ouyang situ sima zhuge murong shangguan chan wong cheung lam lau leung ng kwok yip tsang chow yeung chu tse mak poon choi hui siu szeto kwan fung lui tong yuen kwong lok yau cheuk mok ngai shum sit ling tam lai kam liang auyeung tsui chiu chui wan lim tan teo goh ong koh kim park nguyen tran pham'.split(' '));
/** What pinyin and Cantonese given names are made of. */
const SYLLABLE = '(?:[zcs]h?|[bpmfdtnlgkhjqxrwy]|ng|ts|kw|gw)?(?:iang|iong|uang|ueng|eung|ang|eng|ing|ong|ung|ian|iao|uai|uan|iu|ia|ie|in|ai|ei|ao|ou|an|en|un|ua|uo|ui|ue|ee|oi|ok|ik|uk|ak|at|it|ip|ap|ek|et|ut|yu|oo|eu|a|e|i|o|u|er)';
const SYLLABLES = new RegExp(`^(?:${SYLLABLE}){1,3}$`);
const ENGLISH_TOO = new Set('so you he she me we long song sun man wing may ho hi an in on at to do go no too see be my one can pan ten men women sing ring ding long gone hang hung lung rung dung tongue change range line time dine fine hope home phone come done are our use ate age ice ale i a the sale male tale late date rate gate name game same tea sea pen hen den ban tan ran fan bin tin pin fin sin dim rip tip sip hip lip bit sit hit fit pit kit cut but nut put got hot not lot pot cat hat bat rat sat pat mat eat leg beg peg egg die lie pie tie toe low how now cow due sue hue guide ride'.split(' '));

/** Words that begin with a capital and are nobody. */
const NOBODY = new Set('monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december china chinese beijing shanghai guangzhou shenzhen chengdu hangzhou hong kong macau taiwan london england english british america american france french germany german japan japanese korea korean india indian australia canada singapore thailand malaysia europe asia paris tokyo seoul york wechat alipay visa mastercard unionpay paypal apple google android iphone ipad ipod huawei xiaomi samsung sony windows microsoft facebook whatsapp instagram uber didi starbucks mcdonald mcdonalds kfc christmas easter new year street road avenue station airport hotel bank hall mall museum park square tower bridge river lake mountain temple palace garden gate terminal platform room floor window counter desk ticket office centre center hospital school university college street-view i i\'m i\'ll i\'d i\'ve ok okay no yes please thanks thank hello hi hey good morning afternoon evening sorry excuse tv wifi usb pdf sms qr id vip atm pin gps hdmi lan faq asap staff english mandarin cantonese god jesus internet pro max plus ultra mini lite nova mate note tai kung mah dim peking canton ming qing tang song han'.split(' '));
const PLACE_BEHIND = /^\s(?:street|st|road|rd|avenue|ave|lane|drive|court|square|park|station|airport|hotel|bank|mall|museum|tower|bridge|university|college|school|hospital|centre|center|building|express|airlines?|airways|peak|valley|bay|island|lake|river|temple|palace|garden|gardens|gate|line|branch|city|town|village|county|province|district|market|store|shop|restaurant|cafe|pub|arms|card|plan|package|card|bus|tram|train|ferry|tours?|tickets?|film|movie|show|exhibition|festival|day|memorial|mausoleum|class|classes|course|lessons?|opera|style|dynasty|tombs?|wall|club|chicken|duck|noodles?|tea|beer|coffee|pizza|burger)\b/;
const BEHIND_ONE = /^(?:\s?(?:$|[,.!?;:)"”。！？、]|-\s)|\s(?:is|was|has|had|here|speaking|calling|again|from|on|at|and|please|booked|called|made|i|who|for|party|of|ordered|left|asked|told|said|will|can|would|arrives?|arrived|coming|waiting|checking|with|to|in|by|thanks|thank|too|today|tomorrow|tonight|now|just|paid|lost|needs?|wants?|rang|came|sent)\b|['’]s\b|\s?\p{Script=Han})/u;

interface Word { readonly low: string; readonly start: number; readonly end: number; readonly capital: boolean }
function wordsFrom(folded: string, text: string, at: number): Word[] {
  const words: Word[] = [];
  let from = at;
  while (words.length < 4) {
    const next = /^(\s?)([a-zà-öø-ÿ](?:['’](?=[a-z])|[a-zà-öø-ÿ-])*)(\.?)(?![\w@])/.exec(folded.slice(from, from + 30));
    if (!next || (words.length > 0 && next[1] === '')) break;
    const word = next[2] ?? '';
    const start = from + (next[1] ?? '').length;
    const own = word.replace(/['’]s$/, '');
    words.push({ low: own, start, end: start + own.length, capital: /^\p{Lu}/u.test(text[start] ?? '') });
    from = start + word.length + (word.length === 1 ? (next[3] ?? '').length : 0);
    if (own !== word || (next[3] !== '' && word.length > 1)) break;
  }
  return words;
}

/** How many of these words, from the first on, are a name; 0: none. `title`: Mr stands before it. */
function nameWords(words: readonly Word[], title: boolean, stop: (word: string) => boolean): number {
  const [first] = words;
  if (!first || stop(first.low) || NOBODY.has(first.low)) return 0;
  if (FAMILIES.has(first.low) && !ENGLISH_TOO.has(first.low)) {
    let count = 1;
    while (count < 3 && SYLLABLES.test(words[count]?.low ?? '') && !stop(words[count]?.low ?? '') && ((words[count]?.capital ?? false) || !ENGLISH_TOO.has(words[count]?.low ?? '')) && (words[count]?.capital ?? false) === first.capital) count += 1;
    if (count > 1 || title) return count;
  }
  let count = 0;
  while (count < words.length && words[count]?.capital === true && !stop(words[count]?.low ?? '') && !NOBODY.has(words[count]?.low ?? '')) count += 1;
  if (count >= 2 || (count === 1 && (title || first.low.length >= 3))) return count;
  if (title) return 1;
  // Small letters, as a recogniser writes them: a first name that is one, and what follows it.
  if (!FIRST_NAMES.has(first.low) || ENGLISH_TOO.has(first.low) || /^(?:will|mark|may|grace|rose|art|bill|drew|frank|faith|hope|joy|sky|summer|april|june|august|dean|earl|grant|chase|max|rich|rob|sue|pat|jean|jack|jordan|chase|chance|christian|guy|dawn|page)$/.test(first.low)) return 0;
  const next = words[1];
  return next && !stop(next.low) && !NOBODY.has(next.low) && next.low.length >= 3 && !BEHIND_ONE.test(` ${next.low}`) ? 2 : 1;
}

const PARTICLES = new Set('van von de der den da do dos di du del della la le el al bin ibn ben mac o st'.split(' '));
const TO_A_PLACE = /\b(?:to|from|in|at|near|via|into|around|between|of|the|on|by)[\s:]{1,2}$/;
/** Two words with capitals that no dictionary has, or a first name and one of them: how many words; 0: none. */
function unknownWords(words: readonly Word[], left: string, stop: (word: string) => boolean): number {
  const [first] = words;
  if (!first || !first.capital || stop(first.low) || NOBODY.has(first.low)) return 0;
  const known = FIRST_NAMES.has(first.low) || (FAMILIES.has(first.low) && !ENGLISH_TOO.has(first.low));
  if ((!known && isEnglishWord(first.low)) || (!known && TO_A_PLACE.test(left))) return 0;
  let count = 1;
  let strange = known ? 0 : 1;
  while (count < words.length) {
    const word = words[count] as Word;
    if (!word.capital && PARTICLES.has(word.low) && words[count + 1]?.capital === true) { count += 1; continue; }
    if (!word.capital || stop(word.low) || NOBODY.has(word.low)) break;
    const parts = word.low.split(/['’-]/).filter((part) => part.length > 2);
    const ordinary = !FIRST_NAMES.has(word.low) && !FAMILIES.has(word.low) && parts.every((part) => isEnglishWord(part));
    if (ordinary && !known) break;
    if (!ordinary) strange += 1;
    count += 1;
  }
  return count >= 2 && (known || strange >= 2) ? count : 0;
}

/** Names where people are spoken of. `stop`: words that no name is made of. */
export function englishByPlace(folded: string, text: string, stop: (word: string) => boolean): Span[] {
  const found: Span[] = [];
  for (const start of folded.matchAll(/(?<![a-zà-ÿ0-9'’@._-])[a-zà-ÿ]/g)) {
    const at = start.index;
    if (found.some((one) => at < one.end)) continue;
    const left = folded.slice(Math.max(0, at - 34), at);
    const title = TITLE.test(left) || (MISS.test(left) && /\p{Lu}/u.test(text[at] ?? ''));
    const opening = /^(?:[\s,.!]|hi|hello|hey|yes|um+|uh+|okay|well|你好|嗯|您好|[，。])*$/.test(left) && at <= 12;
    const small = !title && SMALL.test(left);
    const words = wordsFrom(folded, text, at);
    const whole = unknownWords(words, left, stop);
    if (whole > 0) {
      const end = (words[whole - 1] as Word).end;
      if (!PLACE_BEHIND.test(folded.slice(end, end + 16))) { found.push({ start: at, end }); continue; }
    }
    if (!title && !opening && !LIKELY.test(left)) continue;
    const count = nameWords(words, title, stop);
    const last = words[count - 1];
    if (!last) continue;
    const right = folded.slice(last.end, last.end + 16);
    if (PLACE_BEHIND.test(right) || (!title && !BEHIND_ONE.test(right))) continue;
    if (small && !FIRST_NAMES.has(words[0]?.low ?? '') && !(count >= 2 && FAMILIES.has(words[0]?.low ?? '')) && !/^\s(?:again|here|speaking|calling)/.test(right)) continue;
    // At the beginning of a sentence every word has a capital; two of them, or "here", make it a name.
    const clear = count >= 2 || /^\s(?:here|speaking|calling|again|party)\b/.test(right);
    if (opening && !title && !LIKELY.test(left) && !/^\s?(?:$|[,.!?。！？]|\p{Script=Han})|^\s(?:here|speaking|calling|again)\b/u.test(right)) continue;
    if (opening && !title && !LIKELY.test(left) && !(clear && (count >= 2 ? FIRST_NAMES.has(words[0]?.low ?? '') || (FAMILIES.has(words[0]?.low ?? '') && !ENGLISH_TOO.has(words[0]?.low ?? '')) || words.slice(0, count).every((one) => !isEnglishWord(one.low)) : FIRST_NAMES.has(words[0]?.low ?? '')))) continue;
    found.push({ start: at, end: last.end });
  }
  if (/[a-z]\/[a-z]/.test(folded)) for (const one of text.matchAll(/\b[A-Z]{2,20}\/[A-Z]{2,20}(?: (?:MR|MS|MRS|MISS|MSTR))?\b/g)) if (/passenger|name|pax|guest|ticket|乘|旅客|登机|姓名|机票|护照/.test(folded)) found.push({ start: one.index, end: one.index + one[0].length });
  return found;
}
const CUES = /\b(?:wife|husband|son|daughter|mother|father|mom|mum|dad|brother|sister|friend|colleague|boss|partner|guest|patient|passenger|holder|owner|recipient|sender|customer|client|caller|member|tenant|student|mrs?|ms|dr|prof|miss|tell|page|see|meet|visit|find|pick|parcel|package|for|under|here|speaking|again|from|with|dear|party|is|it's|hi|hello|aunt|uncle)\b/i;
/** Whether a text needs a look: a capital inside it, or a word that a name follows. */
export function mayNameEnglish(text: string): boolean { return /[A-Za-z]{2}/.test(text) && (/\p{Lu}[\p{Ll}'’-]+ (?:[a-z]{2,3} )?\p{Lu}\p{Ll}|[^.!?\s]\s\p{Lu}\p{Ll}/u.test(text) || CUES.test(text)); }
