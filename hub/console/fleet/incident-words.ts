// What incidents, reasons and answers of a kiosk mean, in the language of whoever reads them; what is not known is shown as
// it came.
import type { IncidentFacts } from '../../../flows/protocol/conversation.ts';
import type { Language } from '../../../flows/protocol/language.ts';
import { FACT_WORDS, INCIDENTS } from './incident-table.ts';

export interface IncidentText {
  readonly title: string;
  /** What it means and what mends it. */
  readonly text: string;
  /** What was written down, for whoever needs the very words; empty where it adds nothing. */
  readonly recorded: string;
  /** The sentence points to what was written down, so it is shown at once. */
  readonly shown: boolean;
}

const TELLS_WHY = new Set(['content-refused', 'carried-release-refused']);

function factText(name: string, value: IncidentFacts[string], language: Language): string {
  if (typeof value === 'object') return (value[language] ?? '').replace(/[.。]$/, '');
  if (typeof value === 'number') return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en');
  return FACT_WORDS[name]?.[value]?.[language === 'zh' ? 0 : 1] ?? value;
}
/** The sentence with its facts; null when one of them is not known. */
function filled(sentence: string, facts: IncidentFacts, language: Language): string | null {
  const names = [...sentence.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  if (names.some((name) => facts[name] === undefined)) return null;
  return sentence.replace(/\{(\w+)\}/g, (_all, name: string) => factText(name, facts[name] ?? '', language)).replace(/([。.])(?:\s*[。.])+/g, '$1').trim();
}
const MORE = { zh: (n: number) => `（这一分钟里还有更多，只记了 ${n} 条）`, en: (n: number) => ` (more of this minute, only ${n} are noted)` };

export function incidentText(incident: { code: string; text: string; facts?: IncidentFacts | undefined }, language: Language): IncidentText {
  const known = INCIDENTS[incident.code]?.[language];
  if (!known) return { title: incident.code, text: incident.text, recorded: '', shown: false };
  const [title, sentence, full] = known;
  const { facts = {} } = incident;
  const text = full === undefined ? null : filled(full, facts, language);
  const more = typeof facts['more'] === 'number' ? MORE[language](facts['more']) : '';
  return { title, text: `${text ?? sentence}${more}`, recorded: incident.text, shown: TELLS_WHY.has(incident.code) };
}

type Phrases = readonly (readonly [RegExp, string])[];
const ANSWERS: Phrases = [
  [/^The kiosk is not connected\.$/, '终端没有连接，什么也没有发出。'], [/^(\d+) lines$/, '$1 行'], [/^nobody is being served$/, '现在没有访客'], [/^a visitor is being served$/, '正在接待访客'], [/^a visitor came$/, '来了访客'], [/^too late$/, '指令到得太晚，没有执行'],
  [/^interrupted by a restart$/, '执行中终端重启了，没有再做'], [/^it took too long$/, '用时太久'], [/^the machine restarts$/, '机器正在重启'], [/^restarting the machine is not set up here \(--reboot-command\)$/, '这台终端没有设置重启机器的方法（--reboot-command）'],
  [/^this kiosk keeps no log$/, '这台终端不留日志'], [/^this kiosk has no key of its own$/, '这台终端没有自己的密钥'], [/^the kiosk is not ready$/, '终端还没准备好'], [/^the hub answered (\d+)$/, '中枢回应 $1'], [/^there is no microphone$/, '没有麦克风'], [/^there is no loudspeaker$/, '没有喇叭'],
  [/^there is no microphone \[.*\]$/, '没有麦克风，没有自检'], [/^there is no loudspeaker \[.*\]$/, '没有喇叭，没有自检'], [/^echo cancelling .* \[.*\]$/, '开着回声消除，麦克风里没有自己的声音，无法自检'],
  [/^the tone: works \((.*) dB, (\d+) times above the room\); its own wake phrase woke it \[.*\]$/, '测试音传回来了（$1 dB，高出环境 $2 倍）；听出了自己说的唤醒词'],
  [/^the tone: works \((.*) dB, (\d+) times above the room\); its own wake phrase did not wake it \[.*\]$/, '测试音传回来了（$1 dB，高出环境 $2 倍）；没听出自己说的唤醒词'],
  [/^the tone: quieter \((.*) dB, .*$/, '测试音比以前小了很多（$1 dB）'], [/^the tone: not-heard .*$/, '测试音没有传回来'], [/^the microphone gave no sound at all.*$/, '麦克风没有送来任何声音'],
];
/** Why a kiosk is degraded or gone, as it or the broker says it. */
const REASONS: Phrases = [
  [/^no microphone$/, '没有麦克风'], [/^no loudspeaker$/, '没有喇叭'], [/^no microphone and no loudspeaker$/, '没有麦克风，也没有喇叭'], [/^A newer connection took over\.$/, '被新的连接接替'], [/^No sign of life\.$/, '没有任何回音'], [/^It floods the hub\.$/, '发来的消息太多，已切断'],
  [/^The MQTT broker ended \((.*)\)\.$/, '消息服务重启（$1）'], [/^The connection to the MQTT broker is gone\.$/, '中枢与消息服务的连接断开了'], [/^read ECONNRESET$/, '连接中断'], [/^write EPIPE$/, '连接中断'], [/^connection closed$/i, '连接关闭'],
];
function phrase(phrases: Phrases, said: string, language: Language): string {
  if (language === 'en') return said;
  const [form, text] = phrases.find(([one]) => one.test(said)) ?? [];
  return form && text !== undefined ? said.replace(form, text) : said;
}
/** The answer of a kiosk to a command. */
export function answerText(detail: string, language: Language): string {
  return phrase(ANSWERS, /^The kiosk did not do it: (.*)\.$/s.exec(detail)?.[1] ?? detail, language);
}
export function reasonText(reason: string, language: Language): string { return phrase(REASONS, reason, language); }
/** Where an incident was: a kiosk, an address that is none of ours, or a rollout. */
export function placeText(place: string, language: Language): string {
  return language === 'en' ? place : place.replace(/\brollout of /, '发布 ').replace(/^from /, '来自 ');
}
