// Words that work at any moment, in both languages. They are matched whole (politeness aside), never inside a sentence,
// so that a name or an address is not taken for an order.
import type { Language } from '../protocol/language.ts';
import { partingIn } from './parting-words.ts';
import { hasHan, plain } from './plain-text.ts';
import { syllables } from './understanding/pinyin.ts';

const COMMANDS = ['cancel', 'back', 'repeat', 'help', 'louder', 'quieter', 'slower', 'faster', 'larger', 'language', 'human', 'start-over', 'goodbye', 'resume', 'thanks', 'hello'] as const;
export type Command = (typeof COMMANDS)[number];

const PHRASES: Record<Command, Record<Language, readonly string[]>> = {
  cancel: {
    zh: ['取消', '算了', '不办了', '不用办了', '取消办理', '取消这个', '退出', '退出办理', '不弄了', '不想办了', '算了吧', '不要办了', '停止办理', '不预约了', '放弃', '取消吧', '算了不办了', '算了不用了', '这个不办了', '先不办了', '停', '停下', '不想要了', '不要办'],
    en: ['cancel', 'cancel that', 'cancel it', 'cancel this', 'forget it', 'forget about it', 'never mind', 'nevermind', 'stop this', 'quit', 'exit', 'abort', 'i dont want it any more', 'i changed my mind', 'drop it', 'stop', 'stop it'],
  },
  back: {
    zh: ['返回', '上一步', '退回', '回到上一步', '后退', '返回上一步', '退回上一步', '上一个', '回上一步', '往回走', '返回上一页', '上一页', '退一步'],
    en: ['back', 'go back', 'previous', 'previous step', 'one step back', 'step back', 'go back one step', 'back up', 'go to the previous step', 'last step', 'previous question', 'go back please'],
  },
  repeat: {
    zh: ['再说一遍', '再说一次', '重复', '重复一遍', '没听清', '没听清楚', '我没听清', '你说什么', '您说什么', '再讲一遍', '重说一遍', '没听见', '刚才说什么', '再念一遍', '听不清', '再说一下', '再来一遍'],
    en: ['repeat', 'repeat that', 'say it again', 'say that again', 'again', 'pardon', 'pardon me', 'what did you say', 'what was that', 'come again', 'sorry what', 'once more', 'one more time', 'i did not hear that', 'i didnt hear that', 'i didnt catch that', 'excuse me what', 'could you repeat that'],
  },
  help: {
    zh: ['帮助', '怎么用', '怎么操作', '我该怎么说', '我能说什么', '你能做什么', '你会什么', '你能帮我什么', '有什么功能', '使用说明', '不会用', '我不会用', '你会做什么', '可以办什么', '能办什么', '你能干什么'],
    en: ['help', 'help me', 'i need help', 'what can i say', 'what can you do', 'how does this work', 'how do i use this', 'instructions', 'what can i do here', 'how do i use it', 'what do i say'],
  },
  louder: { zh: ['大声点', '大声一点', '声音大点', '声音大一点', '声音大一些', '大点声', '听不见', '我听不见', '声音太小', '声音太小了', '响一点', '调大声音', '音量大一点', '再大声点'], en: ['louder', 'speak up', 'volume up', 'turn it up', 'speak louder', 'a bit louder', 'a little louder', 'too quiet', 'i cant hear you', 'i cannot hear you', 'turn up the volume', 'make it louder'] },
  quieter: { zh: ['小声点', '小声一点', '声音小点', '声音小一点', '声音小一些', '太吵了', '声音太大', '声音太大了', '轻一点', '小点声', '调小声音', '音量小一点'], en: ['quieter', 'volume down', 'turn it down', 'softer', 'too loud', 'a bit quieter', 'a little quieter', 'speak quietly', 'not so loud', 'turn down the volume', 'lower the volume'] },
  slower: { zh: ['慢一点', '说慢点', '说慢一点', '慢点说', '慢点', '太快了', '说得太快了', '请说慢一点', '慢一些', '讲慢一点', '语速慢一点'], en: ['slower', 'slow down', 'speak slowly', 'more slowly', 'speak more slowly', 'speak slower', 'too fast', 'a bit slower', 'a little slower', 'not so fast'] },
  faster: { zh: ['快一点', '说快点', '说快一点', '快点说', '太慢了', '快一些', '语速快一点', '讲快一点'], en: ['faster', 'speak faster', 'speed up', 'too slow', 'a bit faster', 'speak more quickly', 'a little faster'] },
  larger: { zh: ['字大一点', '大字', '字体大一点', '看不清', '我看不清', '字太小', '字太小了', '放大', '放大字体', '大字模式', '字放大', '字大点', '把字放大'], en: ['larger', 'larger text', 'bigger text', 'bigger letters', 'larger letters', 'bigger', 'i cant read it', 'i cant read that', 'the text is too small', 'too small', 'zoom in', 'make the text bigger', 'make it bigger', 'large print'] },
  language: { zh: ['英文', '英语', '说英文', '说英语', '切换英文', '切换语言', '换成英文', '换成英语', '讲英文', '用英语', '用英文', '切换到英文', '切换到英语', '换个语言', '中英切换', 'english', 'speak english', 'in english', 'switch to english', 'english please'], en: ['chinese', 'speak chinese', 'switch to chinese', 'in chinese', 'mandarin', 'speak mandarin', 'change language', 'switch language', 'change the language', 'switch the language', 'chinese please', 'other language', '中文', '说中文', '切换中文', '换成中文', '讲中文', '用中文', '切换到中文', '普通话'] },
  human: {
    zh: ['人工', '转人工', '人工服务', '找人工', '工作人员', '找工作人员', '叫工作人员', '找人', '找个人', '叫人', '叫个人', '客服', '转客服', '人工客服', '我要人工', '找服务员', '有人吗', '有没有人', '人呢', '有人没有', '叫人来', '叫个人来', '我要找人', '找个工作人员', '真人', '找真人', '真人服务', '跟人说', '接人工', '转接人工', '转人工服务', '叫工作人员来', '叫服务员', '呼叫人工', '呼叫工作人员', '请工作人员', '找人帮忙', '叫人帮忙', '跟工作人员说', '和工作人员说话', '我要和人说话', '帮我转人工', '我要找真人', '请个工作人员来', '请人帮忙'],
    en: ['human', 'agent', 'staff', 'a human', 'an agent', 'a person', 'real person', 'a real person', 'human agent', 'speak to a human', 'speak to someone', 'talk to someone', 'talk to a person', 'talk to a human', 'speak to a person', 'talk to staff', 'speak to staff', 'speak to an agent', 'talk to an agent', 'call staff', 'call someone', 'get someone', 'get me someone', 'get me a human', 'a member of staff', 'member of staff', 'operator', 'assistant', 'customer service', 'human help', 'call a human', 'call an agent', 'get a human', 'get staff', 'is there someone', 'i want a human', 'i need a human', 'i want a person', 'talk to a real person', 'speak to a real person', 'speak with someone', 'speak with a person', 'speak with staff', 'talk with someone', 'speak with a human', 'speak to a member of staff', 'talk to a member of staff', 'call a member of staff', 'get a member of staff', 'connect me to an agent', 'connect me to staff', 'i need a person', 'is anybody there', 'is anyone there'],
  },
  'start-over': { zh: ['重新开始', '从头开始', '重来', '重头再来', '从头来', '重新来', '重新来过', '回首页', '回到首页', '返回首页', '首页', '主页', '返回主页', '回主页', '全部取消', '都取消'], en: ['start over', 'start again', 'restart', 'begin again', 'from the beginning', 'main menu', 'home', 'home page', 'go home', 'home screen', 'start from the beginning', 'cancel everything', 'back to start', 'back to the start', 'go to the main menu', 'go to the home page'] },
  goodbye: { zh: ['再见', '拜拜', '结束', '没有了', '没有别的了', '没别的了', '没事了', '不用了谢谢', '没有了谢谢', '我走了', '办完了', '好了没有了', '结束服务', '不需要了', '没了', '就这些', '就这样', '可以了谢谢', '没有其他的了', '没有其他事了', '谢谢再见', '好的再见', '没有谢谢', '不需要了谢谢'], en: ['goodbye', 'good bye', 'bye', 'bye bye', 'thats all', 'that is all', 'nothing else', 'no thanks', 'no thank you', 'im done', 'i am done', 'thats it', 'that is it', 'see you', 'finish', 'we are done', 'thank you goodbye', 'thanks bye', 'thank you bye', 'thanks goodbye', 'that will be all', 'nothing more', 'no that is all', 'no thats all', 'thats all thank you', 'thats all thanks', 'no thats it'] },
  resume: { zh: ['继续', '接着办', '接着刚才的', '继续刚才的', '回到刚才', '回到刚才的', '先办第一个', '先办刚才的', '继续办', '继续办理', '接着来', '继续刚才的事', '接着说', '先办前面的', '先把第一个办完', '先办完第一个', '接着办刚才的', '刚才那个继续', '继续第一个', '回到第一个', '先办原来的'], en: ['continue', 'go on', 'resume', 'carry on', 'go on with the first thing', 'back to the first', 'back to the first one', 'go on with that', 'the first thing', 'continue with the first', 'continue with the first thing', 'where were we', 'continue the first one', 'go back to the first thing', 'finish the first one', 'finish the first thing', 'lets go on', 'lets continue', 'proceed'] },
  hello: { zh: ['你好', '您好', '喂', '嗨', '哈喽', '在吗', '你好啊', '你好呀', '早上好', '上午好', '下午好', '晚上好', '有人在吗你好'], en: ['hello', 'hi', 'hey', 'hi there', 'hello there', 'hey there', 'good morning', 'good afternoon', 'good evening'] },
  thanks: { zh: ['谢谢', '谢谢你', '谢谢您', '多谢', '非常感谢', '好的谢谢', '太好了谢谢', '知道了谢谢', '明白了谢谢', '辛苦了', '谢啦', '谢了'], en: ['thanks', 'thank you', 'thank you very much', 'many thanks', 'thanks a lot', 'great thanks', 'ok thanks', 'okay thanks', 'okay thank you', 'great thank you', 'thank you so much', 'cheers'] },
};

