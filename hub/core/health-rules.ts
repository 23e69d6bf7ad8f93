// How a kiosk is, from its last figures: five lamps with a reason and a mend in words, and one for the whole. Pure.
import type { KioskLamp, KioskLamps, LampState } from '../../flows/protocol/health.ts';

export interface Reading { readonly at: number; readonly skewMs: number; readonly values: Readonly<Record<string, number>> }

const SILENT_MS = 180_000; // figures come once a minute
const lamp = (state: LampState, zh: string, en: string, mendZh = '', mendEn = ''): KioskLamp => ({ state, reason: { zh, en }, mend: { zh: mendZh, en: mendEn } });

function ears({ values: v }: Reading): KioskLamp {
  if (v['touch_only'] === 1) return lamp('off', '设为仅触摸', 'Set to touch only');
  if (v['mic_none'] === 1) return lamp('off', '启动时就没有配麦克风', 'Started without a microphone');
  if (v['mic_failed'] === 1) return lamp('bad', '没有麦克风，或识别器停了', 'No microphone, or the recogniser is down', '检查麦克风的插头和 --mic；终端会自己重试。', 'Check the microphone\'s plug and --mic; the kiosk tries again by itself.');
  if (v['mic_frames'] === 0) return lamp('bad', '麦克风没有送来声音', 'The microphone gives no sound', '拔插麦克风，或重启终端。', 'Plug the microphone in again, or restart the kiosk.');
  if (v['mic_flat'] === 1) return lamp('bad', '麦克风一片死寂：被静音或已损坏', 'The microphone is dead flat: muted or broken', '取消静音，检查线路，或更换麦克风。', 'Unmute it, check its line, or replace it.');
  if ((v['mic_clipped_share'] ?? 0) > 0.01) return lamp('warn', `声音削顶 ${percent(v['mic_clipped_share'])}`, `${percent(v['mic_clipped_share'])} of the sound is clipped`, '调低麦克风增益。', 'Lower the gain of the microphone.');
  if (v['wake_phrase'] === 0) return lamp('warn', '自检：没听出自己说的唤醒词', 'Self-test: it did not hear its own wake phrase', '检查喇叭音量和麦克风位置，再自检一次。', 'Check the loudness and where the microphone stands, then test again.');
  if ((v['mic_floor_db'] ?? -99) > -25) return lamp('warn', `大厅很吵（底噪 ${Math.round(v['mic_floor_db'] ?? 0)} dB）`, `The hall is loud (floor ${Math.round(v['mic_floor_db'] ?? 0)} dB)`, '换个位置，或把唤醒灵敏度调低。', 'Move it, or lower the wake sensitivity.');
  if (v['mic_frames'] === undefined) return lamp('unknown', '还没有麦克风的数据', 'Nothing is known of the microphone yet');
  return lamp('good', `听得见（底噪 ${Math.round(v['mic_floor_db'] ?? -60)} dB）`, `It hears (floor ${Math.round(v['mic_floor_db'] ?? -60)} dB)`);
}

function mouth({ values: v }: Reading): KioskLamp {
  if (v['speaker_none'] === 1) return lamp('off', '启动时就没有配喇叭', 'Started without a loudspeaker');
  if (v['speaker_failed'] === 1) return lamp('bad', '没有喇叭，或没有语音', 'No loudspeaker, or no voice', '检查喇叭的插头和 --speaker；访客仍能看屏幕。', 'Check the loudspeaker\'s plug and --speaker; visitors still read the screen.');
  if (v['loop_back'] === 0) return lamp('bad', '自检：放出的声音没有传回麦克风', 'Self-test: its sound did not come back', '检查音量、静音和接线，再自检一次。', 'Check loudness, mute and cables, then test again.');
  if (v['loop_back'] === 1) return lamp('warn', '自检：声音比以前小了很多', 'Self-test: much quieter than it used to be', '检查音量旋钮和喇叭是否被挡住。', 'Check the volume knob and whether something covers it.');
  if (v['loop_back'] === 2) return lamp('good', '自检：听到了自己的声音', 'Self-test: it heard itself');
  return lamp('good', '喇叭已接上，还没自检过', 'Connected; not tested yet');
}

