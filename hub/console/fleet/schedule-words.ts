// Every visible word about schedules in both languages.
const zh = {
  today: '今天', weekdays: ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  kinds: { holiday: '节假日', 'make-up': '调休上班', workday: '', rest: '休息日' } as Record<string, string>,
  open: '开放', closed: '休息', allDay: '全天', volume: (n: number) => `音量 ${n}`, rate: (n: number) => `语速 ${n}`, touch: '仅触摸', voice: '可说话', notice: (text: string) => `通知“${text}”`,
  plan: '今天和之后六天', zoneGiven: (zone: string) => `按 ${zone}`, zoneGuessed: (zone: string) => `按本浏览器的时区 ${zone}；终端没有设时区`, unsure: '终端的时钟不可信时，日程和开放时间都不生效，一直开放。',
  holidays: '节假日', workdays: '调休上班日', datesHelp: '如 2026-10-01..2026-10-07, 2026-10-10', rules: '规则', add: '加一条规则', remove: '删去', name: '名称', days: '哪些天', daysHelp: '空 = 每天；1-5、workday、rest、holiday 或日期',
  from: '从', to: '到', priority: '优先级', validFrom: '起始日', validUntil: '截止日', opening: '开放', keep: '不变', yes: '是', no: '否', speechRate: '语速', touchOnly: '仅触摸', loudness: '音量', noticeZh: '通知（中文）', noticeEn: '通知（英语）',
  wrong: (text: string) => `看不懂：${text}`, invalid: (where: string, why: string) => `还不能保存：${where} ${why}`, asJson: '按 JSON 编辑', asForm: '按表单编辑',
};
export type ScheduleWords = typeof zh;
const en: ScheduleWords = {
  today: 'Today', weekdays: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  kinds: { holiday: 'holiday', 'make-up': 'make-up workday', workday: '', rest: 'rest day' },
  open: 'open', closed: 'asleep', allDay: 'all day', volume: (n) => `loudness ${n}`, rate: (n) => `speech rate ${n}`, touch: 'touch only', voice: 'with voice', notice: (text) => `notice “${text}”`,
  plan: 'Today and the next six days', zoneGiven: (zone) => `by ${zone}`, zoneGuessed: (zone) => `by this browser's zone ${zone}; the kiosk has none set`, unsure: 'While the kiosk\'s clock cannot be believed neither schedule nor hours hold; it stays open.',
  holidays: 'Holidays', workdays: 'Make-up workdays', datesHelp: 'such as 2026-10-01..2026-10-07, 2026-10-10', rules: 'Rules', add: 'Add a rule', remove: 'Remove', name: 'Name', days: 'On which days', daysHelp: 'empty = every day; 1-5, workday, rest, holiday or dates',
  from: 'From', to: 'To', priority: 'Priority', validFrom: 'First day', validUntil: 'Last day', opening: 'Open', keep: 'as it is', yes: 'yes', no: 'no', speechRate: 'Speech rate', touchOnly: 'Touch only', loudness: 'Loudness', noticeZh: 'Notice (Chinese)', noticeEn: 'Notice (English)',
  wrong: (text) => `This cannot be read: ${text}`, invalid: (where, why) => `Cannot be saved yet: ${where} ${why}`, asJson: 'Edit as JSON', asForm: 'Edit as a form',
};
export const SCHEDULE_WORDS = { zh, en };
