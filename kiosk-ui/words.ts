// The fixed words of the screen itself (everything else comes from the pack), written in each language, not translated.
import type { Language } from '../flows/protocol/language.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const WORDS = {
  zh: {
    microphoneOn: '麦克风', microphoneOff: '已静音', microphoneFailed: '不可用', keyboard: '键盘', otherLanguage: 'English', volume: '音量', slower: '慢一点',
    larger: '大字', human: '人工', startOver: '重新开始', toolbar: '常用操作',
    louder: '大一点', quieter: '小一点', volumeTitle: '说话音量', volumeLevel: (n: number) => `${n} 级，共 4 级`, close: '收起',
    orTouch: '或轻触这里', touchToStart: '轻触开始', chooseHint: '说出名称或数字，也可以轻触',
    youSay: '您说', kioskSays: '助手说', agentSays: '工作人员说', listening: '正在听', speaking: '正在说', thinking: '正在想', off: '麦克风已关', trySaying: '您可以这样问',
    interrupt: '想到什么，随时打断我', youAsked: '您问', steps: '步骤', back: '返回', more: '往下看', moreUp: '往上看',
    done: '好了', clear: '清空', erase: '删除一位', space: '空格', send: '发送', typeHere: '在这里打字', typed: '输入内容', digitsOf: (n: number) => `共 ${n} 位`,
    speakOrKey: '直接说出来，或在下面输入', speakOrPick: '直接说出来，或在下面选择', chooseByTouch: '请轻触选择', keyHere: '请在下面输入', pickHere: '请在下面选择', yes: '是', no: '不是', change: '修改', filling: '正在填写', today: '今天', earlier: '更早', later: '更晚', morning: '上午', afternoon: '下午',
    ahead: '前面还有', aheadUnit: '位', youAreNext: '下一位就是您', inQueue: '排队中', agentJoined: (name: string) => `${name} 正在为您服务`, agentTyping: '对方正在输入', you: '您', kiosk: '助手',
    raising: '正在联系工作人员', yourNumber: '您的号码', keepPicture: '请记下号码，也可以拍照保存',
    rate: ['很不满意', '不满意', '一般', '满意', '很满意'], tapToRate: '轻触或说出 1 到 5',
    stillThere: '您还在吗？', wipeIn: '秒后清除您的内容，留给下一位', stillHere: '我还在', leave: '结束',
    hubOffline: '网络暂时断开。咨询照常，人工和查询稍后恢复。', micFailed: '麦克风暂时听不到。请轻触屏幕办理，恢复后会自动打开。', speakerFailed: '暂时没有声音。请看屏幕上的文字。',
    weekdays: ['日', '一', '二', '三', '四', '五', '六'], monthTitle: (y: number, m: number) => `${y} 年 ${m} 月`, monthsTitle: (m: number, y: number, m2: number) => `${y} 年 ${m} 月至 ${m2} 月`, monthName: (m: number) => `${m} 月`, dayName: (m: number, d: number, w: string) => `${m} 月 ${d} 日 星期${w}`,
    progress: (done: number, all: number) => `第 ${done} 项，共 ${all} 项`,
    fewer: '减少', moreOf: '增加', atLeast: (n: string) => `最少 ${n}`, atMost: (n: string) => `最多 ${n}`, between: (a: string, b: string) => `${a} 到 ${b}`,
    from: '开始', until: '结束', firstDay: '先选开始那天', lastDay: '再选结束那天', firstTime: '先选开始时间', lastTime: '再选结束时间', days: (n: number) => `共 ${n} 天`, chooseMonth: '选择年月', year: (y: number) => `${y} 年`, yearBefore: '上一年', yearAfter: '下一年', noTime: '今天没有可选的时间了', early: '凌晨', evening: '晚上',
    provinces: '省份', plateHint: '先选省份简称', keysPinyin: '拼音', keysLatin: '英文', keysMarks: '符号', keysLetters: '字母', capital: '大写', candidates: '候选字', moreSigns: '更多', fewerSigns: '收起', better: '更优',
  },
  en: {
    microphoneOn: 'Mic on', microphoneOff: 'Mic off', microphoneFailed: 'No mic', keyboard: 'Keyboard', otherLanguage: '中文', volume: 'Volume', slower: 'Slower',
    larger: 'Larger', human: 'Staff', startOver: 'Start over', toolbar: 'Common actions',
    louder: 'Louder', quieter: 'Quieter', volumeTitle: 'Speaking volume', volumeLevel: (n: number) => `Level ${n} of 4`, close: 'Close',
    orTouch: 'or touch here', touchToStart: 'Touch to start', chooseHint: 'Say the name or the number, or touch',
    youSay: 'You', kioskSays: 'Kiosk', agentSays: 'Staff', listening: 'Listening', speaking: 'Speaking', thinking: 'Thinking', off: 'Microphone off', trySaying: 'You can ask',
    interrupt: 'Interrupt me at any time', youAsked: 'You asked', steps: 'Steps', back: 'Back', more: 'More below', moreUp: 'More above',
    done: 'Done', clear: 'Clear', erase: 'Delete one', space: 'Space', send: 'Send', typeHere: 'Type here', typed: 'What you typed', digitsOf: (n: number) => `${n} digits`,
    speakOrKey: 'Say it, or enter it below', speakOrPick: 'Say it, or choose below', chooseByTouch: 'Touch one', keyHere: 'Enter it below', pickHere: 'Choose below', yes: 'Yes', no: 'No', change: 'Change', filling: 'Your turn', today: 'Today', earlier: 'Earlier', later: 'Later', morning: 'Morning', afternoon: 'Afternoon',
    ahead: 'Ahead of you', aheadUnit: '', youAreNext: 'You are next', inQueue: 'In the queue', agentJoined: (name: string) => `${name} is helping you`, agentTyping: 'Typing', you: 'You', kiosk: 'Kiosk',
    raising: 'Calling a member of staff', yourNumber: 'Your number', keepPicture: 'Note the number or take a photo of it',
    rate: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'], tapToRate: 'Touch or say 1 to 5',
    stillThere: 'Are you still there?', wipeIn: 'seconds until your details are cleared for the next visitor', stillHere: 'I am still here', leave: 'Finish',
    hubOffline: 'The network is down. Questions still work; staff and look-ups will be back shortly.', micFailed: 'I cannot hear right now. Please use the screen; the microphone will come back by itself.', speakerFailed: 'There is no sound right now. Please read the screen.',
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], monthTitle: (y: number, m: number) => `${MONTHS[m - 1]} ${y}`, monthsTitle: (m: number, y: number, m2: number) => `${MONTHS[m - 1]} to ${MONTHS[m2 - 1]} ${y}`, monthName: (m: number) => (MONTHS[m - 1] ?? '').slice(0, 3), dayName: (m: number, d: number, w: string) => `${w} ${d} ${MONTHS[m - 1]}`,
    progress: (done: number, all: number) => `${done} of ${all}`,
    fewer: 'Fewer', moreOf: 'More', atLeast: (n: string) => `${n} or more`, atMost: (n: string) => `${n} at most`, between: (a: string, b: string) => `${a} to ${b}`,
    from: 'From', until: 'To', firstDay: 'Choose the first day', lastDay: 'Now the last day', firstTime: 'Choose the start', lastTime: 'Now the end', days: (n: number) => (n === 1 ? '1 day' : `${n} days`), chooseMonth: 'Choose month and year', year: (y: number) => String(y), yearBefore: 'Year before', yearAfter: 'Year after', noTime: 'No time is left today', early: 'Night', evening: 'Evening',
    provinces: 'Province', plateHint: 'Choose the province first', keysPinyin: '拼音', keysLatin: 'ABC', keysMarks: '#+=', keysLetters: 'abc', capital: 'Shift', candidates: 'Characters', moreSigns: 'More', fewerSigns: 'Less', better: 'Better',
  },
} satisfies Record<Language, Record<string, unknown>>;

export type Words = (typeof WORDS)['zh'] | (typeof WORDS)['en'];

/** Halls say 您, shops say 你: the same words with the pack's own address. */
const FAMILIAR = Object.fromEntries(Object.entries(WORDS.zh).map(([name, word]) => [name,
  typeof word === 'string' ? word.replaceAll('您', '你')
  : typeof word === 'function' ? (...given: never[]) => (word as (...args: never[]) => string)(...given).replaceAll('您', '你')
  : word])) as unknown as (typeof WORDS)['zh'];

/** The screen's words for a language and a pack's address. */
export const wordsOf = (language: Language, address: '您' | '你' = '您'): Words => (language === 'zh' && address === '你' ? FAMILIAR : WORDS[language]);

/** Shown while the page has lost its device: both languages at once, because nobody knows who is reading. */
export const WAITING = { zh: '请稍等，马上就好', en: 'One moment, we will be right back', staffZh: '如需帮助，请找现场工作人员。', staffEn: 'If you need help, please ask a member of staff.' };

/** BCP 47 tag for `lang` attributes. */
export const langTag = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en');
export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');