function screen({ values: v }: Reading): KioskLamp {
  if (v['screen_pages'] === undefined) return lamp('unknown', '还没有屏幕的数据', 'Nothing is known of the screen yet');
  if (v['screen_pages'] > 0) return lamp('good', '屏幕已连接', 'Connected');
  const away = v['screen_away_s'] ?? 0;
  return away < 60 ? lamp('warn', '屏幕刚断开', 'Just disconnected') : lamp('bad', `屏幕 ${Math.round(away / 60)} 分钟没有连接`, `No page for ${Math.round(away / 60)} min`, '在终端上打开屏幕页面，或重启它的浏览器。', 'Open the screen page at the kiosk, or restart its browser.');
}

function disk({ values: v }: Reading): KioskLamp {
  const free = v['disk_free_bytes'];
  const dropped = v['outbox_dropped'] ?? 0;
  if (free === undefined) return lamp('unknown', '还没有磁盘的数据', 'Nothing is known of the disk yet');
  const gb = `${(free / 1e9).toFixed(1)} GB`;
  if (free < 100e6) return lamp('bad', `磁盘几乎满了（剩 ${gb}）`, `Almost full (${gb} free)`, '清理磁盘；记录会先存在内存里。', 'Free some space; records wait in memory meanwhile.');
  if (free < 1e9) return lamp('warn', `磁盘只剩 ${gb}`, `Only ${gb} free`, '尽快清理磁盘。', 'Free some space soon.');
  if (dropped > 0) return lamp('warn', `积压太多，精简了 ${dropped} 条记录`, `${dropped} records were thinned, the backlog was too large`, '看看它与中枢的网络。', 'Look at its line to the hub.');
  return lamp('good', `剩 ${gb}，待传 ${v['outbox_rows'] ?? 0} 条`, `${gb} free, ${v['outbox_rows'] ?? 0} records waiting`);
}

function clock({ skewMs, values: v }: Reading): KioskLamp {
  if (v['clock_unsure'] === 1) return lamp('bad', '终端的时钟不可信', 'Its clock cannot be believed', '设好时间或打开对时；日程暂不生效。', 'Set the time or switch on synchronisation; its schedule does not hold meanwhile.');
  const size = Math.abs(skewMs);
  const by = size < 10_000 ? `${(size / 1000).toFixed(1)} s` : `${Math.round(size / 1000)} s`;
  if (size > 300_000) return lamp('bad', `与中枢相差 ${by}`, `${by} ${skewMs > 0 ? 'ahead of' : 'behind'} the hub`, '打开对时。', 'Switch on time synchronisation.');
  if (size > 5000) return lamp('warn', `与中枢相差 ${by}`, `${by} ${skewMs > 0 ? 'ahead of' : 'behind'} the hub`, '打开对时。', 'Switch on time synchronisation.');
  return lamp('good', `与中枢一致（${by}）`, `As the hub's (${by})`);
}

/** `now` in ms; null = never heard of. */
export function judge(reading: Reading | null, presence: { state: string }, now: number): KioskLamps {
  const unknown = lamp('unknown', '还没有数据', 'Nothing is known yet');
  if (!reading) return { well: presence.state === 'lost' ? away() : unknown, ears: unknown, mouth: unknown, screen: unknown, disk: unknown, clock: unknown };
  const all = { ears: ears(reading), mouth: mouth(reading), screen: screen(reading), disk: disk(reading), clock: clock(reading) };
  if (presence.state === 'lost' || presence.state === 'new') return { well: away(), ...all };
  if (now - reading.at > SILENT_MS) return { well: lamp('warn', '几分钟没有送来数据', 'No figures for some minutes', '若一直如此，重启终端。', 'If it stays so, restart the kiosk.'), ...all };
  const lag = reading.values['event_loop_delay_p99_ms'] ?? 0;
  const rows = Object.values(all);
  const worst = rows.find((one) => one.state === 'bad') ?? rows.find((one) => one.state === 'warn');
  if (worst) return { well: worst, ...all };
  if (lag > 500) return { well: lamp('warn', `机器太忙（卡顿 ${Math.round(lag)} ms）`, `The machine is too busy (${Math.round(lag)} ms behind)`, '看看机器上还开着什么。', 'See what else runs on the machine.'), ...all };
  return { well: lamp('good', '一切正常', 'All is well'), ...all };
}

function away(): KioskLamp { return lamp('bad', '没有连接到中枢', 'Not connected to the hub', '检查电源和网络；它离线时仍在接待。', 'Check power and network; it serves without the hub too.'); }
function percent(share: number | undefined): string { return `${((share ?? 0) * 100).toFixed(1)} %`; }
