// What incidents and answers of a kiosk mean, by their code or their fixed English words; what is not known is shown as it came.
import type { Language } from '../../../flows/protocol/language.ts';
import { FLEET_WORDS } from './fleet-words.ts';

/** Codes beside those of lamps and watchdog: zh, en. */
const CODES: Readonly<Record<string, readonly [string, string]>> = {
  'no-microphone': ['没有麦克风', 'No microphone'], 'no-loudspeaker': ['没有喇叭', 'No loudspeaker'], 'no-voice': ['没有语音', 'No voice'], 'no-model': ['没有语音模型', 'No speech model'], 'model-broken': ['语音模型损坏', 'The speech model is damaged'],
  'recognizer-crashed': ['识别器崩溃，已重启', 'The recogniser crashed and was started again'], 'loudspeaker-crashed': ['放音程序崩溃，已重启', 'The loudspeaker\'s process crashed and was started again'],
  'disk-full': ['磁盘满了', 'The disk is full'], 'data-folder-not-writable': ['数据文件夹不可写', 'The data folder cannot be written'], internal: ['程序出错', 'An error of the program'], 'session-crashed': ['来访因崩溃中断', 'A visit ended by a crash'],
  'hub-unreachable': ['连不上中枢', 'The hub could not be reached'], 'hub-behind': ['中枢来自备份，终端重新上传', 'The hub came back from a backup; the kiosk sends again'], 'numbers-given-twice': ['记录编号重复，都已保留', 'Numbers of records were given twice; all are kept'],
  'event-unreadable': ['有记录读不懂，已保留', 'A record could not be read; it is kept'], 'message-malformed': ['发来的消息格式不对', 'A message had the wrong form'], 'message-too-large': ['发来的消息过大', 'A message was too large'], 'version-unknown': ['版本不认识', 'An unknown version'],
  'content-rolled-back': ['新内容有问题，终端自己退回了旧内容', 'New content failed; the kiosk went back by itself'], 'content-damaged': ['内容文件损坏，已退回', 'Content was damaged; the kiosk fell back'], 'content-untrusted': ['内容的签名不可信，没有采用', 'Content was not signed as it must be'], 'content-expired': ['内容的签名过期，不再安装新的', 'Signed metadata has expired; nothing new is installed'],
  'carried-release-refused': ['没有采用 U 盘上的内容', 'Content from USB was not taken'], 'checksum-wrong': ['下载的文件校验不符', 'A downloaded file is not what was signed'], 'download-broken': ['下载中断', 'A download broke off'], 'pack-invalid': ['内容包有错误', 'The pack has errors'],
  'outbox-dropped': ['积压太多，精简了记录', 'Records were thinned, the backlog was too large'], 'outbox-forgotten': ['中枢丢失的记录，终端也没有了', 'Records that the hub lost are gone at the kiosk too'], 'session-erased': ['一次来访的内容已抹去', 'A visit was erased'],
  'duplicate-identity': ['同一身份出现在两台机器，都已隔离', 'One identity on two machines; both are held off'],
  'rollout-halted': ['发布已自动停止', 'A rollout was halted'], 'rollout-rolled-back': ['发布已自动退回', 'A rollout was rolled back'],
};

export function incidentTitle(code: string, language: Language): string {
  return FLEET_WORDS[language].codes[code] ?? CODES[code]?.[language === 'zh' ? 0 : 1] ?? (code.startsWith('rollout-') ? { zh: '发布出了问题', en: 'A rollout needs attention' }[language] : code);
}

const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/^The kiosk is not connected\.$/, '终端没有连接，什么也没有发出。'], [/^(\d+) lines$/, '$1 行'], [/^nobody is being served$/, '现在没有访客'], [/^a visitor is being served$/, '正在接待访客'], [/^a visitor came$/, '来了访客'], [/^too late$/, '指令到得太晚，没有执行'],
  [/^interrupted by a restart$/, '执行中终端重启了，没有再做'], [/^it took too long$/, '用时太久'], [/^the machine restarts$/, '机器正在重启'], [/^restarting the machine is not set up here \(--reboot-command\)$/, '这台终端没有设置重启机器的方法（--reboot-command）'],
  [/^this kiosk keeps no log$/, '这台终端不留日志'], [/^this kiosk has no key of its own$/, '这台终端没有自己的密钥'], [/^the kiosk is not ready$/, '终端还没准备好'], [/^the hub answered (\d+)$/, '中枢回应 $1'], [/^there is no microphone$/, '没有麦克风'], [/^there is no loudspeaker$/, '没有喇叭'],
  [/^there is no microphone \[.*\]$/, '没有麦克风，没有自检'], [/^there is no loudspeaker \[.*\]$/, '没有喇叭，没有自检'], [/^echo cancelling .* \[.*\]$/, '开着回声消除，麦克风里没有自己的声音，无法自检'],
  [/^the tone: works \((.*) dB, (\d+) times above the room\); its own wake phrase woke it \[.*\]$/, '测试音传回来了（$1 dB，高出环境 $2 倍）；听出了自己说的唤醒词'],
  [/^the tone: works \((.*) dB, (\d+) times above the room\); its own wake phrase did not wake it \[.*\]$/, '测试音传回来了（$1 dB，高出环境 $2 倍）；没听出自己说的唤醒词'],
  [/^the tone: quieter \((.*) dB, .*$/, '测试音比以前小了很多（$1 dB）'], [/^the tone: not-heard .*$/, '测试音没有传回来'], [/^the microphone gave no sound at all.*$/, '麦克风没有送来任何声音'],
];

/** The answer of a kiosk to a command, in the language of whoever reads it. */
export function answerText(detail: string, language: Language): string {
  const own = /^The kiosk did not do it: (.*)\.$/s.exec(detail)?.[1] ?? detail;
  if (language === 'en') return own;
  const [form, text] = ANSWERS.find(([one]) => one.test(own)) ?? [];
  return form && text !== undefined ? own.replace(form, text) : own;
}
