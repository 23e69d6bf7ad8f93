// The engine's own sentences, by key. Each key is a ladder of variants: the next one is taken each time, so that nobody
// hears the same sentence twice in a row. Packs override by key (pack.yaml `prompts`). 您 becomes 你 where the persona says so.
import type { Language } from '../protocol/language.ts';
import { fillHoles } from './pack/expand-graph.ts';
import type { PackFile } from './pack/schema.ts';

type Ladder = Record<Language, readonly string[]>;

export const PROMPTS = {
  // What was not understood
  'not-heard': { zh: ['抱歉，没听清，请再说一遍。', '还是没听清，请靠近一点、慢一点说。', '声音不太清楚，您也可以直接点屏幕。'], en: ['Sorry, I did not catch that. Please say it again.', 'I still could not hear it. Please come closer and speak slowly.', 'The sound is not clear. You can also touch the screen.'] },
  'no-match-rephrase': { zh: ['这句我没明白。您可以换个说法，比如：{example}', '我还没听懂，换个说法试试，例如：{example}'], en: ['I did not understand that. Try other words, for example: {example}', 'I am not sure what you mean. You could say: {example}'] },
  'no-match-options': { zh: ['还是没明白您的意思。请看屏幕，说出或点选其中一项。', '请从屏幕上的几项里选一个，说第几个也可以。'], en: ['I still do not understand. Please look at the screen and say or touch one of these.', 'Please choose one on the screen; you can also say its number.'] },
  'offer-human': { zh: ['这件事我可能帮不上忙，要不要为您请一位工作人员？', '需要我请工作人员来帮您吗？'], en: ['I may not be able to help with this. Shall I get a member of staff?', 'Would you like me to call a member of staff?'] },
  'offer-declined': { zh: ['好的。您可以换个问题，或者点屏幕上的一项。', '好的，不请人。还有什么可以帮您？'], en: ['All right. Ask me something else, or touch one of these.', 'All right, nobody is called. What else can I do?'] },
  'slot-again': { zh: ['没听明白{label}，例如可以说：{example}', '请再说一次{label}，像这样：{example}'], en: ['I did not get the {label}. You could say: {example}', 'Please say the {label} again, like this: {example}'] },
  'slot-options': { zh: ['{label}还没有记下。请在屏幕上点选或输入，也可以慢慢再说一次。', '您可以直接用屏幕填写{label}。'], en: ['I still have no {label}. Please touch or type it on the screen, or say it slowly once more.', 'You can fill in the {label} on the screen.'] },
  'slot-invalid': { zh: ['这个{label}好像不对，请核对后再说一遍。', '{label}还是不对，请在屏幕上输入。'], en: ['That {label} does not look right. Please check it and say it again.', 'The {label} still does not fit. Please type it on the screen.'] },
  'not-optional': { zh: ['{label}不能跳过。', '这里需要{label}，没法略过。'], en: ['The {label} cannot be skipped.', 'I do need the {label} here.'] },
  // Answers that were understood and cannot be taken
  'outside-min': { zh: ['{label}最少是{limit}。', '{label}不能少于{limit}。'], en: ['The {label} must be at least {limit}.', 'Less than {limit} is not possible for the {label}.'] },
  'outside-max': { zh: ['{label}最多是{limit}。', '{label}不能超过{limit}。'], en: ['The {label} can be {limit} at most.', 'More than {limit} is not possible for the {label}.'] },
  'outside-length': { zh: ['{label}应该是{limit}位，刚才是{value}位。', '{label}要{limit}位数字，这里只认到{value}位。'], en: ['The {label} has {limit} digits; that was {value}.', 'I need {limit} digits for the {label}, and got {value}.'] },
  'outside-phone': { zh: ['刚才是{value}位，手机号应该是11位。', '手机号有11位数字，这里只认到{value}位；座机请带上区号。'], en: ['That has {value} digits; a mobile number has 11.', 'I got {value} digits, and a mobile number has 11. A landline needs its area code.'] },
  'outside-past': { zh: ['{value}已经过去了，最早可以选{limit}。', '{value}是过去的日子，从{limit}起才可以。'], en: ['{value} is in the past. The earliest is {limit}.', 'That day, {value}, is over. It can be from {limit} on.'] },
  'outside-early': { zh: ['{label}最早可以选{limit}。', '太早了，从{limit}起才可以。'], en: ['The earliest {label} is {limit}.', 'That is too early; it can be from {limit} on.'] },
  'outside-late': { zh: ['{label}最晚可以选{limit}。', '太晚了，只能选到{limit}。'], en: ['The latest {label} is {limit}.', 'That is too late; it can be up to {limit}.'] },
  'outside-future': { zh: ['{value}还没有到，最晚只能是{limit}。', '这里要的是过去的日子，{value}还没到。'], en: ['{value} has not come yet. The latest is {limit}.', 'It must be a day that is over; {value} has not come yet.'] },
  'outside-hours': { zh: ['可以选的时间是{from}到{to}。', '这个时间不行，要在{from}到{to}之间。'], en: ['It can be from {from} to {to}.', 'That time is not possible; it must be between {from} and {to}.'] },
  'outside-opens': { zh: ['最早是{from}。', '{from}以后才可以。'], en: ['The earliest is {from}.', 'It must be {from} or later.'] },
  'outside-closes': { zh: ['最晚是{to}。', '{to}以前才可以。'], en: ['The latest is {to}.', 'It must be {to} or earlier.'] },
  'outside-again': { zh: ['请重新说一下{label}。', '{label}换一个吧。'], en: ['Please say the {label} again.', 'What shall the {label} be instead?'] },
  'outside-gone': { zh: ['今天{value}已经过了。', '现在已经过了{value}。'], en: ['{value} today is over.', 'It is past {value} already.'] },
  // Silence
  'slot-waiting': { zh: ['请说{label}，例如：{example}', '等您说{label}，像这样：{example}'], en: ['Please say the {label}, for example: {example}', 'I am waiting for the {label}, for example: {example}'] },
  'no-input-1': { zh: ['您还在吗？', '我在听，请讲。'], en: ['Are you still there?', 'I am listening, please go on.'] },
  'no-input-2': { zh: ['没有听到声音。您也可以点屏幕上的按钮。', '我还在等您的回答，说话或者点屏幕都可以。'], en: ['I hear nothing. You can also use the buttons on the screen.', 'I am still waiting for you. Speak, or touch the screen.'] },
  'no-input-close': { zh: ['那我先不打扰了，需要时再叫我。'], en: ['I will leave it here. Call me when you need me.'] },
  // Choosing
  'clarify': { zh: ['您想问的是：{options}？', '请再确认一下，是{options}？'], en: ['Do you mean {options}?', 'Just to be sure: {options}?'] },
  'choose-none': { zh: ['好的，都不是。请换个说法再说一遍。', '明白，这些都不对。您可以再具体说说。'], en: ['All right, none of them. Please put it in other words.', 'I see, not these. Please tell me a little more.'] },
  // Flow
  'resume': { zh: ['好，我们接着{title}。', '那我们继续{title}。', '回到刚才的{title}。'], en: ['Now back to: {title}.', 'Let us go on with: {title}.', 'Returning to: {title}.'] },
  'task-open': { zh: ['我们正在{title}。', '{title}正在进行中。'], en: ['We are already at it: {title}.', 'That is what we are doing: {title}.'] },
  'next-task': { zh: ['您刚才还说要{title}，现在办吗？', '接下来办{title}，好吗？'], en: ['You also asked for this: {title}. Shall we do it now?', 'Next comes: {title}. Shall we go on?'] },
  'too-deep': { zh: ['手上已经有三件事了。先把{title}办完好吗？也可以说“不办了”，改办{other}。', '事情有点多。要先办完{title}吗？不办的话我们就去{other}。'], en: ['We have three things open already. Shall we finish this first: {title}? Or say "drop it" to go to: {other}.', 'That would be a fourth thing. Shall we finish {title} first? Otherwise say "drop it", and we go to: {other}.'] },
  'corrected': { zh: ['好的，{label}改为{value}。', '明白，{label}换成{value}。'], en: ['All right, {label} is now {value}.', 'Changed: {label} is {value}.'] },
  'proposed': { zh: ['那就{value}。', '好，我先记{value}。'], en: ['Let us take {value}, then.', 'All right, I put down {value}.'] },
  'what-to-change': { zh: ['好的，请告诉我哪里需要修改。', '好，要改哪一项？'], en: ['All right. What should I change?', 'Which part should be different?'] },
  'cancelled': { zh: ['好的，{title}已取消。', '没问题，{title}先不办了。'], en: ['All right, I have cancelled: {title}.', 'Cancelled: {title}.'] },
  'nothing-to-cancel': { zh: ['现在没有正在办理的事项。还有什么可以帮您？', '没有要取消的事。您想办什么？'], en: ['Nothing is in progress. What else can I do for you?', 'There is nothing to cancel. What would you like to do?'] },
  'back': { zh: ['好，回到上一步。', '好的，我们退回一步。'], en: ['One step back.', 'All right, back to the last question.'] },
  'back-first': { zh: ['已经是第一步了。', '前面没有了，这就是第一步。'], en: ['This is the first step.', 'There is nothing before this one.'] },
  'anything-else': { zh: ['还需要办别的吗？', '还有什么可以帮您？', '请问还有其他事情吗？'], en: ['Is there anything else?', 'Can I help you with something else?', 'What else can I do for you?'] },
  'hello': { zh: ['您好，请讲。', '您好，有什么可以帮您？'], en: ['Hello, please go ahead.', 'Hello, what can I do for you?'] },
  'go-ahead': { zh: ['请讲。', '好的，您说。'], en: ['Please go ahead.', 'Yes, please?'] },
  'no-hurry': { zh: ['好的，不着急。', '您慢慢来。'], en: ['Take your time.', 'No hurry.'] },
  'welcome': { zh: ['不客气。还需要别的吗？', '不用谢。还有什么可以帮您？'], en: ['You are welcome. Anything else?', 'My pleasure. What else can I do?'] },
  'one-moment': { zh: ['请稍等，正在处理。', '马上就好，请稍等。'], en: ['One moment, please.', 'Just a moment, please.'] },
  'still-busy': { zh: ['还在处理，请再等一下。', '就快好了。'], en: ['I am still working on it.', 'Almost there.'] },
  'attribute-missing': { zh: ['{entity}的{label}我这里还没有登记，需要的话我可以请工作人员。', '{entity}的{label}我不清楚，您可以问工作人员。'], en: ['I have no {label} for {entity} yet. I can call a member of staff if you like.', 'I have no {label} for {entity} on record. Staff may know it.'] },
  // Commands
  'help': { zh: ['您可以直接说要办的事或要问的问题，也可以点屏幕。说“返回”“取消”“人工”随时有效。', '说出您的问题，或者点屏幕上的一项；随时可以说“人工”。'], en: ['Say what you need or touch the screen. "Back", "cancel" and "staff" always work.', 'Ask your question, or touch an item; you can say "staff" at any time.'] },
  'louder': { zh: ['好的，声音大一些。', '再大一点。'], en: ['All right, louder.', 'Louder still.'] },
  'quieter': { zh: ['好的，声音小一些。', '再小一点。'], en: ['All right, more quietly.', 'Quieter still.'] },
  'slower': { zh: ['好的，我说慢一点。', '好，再慢一些。'], en: ['All right, I will speak more slowly.', 'More slowly still.'] },
  'faster': { zh: ['好的，我说快一点。', '好，再快一些。'], en: ['All right, I will speak faster.', 'Faster still.'] },
  'larger': { zh: ['好的，字放大了。', '好，再大一些。'], en: ['All right, larger letters.', 'Larger still.'] },
  'language-switched': { zh: ['好的，我们说中文。'], en: ['All right, let us speak English.'] },
  'task-updated': { zh: ['抱歉，这项内容刚刚更新了，没办法接着办。需要的话请重新开始。'], en: ['Sorry, this has just been updated, so I cannot go on with it. Please begin again if you still need it.'] },
  'language-only': { zh: ['这里目前只支持中文。', '抱歉，这里只会说中文。'], en: ['Only English is available here.', 'I am sorry, I only speak English here.'] },
  'nothing-to-repeat': { zh: ['我还没说什么呢，请讲。', '我刚才没有说话，您请讲。'], en: ['I have not said anything yet. Please go ahead.', 'There is nothing to repeat yet. Please go ahead.'] },
  'goodbye': { zh: ['感谢您的光临，再见。'], en: ['Thank you for your visit. Goodbye.'] },
  'start-over': { zh: ['好的，重新开始。'], en: ['All right, starting over.'] },
  'idle': { zh: ['时间到了，为保护您的隐私，本次记录已清除。'], en: ['Time is up. Your entries have been cleared.'] },
  // A human
  'human-raising': { zh: ['好的，正在为您联系工作人员，请稍候。'], en: ['All right, I am calling a member of staff. Please wait.'] },
  'human-already': { zh: ['已经在为您联系了，请再等一下。', '工作人员已经在路上了，请稍等。'], en: ['Somebody is already being called. Please wait a little longer.', 'Staff have been told already. It will not be long.'] },
  'human-waiting': { zh: ['还在为您接通，您也可以先问我别的。', '工作人员马上就来，请稍候。'], en: ['Still connecting you. You may ask me something meanwhile.', 'Somebody will be with you soon.'] },
  'human-place': { zh: ['前面还有{count}位。'], en: ['{count} ahead of you.'] },
  'human-accepted': { zh: ['工作人员{agent}已接入，请讲。'], en: ['{agent} is with you now. Please go ahead.'] },
  'human-passed-on': { zh: ['已经转告工作人员。', '我先记下，工作人员会看到。'], en: ['I have passed that on.', 'Noted; staff will see it.'] },
  'human-cancelled': { zh: ['好的，不用请人了。'], en: ['All right, nobody is needed any more.'] },
  'human-handback': { zh: ['工作人员已处理完，接下来由我继续。'], en: ['The member of staff is done. I will go on with you.'] },
  'human-ended': { zh: ['人工服务已结束。'], en: ['The conversation with staff has ended.'] },
  // Rating
  'survey': { zh: ['请为这次服务打个分，一到五分。'], en: ['Please rate this service, from one to five.'] },
  'survey-thanks': { zh: ['谢谢您的评价，再见。'], en: ['Thank you for your rating. Goodbye.'] },
  // Words on the screen
  'label-yes': { zh: ['是'], en: ['Yes'] }, 'label-no': { zh: ['不是'], en: ['No'] },
  'label-confirm': { zh: ['确认'], en: ['Confirm'] }, 'label-change': { zh: ['修改'], en: ['Change'] },
  'label-human': { zh: ['请工作人员'], en: ['Call staff'] }, 'label-home': { zh: ['回首页'], en: ['Home'] }, 'label-cancel': { zh: ['取消'], en: ['Cancel'] },
  'label-none': { zh: ['都不是'], en: ['None of these'] }, 'label-more': { zh: ['更多'], en: ['More'] }, 'label-skip': { zh: ['跳过'], en: ['Skip'] },
  'label-finish': { zh: ['先办完{title}'], en: ['Finish: {title}'] }, 'label-drop': { zh: ['不办了，去{other}'], en: ['Drop it, go to: {other}'] },
  'label-done': { zh: ['没有了，再见'], en: ['That is all, goodbye'] },
  'headline-listening': { zh: ['我在听，请讲'], en: ['I am listening'] },
  'headline-more': { zh: ['还需要什么？'], en: ['What else?'] },
  'headline-goodbye': { zh: ['再见'], en: ['Goodbye'] },
  'headline-touch-only': { zh: ['请点屏幕办理'], en: ['Please use the screen'] },
  'headline-waiting': { zh: ['正在请工作人员'], en: ['Calling a member of staff'] },
  'headline-talking': { zh: ['{agent}为您服务'], en: ['{agent} is helping you'] },
  'headline-nobody': { zh: ['现在没有工作人员'], en: ['No member of staff is free'] },
  'hint-listening': { zh: ['直接说出来，或点下面一项'], en: ['Just say it, or touch one below'] },
  'hint-touch-only': { zh: ['暂时听不到声音，其他功能都正常。'], en: ['I cannot hear at the moment. Everything else works.'] },
} as const satisfies Record<string, Ladder>;

export type PromptKey = keyof typeof PROMPTS;

/** All variants of a key in one language: the pack's own, else ours. */
export function variantsOf(pack: PackFile, key: PromptKey, language: Language): readonly string[] {
  const own = pack.prompts[key]?.[language];
  if (own !== undefined && own.length > 0) return own;
  const ours: readonly string[] = PROMPTS[key][language];
  return pack.persona.address === '你' ? ours.map((text) => text.replaceAll('您', '你')) : ours;
}

/** The `turn`-th variant (counting from 0, going round), with `{holes}` filled. */
export function prompt(pack: PackFile, key: PromptKey, language: Language, holes: Record<string, string> = {}, turn = 0): string {
  const variants = variantsOf(pack, key, language);
  const text = fillHoles(variants[turn % variants.length] ?? '', holes);
  return language === 'zh' ? text : text.replaceAll(/\b([Tt])he (your|my|our|the|its)\b/g, (_, t: string, own: string) => (t === 'T' ? own.slice(0, 1).toUpperCase() + own.slice(1) : own)); // a label may begin so
}