/** A human is asked for in too many ways to list. */
const HUMAN = {
  zh: /^(?:叫|找|请|喊|转|接|呼叫|联系|转接|接通|换|来|给我叫|跟|和|与)+(?:一下|个|一个|位|一位|你们|你们的|这里的)*(?:人工|真人|活人|工作人员|服务员|客服|客服人员|店员|导购|导购员|经理|值班经理|大堂经理|领班|店长|人)(?:服务|客服|来|过来|来一下|过来一下|来帮|帮忙|帮我|帮我一下|说话|说|讲话|聊|处理|谈|问问)*$/,
  en: /^(?:call|get|find|fetch|bring|send|connect|transfer|put|let|speak|talk|chat|see)(?: me| us)?(?: over)?(?: speak| talk)?(?: to| through to| with| through)? ?(?:a |an |the |some |any |one of the |your )?(?:real |human |live |actual )?(?:human|human being|person|people|agent|staff|member of staff|member of the staff|staff member|someone|somebody|operator|employee|assistant|colleague|clerk|representative|manager|lobby manager|duty manager|waiter|waitress|attendant)(?: here| over| in person| who can help| to help| to help me)?$/,
} as const;
/** Staff by the name of their trade or place: asked for where they are wanted, never where one asks about them. */
const STAFF = {
  zh: /^(?:我|我们|那|就|请问|能不能|可以|能|可不可以|麻烦)*(?:想|要|想要|需要)?(?:帮我们?|给我们?|替我|请)*(?:(?:叫|找|请|喊|转|接|转接|呼叫|联系|见|咨询|打给|问问?)(?:一下|个|一个|位|一位|你们的?|这里的|下)*|(?:要|想要|需要|来|派)(?:个|一个|位|一位)+)(?:前台|总台|服务台|顾问|柜员|坐席|接待|接待员|管家|销售|技术员|老师|客户经理|理财经理|置业顾问|课程顾问|销售顾问|保安)(?:人员|同事|小姐|服务|的人)?(?:来|过来|来一下|过来一下|帮忙|帮我|帮我一下|说话|聊聊?|谈|问问|吗|吧|行吗|可以吗)*$/,
  en: /^(?:(?:please|hi|hello|hey|sorry|ok|okay|well|so|then|can|could|may|would|you|i|we|id|ill) )*(?:(?:want|need|would like|like|wanna)(?: to)? ?)?(?:(?:speak|talk|chat)(?: to| with)? |(?:see|call|ring|phone|contact|get|have|find|fetch|send|bring|give|connect|transfer|put)(?: me| us)?(?: over| through)?(?: to| with)? )?(?:a|an|the|your|some|one of your|one of the) (?:front desk|reception|receptionist|advis[eo]r|consultant|teller|clerk|counter staff|sales ?person|shop assistant|representative|technician|supervisor|concierge|human|person|agent|staff|staff member|member of staff)(?: here| over| please| now| to help(?: me)?)*$/,
} as const;
/** What shows that staff are wanted, beside a bare "the front desk". */
const WANTED_EN = /\b(?:want|need|like|speak|talk|chat|call|ring|phone|contact|connect|transfer|see|send|bring|fetch|put|give|get me|get us|have|find me)\b/;

