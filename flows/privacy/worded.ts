// Accounts behind the words for one: e-mail addresses typed and spoken, WeChat, QQ, passports.
import { isEnglishWord } from './english-words.ts';

export interface WordFound { kind: 'email' | 'wechat' | 'qq' | 'passport'; start: number; end: number }

const EMAIL = /[a-z0-9][a-z0-9._%+-]{0,63}\s?(?:@|[([（【]\s?(?:at|@)\s?[)\]）】]|#)\s?[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+)*\s?\.\s?[a-z]{2,}/g;
const LABEL = '[a-z0-9零〇一幺二两三四五六七八九](?:\\s?(?!\\bat\\b)[a-z0-9零〇一幺二两三四五六七八九-]){0,24}';
const DOT = '\\s*(?:\\bdot\\b|点|\\.)\\s*';
/** at qq dot com; 艾特一六三点康姆; a t m a i l 点 c o m. What stands before it is walked back word by word. */
const SPOKEN_DOMAIN = new RegExp(`(?:\\bat\\b|(?<=[a-z0-9一-龥]\\s)a\\s?t(?=\\s)|\\ba t |艾特|爱特|圈a|@)\\s*${LABEL}?(?:${DOT}${LABEL}?){0,2}?${DOT}(?:c\\s?o\\s?m|c\\s?n|n\\s?e\\s?t|o\\s?r\\s?g|e\\s?d\\s?u|gov|c\\s?o|康姆|抗母|hk|io|uk|jp|de|(?<=dot\\s|点)(?:me|info|biz|top|vip|xyz|cc|tv|us|ca|au|fr|sg|tw|my|ai|app|dev|club|online|site|mobi))(?![a-z])(?:${DOT}(?:c\\s?n|u\\s?k|hk|jp)(?![a-z]))?`, 'g');
const NO_MAILBOX = /^(?:is|email|mail|address|my|me|it|it's|its|the|to|at|send|an|a|can|you|reach)$/;
const MAIL_WORDS = /邮|mail|发[到票给]|回复|send|reach|invoice|reply/;

const WECHAT_WORD = '(?:微信号?|薇信|威信|wechat|weixin|\\bwx|\\bvx|(?<![a-z0-9])v信)(?:\\s?(?:id|account|号码?|号|同号))?(?:联系我?|同名|找我|加我?|搜索?|名|呢|就?是|为|叫|\\s+is|["\'=:：\\s])*';
const WECHAT = new RegExp(`${WECHAT_WORD}((?:wxid_)?[a-z][a-z0-9_-]{5,19}|[a-z0-9_-]*\\d[a-z0-9_-]{4,}|wxid_[a-z0-9]{6,20})`, 'g');
/** m a r k 减号三零五幺; wei 下划线 song 五二; happy underscore chen four three. */
const WECHAT_SAID = new RegExp(`${WECHAT_WORD}((?:[a-z]{1,16}|\\d+|[零〇一幺二两三四五六七八九]+|下划线|下横线|横杠|横线|减号|[_-])(?:[ \\t]{0,2}(?:[a-z]{1,16}|\\d+|[零〇一幺二两三四五六七八九]+|下划线|下横线|横杠|横线|减号|[_-])){1,40})`, 'g');
const NO_HANDLE = /^(?:automatic|auto|pay|payment|pays|account|accounts|number|official|group|mini|program|programme|message|messages|scan|code|please|article|wallet|transfer|friend|friends|follow|moments|service|work|app|login|search|channel|contact|customer|notification|reminder|page|menu|for|to|and|or|on|in|is|not|does|with|at|the|a|by|of|if|can|you|we|will|qr|too|also|here|there|instead|thanks|then|when|works)$/;
/** A word with digits or a hyphen in it, near a word for WeChat. */
const HANDLE = /(?<![a-z0-9@._/-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9@_/-]|\.[a-z0-9])/g;
const NEAR_WECHAT = /微信|加个?微|[vV]我|薇信|威信|微号|wechat|weixin|加\s?我?\s?v(?![a-z])|v信|(?<![a-z])[vw]x(?![a-z])|绿泡泡/;
const NO_ACCOUNT = /^(?:iphone|ipad|android|windows|mate|ios|check-|wi-fi|pick-|qr-|mini-|follow-|sign-|log-|one-|two-|e-mail|error|err_|covid|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)/;
const ADDED = /(?:加\s?v|加个?微|(?<![a-z])v我|微信(?:加我|联系|账号|号码)?(?:嘛|吧|哈)?|on wechat as|wechat(?: id)? is|加我|搜索?|加一?下|(?:add|find|reach|message|text) me on wechat|on wechat)[\s:：,，是@"“]{0,3}([a-z][a-z0-9_-]{5,19})(?=$|[^a-z0-9@._-]|\.\s|\.$)/g;
const QQ = /(?<![a-z])(?:qq|扣扣|企鹅)(?:\s?(?:号码?|number|account|id))?(?:就?是|为|\s+is|[:：\s])*((?:[0-9o零〇一幺二两三四五六七八九][\s-]?){5,12}|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\s?){5,12})/g;
const PASSPORT = /(?:护照|通行证|回乡证|台胞证|居留证|passport|permit|travel document)(?:\s?(?:号码?|number|no\.?|id))?(?:就?是|为|\s+is|[:：#\s])*((?=[a-z\s-]*\d)(?=(?:[a-z0-9]\s?-?\s?){6,}(?![a-z]))(?:[a-z]{0,3}\s?-?\s?(?:\d[\s-]?){5,11}[a-z]?))/g;
const HK_ID = /(?<![a-z0-9])[a-z]{1,2}\s?\d{6}\s?\([0-9a]\)/g;
const HK_ID_NAMED = /(?:身份证|hkid|identity card|id ?card|hong kong id)[^\d]{0,16}?(?<![a-z])([a-z]{1,2}\s?-?\d{3}\s?\d{3}(?:\s?(?:[(（]|括号)?\s?[0-9a])?(?:[)）])?)(?![0-9a-z])/g;

/** Where the name before the "at" begins; `at` itself when none stands there. */
function mailboxFrom(folded: string, at: number): number {
  let from = at;
  for (let words = 0; words < 30; words++) {
    const word = /([a-z0-9']+|[零〇一幺二两三四五六七八九]+|点|下划线|横杠|减号|[._-])\s*$/.exec(folded.slice(Math.max(0, from - 40), from));
    // A spelled a is a letter of the name when more letters stand before it.
    if (!word || (NO_MAILBOX.test(word[1] ?? '') && !(word[1] === 'a' && /(?:^|\s|点)[a-z0-9]\s$/.test(folded.slice(Math.max(0, from - word[0].length - 3), from - word[0].length))))) break;
    from -= word[0].length;
  }
  if (from < at || !/(?:邮箱|邮件|email)(?:地址)?(?:就?是)?\p{Script=Han}{2,4}\s*$/u.test(folded.slice(0, at))) return from;
  return from - (/\p{Script=Han}{2,3}\s*$/u.exec(folded.slice(0, at))?.[0].length ?? 0);
}

/** The whole answer to "your WeChat?": fillers, a handle, thanks. */
const ANSWERED = /^(?:\s|嗯|呃|啊|是|就是|那个|你好|您好|好的?|可以|um+|uh+|it is|it's|my|wechat|微信号?|id|[:：,，])*([a-z](?:[ \t]?(?:[a-z0-9_-]|[零〇一幺二两三四五六七八九]|下划线|横杠|减号|underscore|dash)){4,40}?)(?:\s*(?:谢谢|对|吧|啊|please|thanks?|[.。!！,，]))*$/;

/** Accounts of folded text. `asked`: what was asked before it. */
export function personalWords(folded: string, asked = ''): WordFound[] {
  const found: WordFound[] = [];
  const answer = /微信|wechat|weixin/.test(asked) ? ANSWERED.exec(folded) : null;
  if (answer?.[1] !== undefined && (/[\d_零一二三四五六七八九-]|下划线|underscore/.test(answer[1]) || !/\s/.test(answer[1])) && !/^(?:sorry|thanks?|please|nothing|none|never|hello|don't|dont|what|wait)/.test(answer[1])) { const start = folded.indexOf(answer[1]); found.push({ kind: 'wechat', start, end: start + answer[1].length }); }
  const group = (pattern: RegExp, kind: WordFound['kind'], index: number, fits: (inner: string) => boolean = () => true): void => {
    for (const match of folded.matchAll(pattern)) {
      const inner = match[index];
      if (inner === undefined || !fits(inner)) continue;
      const start = index === 0 ? match.index : match.index + match[0].lastIndexOf(inner);
      const trimmed = inner.trimEnd();
      found.push({ kind, start: start + (trimmed.length - trimmed.trimStart().length), end: start + trimmed.length });
    }
  };
  if (/@|\(at\)|[[（【]\s?at|#/.test(folded)) group(EMAIL, 'email', 0, (inner) => !inner.includes('#') || MAIL_WORDS.test(folded) || /#\s?(?:qq|163|126|gmail|outlook|sina|hotmail|foxmail|yahoo|icloud)/.test(inner));
  if (/\bat\b|\ba t |艾特|爱特|圈a|@/.test(folded) && /dot|点|\./.test(folded)) for (const match of folded.matchAll(SPOKEN_DOMAIN)) {
      const start = mailboxFrom(folded, match.index);
      if (start < match.index) found.push({ kind: 'email', start, end: match.index + match[0].length });
    }
  if (NEAR_WECHAT.test(folded) || /微信|wechat|weixin/.test(asked)) {
    for (const one of folded.matchAll(HANDLE)) if ((/[0-9_]/.test(one[0]) || (one[0].includes('-') && one[0].split('-').some((part) => part.length > 2 && !isEnglishWord(part)))) && !NO_ACCOUNT.test(one[0])) found.push({ kind: 'wechat', start: one.index, end: one.index + one[0].length });
    group(ADDED, 'wechat', 1, (inner) => !NO_HANDLE.test(inner));
  }
  if (/信|wechat|weixin|wx|vx/.test(folded)) {
    group(WECHAT, 'wechat', 1, (inner) => !NO_HANDLE.test(inner) || /[\d_-]/.test(inner));
    group(WECHAT_SAID, 'wechat', 1, (inner) => {
      const plain = inner.replaceAll(/下划线|下横线|横杠|横线|减号|\s/g, '');
      const spelled = /^(?:[a-z]\s){3}/.test(inner) || /[0-9零〇一幺二两三四五六七八九]|下划线|下横线|横杠|减号|underscore|dash|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b/.test(inner);
      return plain.length >= 5 && /[a-z]/.test(plain) && spelled && !NO_HANDLE.test(inner.split(' ')[0]?.length === 1 ? '' : inner.split(' ')[0] ?? '');
    });
  }
  if (/qq|扣扣|企鹅/.test(folded)) group(QQ, 'qq', 1);
  if (/护照|证|passport|permit|document|hkid|\bid\b/.test(folded)) { group(PASSPORT, 'passport', 1); group(HK_ID_NAMED, 'passport', 1); }
  if (/\([0-9a]\)/.test(folded)) group(HK_ID, 'passport', 0);
  return found;
}
