// THE TABLE of settings that a hub gives to kiosks: key, form, default and what it does. The hub checks and explains by it,
// the kiosk applies by it, the console draws its rows from it; a new setting is one row here and its effect at the kiosk.
import { z } from 'zod';
import { Language, LocalText } from './language.ts';
import { Schedule, HoursList } from './schedule.ts';

export interface SettingRow {
  readonly schema: z.ZodType;
  /** What holds when no level says anything; null = the kiosk's own flags or its pack decide. */
  readonly fallback: unknown;
  readonly label: { readonly zh: string; readonly en: string };
  readonly does: { readonly zh: string; readonly en: string };
  /** How an editor asks for it. */
  readonly editor: 'number' | 'switch' | 'choice' | 'text' | 'local-text' | 'hours' | 'schedule';
  readonly choices?: readonly string[];
  readonly least?: number; readonly most?: number; readonly step?: number; readonly unit?: string;
  /** True when it takes effect only with the next start of the kiosk. */
  readonly restart: boolean;
}

const WAKE_SENSITIVITIES = ['low', 'usual', 'high'] as const;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const SETTINGS = {
  volume: {
    schema: z.number().int().min(0).max(4), fallback: 2, editor: 'number', least: 0, most: 4, step: 1, restart: false,
    label: { zh: '音量', en: 'Loudness' }, does: { zh: '每位访客开始时的音量，共五档；访客可以自己调。', en: 'Loudness that each visitor starts with, in five steps; a visitor may change it.' },
  },
  speechRate: {
    schema: z.number().min(0.5).max(2), fallback: 1, editor: 'number', least: 0.5, most: 2, step: 0.05, restart: false,
    label: { zh: '语速', en: 'Speech rate' }, does: { zh: '说话的快慢，1 为内容包原本的语速。', en: 'How fast it speaks; 1 is the pace of the pack.' },
  },
  homeLanguage: {
    schema: Language, fallback: null, editor: 'choice', choices: ['zh', 'en'], restart: false,
    label: { zh: '首屏语言', en: 'Home language' }, does: { zh: '无人使用时的语言，也是下一位访客的语言。', en: 'Language of the home screen and of the next visitor.' },
  },
  idleSeconds: {
    schema: z.number().int().min(5).max(30), fallback: null, editor: 'number', least: 5, most: 30, step: 1, unit: 's', restart: false,
    label: { zh: '离开后清屏', en: 'Idle clear' }, does: { zh: '访客没有动静多少秒后清除一切；不填则按内容包。', en: 'Seconds without a sign of life until everything is wiped; empty = as the pack says.' },
  },
  wakeSensitivity: {
    schema: z.enum(WAKE_SENSITIVITIES), fallback: 'usual', editor: 'choice', choices: WAKE_SENSITIVITIES, restart: false,
    label: { zh: '唤醒灵敏度', en: 'Wake sensitivity' }, does: { zh: '听到唤醒词要有多大把握：嘈杂处选低，安静处选高。', en: 'How sure it must be of the wake phrase: low in noisy halls, high in quiet ones.' },
  },
  openingHours: {
    schema: HoursList, fallback: null, editor: 'hours', restart: false,
    label: { zh: '开放时间', en: 'Opening hours' }, does: { zh: '之外的时间终端休息：不听，也不接待；不填则一直开放。', en: 'Outside them the kiosk sleeps: it neither hears nor serves; empty = always open.' },
  },
  attractNotice: {
    schema: LocalText, fallback: null, editor: 'local-text', restart: false,
    label: { zh: '首屏通知', en: 'Home notice' }, does: { zh: '无人使用时显示在首屏的一行字。', en: 'One line on the home screen while nobody is there.' },
  },
  touchOnly: {
    schema: z.boolean(), fallback: false, editor: 'switch', restart: false,
    label: { zh: '仅触摸', en: 'Touch only' }, does: { zh: '不开麦克风，只用触摸接待。', en: 'The microphone stays off; visitors are served by touch.' },
  },
  survey: {
    schema: z.boolean(), fallback: true, editor: 'switch', restart: false,
    label: { zh: '满意度评价', en: 'Survey' }, does: { zh: '办完事后请访客评价。', en: 'Visitors are asked for a rating when they are done.' },
  },
  logLevel: {
    schema: z.enum(LOG_LEVELS), fallback: null, editor: 'choice', choices: LOG_LEVELS, restart: false,
    label: { zh: '日志级别', en: 'Log level' }, does: { zh: '记录多少日志；不填则按终端启动时的设置。', en: 'How much is logged; empty = as the kiosk was started.' },
  },
  drainRateCeiling: {
    schema: z.number().int().min(1).max(500), fallback: 500, editor: 'number', least: 1, most: 500, step: 1, unit: '/s', restart: false,
    label: { zh: '补传上限', en: 'Backlog ceiling' }, does: { zh: '每秒最多补传多少条记录，线路窄时调低。', en: 'Records a second of a backlog at most; lower it on a narrow line.' },
  },
  usbFolder: {
    schema: z.boolean(), fallback: true, editor: 'switch', restart: false,
    label: { zh: '允许 U 盘更新', en: 'Updates from USB' }, does: { zh: '终端启动时指定了 U 盘文件夹的，允许从那里读取已签名的内容。', en: 'Where a kiosk was started with a USB folder, signed content may be taken from it.' },
  },
  timeZone: {
    schema: z.string().max(60).refine(isZone, 'is not a time zone such as Asia/Shanghai'), fallback: null, editor: 'text', restart: false,
    label: { zh: '时区', en: 'Time zone' }, does: { zh: '开放时间和日程按它计算，如 Asia/Shanghai；不填则按终端的系统。', en: 'Hours and schedule count in it, such as Asia/Shanghai; empty = the machine\'s own.' },
  },
  quietHour: {
    schema: z.number().int().min(0).max(23), fallback: null, editor: 'number', least: 0, most: 23, step: 1, unit: ':00', restart: false,
    label: { zh: '自检时刻', en: 'Self-test hour' }, does: { zh: '每天这个钟点（无人时）放一声短音，检查喇叭和麦克风；不填则不做。', en: 'Each day in this hour, when nobody is there, a short sound checks loudspeaker and microphone; empty = never.' },
  },
  schedule: {
    schema: Schedule, fallback: null, editor: 'schedule', restart: false,
    label: { zh: '日程', en: 'Schedule' }, does: { zh: '按时段、星期、日期、节假日和调休切换音量、通知、开放和仅触摸。', en: 'Switches loudness, notice, opening and touch-only by time, weekday, date, holiday and make-up workday.' },
  },
} as const satisfies Record<string, SettingRow>;

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
/** Only what some level has set. */
export type SettingsDocument = Partial<{ [K in SettingKey]: z.infer<(typeof SETTINGS)[K]['schema']> }>;

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** Checks one value; the reason is one sentence. */
export function checkSetting(key: string, value: unknown): { ok: true; value: unknown } | { ok: false; reason: string } {
  if (!isSettingKey(key)) return { ok: false, reason: 'This version knows no such setting.' };
  const parsed = SETTINGS[key].schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, reason: `${issue?.path.length ? `${issue.path.join('.')}: ` : ''}${issue?.message ?? 'not as agreed'}`.slice(0, 200) };
}

/** A document with its keys sorted at every depth, so that equal settings have equal hashes. */
export function settingsText(document: Record<string, unknown>): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
  };
  return JSON.stringify(sorted(document));
}