/** Whether staff are asked for by their trade: where the pack means something of its own by these words, that goes first. */
export function asksForStaff(text: string, language: Language): boolean {
  const said = plain(text).replace(/'/g, '');
  if (said.length > LONGEST_COMMAND || !STAFF[language].test(said)) return false;
  return language === 'zh' || (WANTED_EN.test(said) && !/\b(?:get|find|call|go|bring) to\b|\bcan i find\b/.test(said));
}

/** "算了不约了": given up, whatever the task's verb. */
const GIVEN_UP = {
  zh: /^(?:算了|哎|唉|那|那就|我|还是|先|这次|都)*(?:不|别|甭)(?:想|用|要)?(?:预约|预订|预定|约|办|取|取号|查|查询|订|弄|充|充值|缴|交|修|报修|点|挂|挂号|寄|报|搞|做|登记|申请)(?:号|单|费|这个)?了(?:吧|啊|算了)?$/,
  en: /^(?:actually |no |well |sorry |oh )*(?:(?:i )?(?:dont|do not) want (?:to \w+|it|this|that|an? \w+)(?: \w+){0,3} any ?more|(?:lets |let us |just )?leave it(?: then)?|not any ?more|i have changed my mind|ive changed my mind|no i changed my mind|do not bother|dont bother)$/,
} as const;
/** "... 我要人工": the wish at the end counts, whatever stands before it. */
const ENDS_WITH_HUMAN = /^(?!.*[哪几]).*(?:我要|转|找|叫|接)(?:一下|个)?(?:人工|真人|客服|人工客服|人工服务)$/;
/** Ways of having had enough that answer a question, too: "no thanks" to a question means no. */
const SOFT_GOODBYES = new Set(['没有了', '没有别的了', '没别的了', '没事了', '不用了谢谢', '没有了谢谢', '不需要了', '没了', '就这些', '就这样', '可以了谢谢', '没有谢谢', '不需要了谢谢', 'no thanks', 'no thank you', 'nothing else', 'nothing more', 'thats all', 'that is all', 'thats it', 'that is it']);

/** A goodbye that is also a plain no. */
export function isSoftGoodbye(text: string): boolean {
  return SOFT_GOODBYES.has(plain(text)) || partingIn(text, hasHan(text) ? 'zh' : 'en') === 'soft';
}

const POLITE = {
  zh: { before: /^(?:等一下|等一等|等会儿?|等等|慢着|对不起|请你|请您|请问|请|麻烦你|麻烦您|麻烦|劳驾|能不能|可不可以|可以|能|你能|您能|帮我|给我|我想要|我想|我要|我需要|想|要|嗯|呃|啊|哦|那个|那|就|好的|好|不好意思|你好|您好|我)/, after: /(?:谢谢你|谢谢您|谢谢|吗|吧|呢|啊|呀|哦|了|一下|好吗|好不好|行吗|可以吗|行不行)$/ },
  en: { before: /^(?:no wait|wait(?: a (?:minute|moment|second))?|hold on|hang on|please|can you|could you|would you|can i|could i|may i|i want to|i would like to|id like to|i would like|id like|i need to|i need|i want|let me|lets|um|uh|er|oh|ok|okay|well|so|sorry|excuse me|hey|hello|just|now|to|and|then|hi)\b\s*/, after: /\s*\b(?:please|thanks|thank you|now|for me|a bit|a little|then|ok|okay)$/ },
} as const;

/** Chinese commands by their sound, for what a recogniser writes with other characters. Two characters at least. */
let sounds: Map<string, Command> | undefined;

function bySound(text: string): Command | undefined {
  if (!/^\p{Script=Han}{2,8}$/u.test(text)) return undefined;
  sounds ??= new Map(COMMANDS.flatMap((command) => PHRASES[command].zh.filter((phrase) => /^\p{Script=Han}{2,}$/u.test(phrase)).map((phrase) => [syllables(phrase).join(' '), command] as const)));
  return sounds.get(syllables(text).join(' '));
}

const TABLES: Record<Language, Map<string, Command>> = { zh: table('zh'), en: table('en') };

function table(language: Language): Map<string, Command> {
  return new Map(COMMANDS.flatMap((command) => PHRASES[command][language].map((phrase) => [plain(phrase), command] as const)));
}

/** Said alone these ask for a repetition; inside or beside other words they mean nothing. */
const BARE_REPEATS = new Set(['什么', '啊', '哈', 'what', 'huh', 'sorry', 'eh']);

/** Characters; longer is no command (and no food for the patterns above). */
const LONGEST_COMMAND = 80;

/** The command this utterance is, as a whole; undefined for everything else. `bare`: without taking politeness off. */
export function commandIn(text: string, language: Language, bare = false): Command | undefined {
  const command = phraseIn(text, language, bare) ?? (!bare && asksForStaff(text, language) ? 'human' : undefined);
  if (command !== undefined || bare) return command;
  const parting = partingIn(text, language);
  return parting === null ? undefined : parting === 'thanks' ? 'thanks' : 'goodbye';
}

function phraseIn(text: string, language: Language, bare: boolean): Command | undefined {
  const known = TABLES[language];
  let rest = plain(text);
  if (rest.length > LONGEST_COMMAND) return undefined;
  if (language === 'zh' && rest.length <= 16 && ENDS_WITH_HUMAN.test(rest)) return 'human';
  if (!bare && GIVEN_UP[language].test(rest)) return 'cancel';
  const sounded = language === 'zh' && !bare && !known.has(rest) ? bySound(rest) : undefined;
  if (sounded !== undefined) return sounded;
  if (!bare && BARE_REPEATS.has(rest)) return 'repeat';
  for (let round = 0; round < 5; round++) {
    const command = known.get(rest);
    if (command !== undefined || bare) return command;
    if (rest.length <= (language === 'zh' ? 16 : LONGEST_COMMAND) && HUMAN[language].test(rest)) return 'human';
    const ended = rest.replace(POLITE[language].after, '').trim();
    const withoutEnd = known.get(ended);
    if (withoutEnd !== undefined) return withoutEnd;
    if (ended.length <= (language === 'zh' ? 16 : LONGEST_COMMAND) && HUMAN[language].test(ended)) return 'human';
    const begun = rest.replace(POLITE[language].before, '').trim();
    const next = begun !== rest ? begun : ended;
    if (next === rest || next === '') return undefined;
    rest = next;
  }
  return known.get(rest);
}

/** For grammars: every phrase, in the order of the table (the first of each command is the usual one). */
export function commandPhrases(language: Language): { command: Command; phrases: readonly string[] }[] {
  return COMMANDS.map((command) => ({ command, phrases: PHRASES[command][language].filter((phrase) => (language === 'zh') !== /[a-z]/.test(phrase)) }));
}
