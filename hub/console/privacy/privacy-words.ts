// The words about how long data is kept, what a change forgets, and erasing one visit.
import type { Language } from '../../../flows/protocol/language.ts';

interface Kind { name: string; about: string; one: string; many: string; loseOne: string; loseMany: string }
const count = (n: number, more: boolean, tag: string): string => `${n.toLocaleString(tag)}${more ? '+' : ''}`;

const zh = {
  lead: '到了天数，数据由中枢自己忘掉，每小时一次。数字和统计会留下，词句不会。', lastRun: (when: string) => `上一次清理：${when}`, notYet: '启动以来还没有清理过。',
  kind: '数据', kept: '现存', gone: '过去 24 小时忘掉', days: '保留', of: '天', none: '没有', since: (when: string) => `最早 ${when}`, dayCount: (n: number) => `${n.toLocaleString('zh-CN')} 天`, usual: (n: number) => `默认 ${n} 天`,
  change: '更改', label: (name: string) => `${name}保留多少天`, cancel: '取消', save: '保存', saved: '已保存，并记入审计。', looking: '正在算…', least: (n: number) => `至少 ${n} 天`, range: (least: number, most: number) => `请填 ${least} 到 ${most.toLocaleString('zh-CN')} 之间的整数。`,
  longer: (days: number) => `从现在起留 ${days} 天。已经忘掉的不会回来。`, nothing: '目前没有更早的数据，现在什么也不会少。', same: '和现在一样。',
  goes: (n: number, more: boolean, days: number, kind: Kind) => `一小时内，早于 ${days} 天的 ${count(n, more, 'zh-CN')} ${kind.many}${kind.loseMany}。不能恢复。`, held: (n: number, more: boolean, kind: Kind) => `${count(n, more, 'zh-CN')} ${kind.many}`, go: (days: number) => `改为 ${days} 天，忘掉更早的`,
  classes: {
    'turn-texts': { name: '来访的词句', about: '访客说的话、机器的回答、人工对话里的字句。来访本身、轮数和结果留下。', one: '次来访', many: '次来访', loseOne: '会失去词句', loseMany: '会失去词句' },
    sessions: { name: '来访', about: '何时、哪台终端、几轮、怎样结束。忘掉之后，那一段时间的统计也没有了。', one: '次来访', many: '次来访', loseOne: '会整个忘掉，统计里也不再有', loseMany: '会整个忘掉，统计里也不再有' },
    cases: { name: '转人工的记录', about: '谁举过手、谁接待、说了什么（已去掉个人信息）。', one: '件记录', many: '件记录', loseOne: '会删除', loseMany: '会删除' },
    incidents: { name: '事件记录', about: '终端和连接出过什么问题。', one: '条事件', many: '条事件', loseOne: '会删除', loseMany: '会删除' },
    calls: { name: '接口的答复', about: '业务系统答复过什么，只为同一个请求重复时不再办一次。', one: '条答复', many: '条答复', loseOne: '会删除', loseMany: '会删除' },
    metrics: { name: '运行数据', about: '终端每小时的噪声、内存、磁盘等数字。没有访客的内容。', one: '条数据', many: '条数据', loseOne: '会删除', loseMany: '会删除' },
    logs: { name: '日志与指令', about: '从终端取来的日志、下过的指令。', one: '条', many: '条', loseOne: '会删除', loseMany: '会删除' },
    audit: { name: '审计', about: '谁在什么时候做了什么。至少留半年，谁也不能抹掉自己刚做的事。', one: '条记录', many: '条记录', loseOne: '会删除，这件事本身留在审计链上', loseMany: '会删除，这件事本身留在审计链上' },
  } as Record<string, Kind>,
  eraseTitle: '抹去一次来访', eraseLead: '访客要求时用。这里只看得到时间和终端，看不到他说的话。', find: '来访编号的开头，或终端名', day: '哪一天', look: '查找', noVisits: '没有符合的来访。', visit: '来访', turns: (n: number) => `${n} 轮`, open: '抹去…', isErased: '已抹去', most: '只列最近 50 次；写得更具体些可以找到别的。',
  confirmTitle: (kiosk: string, when: string) => `抹去 ${kiosk} 上 ${when} 的来访？`, confirm: '访客说的话、回答、人工对话和事件都会从中枢、终端和以后恢复的备份中抹去，不能撤回。时间和轮数留下，用于统计。这一步会记入审计。', yes: '抹去', no: '不抹去',
  done: '中枢和终端上都已抹去。', waiting: '中枢上已经抹去；终端下次上线时也会抹去。', erasedTitle: '已经抹去的', noErased: '还没有抹去过。', atKiosk: '终端已抹去', awaits: '等终端上线',
};
type PrivacyWords = typeof zh;
const en: PrivacyWords = {
  lead: 'When its days are over, the hub forgets data by itself, once an hour. Numbers and figures stay, words do not.', lastRun: (when) => `Last swept ${when}`, notYet: 'Not swept since the start yet.',
  kind: 'Data', kept: 'Kept now', gone: 'Forgotten in 24 hours', days: 'Kept for', of: 'days', none: 'none', since: (when) => `since ${when}`, dayCount: (n) => (n === 1 ? '1 day' : `${n.toLocaleString('en')} days`), usual: (n) => `usually ${n}`,
  change: 'Change', label: (name) => `Days to keep: ${name}`, cancel: 'Cancel', save: 'Save', saved: 'Saved, and in the audit.', looking: 'Counting…', least: (n) => `at least ${n} days`, range: (least, most) => `Enter a whole number from ${least} to ${most.toLocaleString('en')}.`,
  longer: (days) => `From now on kept for ${days} days. What is forgotten already does not come back.`, nothing: 'There is nothing older; nothing goes now.', same: 'As it is now.',
  goes: (n, more, days, kind) => `Within the hour ${count(n, more, 'en')} ${n === 1 ? kind.one : kind.many} older than ${days === 1 ? '1 day' : `${days} days`} ${n === 1 ? kind.loseOne : kind.loseMany}. This cannot be undone.`, held: (n, more, kind) => `${count(n, more, 'en')} ${n === 1 ? kind.one : kind.many}`, go: (days) => `Keep ${days} days, forget what is older`,
  classes: {
    'turn-texts': { name: 'Words of visits', about: 'What visitors said, what was answered, and the words at the desk. The visit itself, its turns and its end stay.', one: 'visit', many: 'visits', loseOne: 'loses its words', loseMany: 'lose their words' },
    sessions: { name: 'Visits', about: 'When, at which kiosk, how many turns, how it ended. Once forgotten, that time has no figures any more.', one: 'visit', many: 'visits', loseOne: 'is forgotten whole, in the figures too', loseMany: 'are forgotten whole, in the figures too' },
    cases: { name: 'Raised hands', about: 'Who raised a hand, who served, what was said (personal data removed).', one: 'raised hand', many: 'raised hands', loseOne: 'is deleted', loseMany: 'are deleted' },
    incidents: { name: 'Incidents', about: 'What went wrong with kiosks and their connections.', one: 'incident', many: 'incidents', loseOne: 'is deleted', loseMany: 'are deleted' },
    calls: { name: 'Replies of connectors', about: 'What other systems answered, only so that a repeated request is not done twice.', one: 'reply', many: 'replies', loseOne: 'is deleted', loseMany: 'are deleted' },
    metrics: { name: 'Figures of kiosks', about: 'Noise, memory, disk and the like, hour by hour. Nothing of visitors.', one: 'figure', many: 'figures', loseOne: 'is deleted', loseMany: 'are deleted' },
    logs: { name: 'Logs and commands', about: 'Logs fetched from kiosks, and what was asked of them.', one: 'entry', many: 'entries', loseOne: 'is deleted', loseMany: 'are deleted' },
    audit: { name: 'Audit', about: 'Who did what, and when. Kept for half a year at least: nobody wipes out what they have just done.', one: 'entry', many: 'entries', loseOne: 'is deleted, which the chain itself records', loseMany: 'are deleted, which the chain itself records' },
  },
  eraseTitle: 'Erase a visit', eraseLead: 'When a visitor asks for it. You see when and where here, not what was said.', find: 'Beginning of the visit\'s number, or the kiosk', day: 'Day', look: 'Find', noVisits: 'No visit fits.', visit: 'Visit', turns: (n) => (n === 1 ? '1 turn' : `${n} turns`), open: 'Erase…', isErased: 'erased', most: 'Only the newest 50 are listed; say more to find others.',
  confirmTitle: (kiosk, when) => `Erase the visit at ${kiosk}, ${when}?`, confirm: 'What the visitor said, the answers, the talk at the desk and the events go from the hub, from the kiosk and from every backup that is restored later. This cannot be undone. Times and turns stay for the figures. The audit keeps that you did it.', yes: 'Erase', no: 'Keep it',
  done: 'Erased on the hub and at the kiosk.', waiting: 'Erased on the hub; the kiosk does it when it is next online.', erasedTitle: 'Erased so far', noErased: 'Nothing has been erased yet.', atKiosk: 'kiosk has erased it', awaits: 'waits for the kiosk',
};

export const privacyWords = (language: Language): PrivacyWords => (language === 'zh' ? zh : en);
