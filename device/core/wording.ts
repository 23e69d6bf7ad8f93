// The few sentences the kiosk says by itself; everything else is content of a pack.
import type { LocalText } from '../../flows/protocol/language.ts';

export const WORDING = {
  starting: {
    headline: { zh: '正在启动', en: 'Starting' },
    body: { zh: '请稍候，马上就好。', en: 'One moment, please. It will be ready soon.' },
  },
  outOfService: {
    headline: { zh: '暂停服务', en: 'Out of service' },
    body: { zh: '这台设备正在恢复，请稍候或到人工窗口办理。', en: 'This kiosk is recovering. Please wait a moment or go to a counter.' },
  },
  asleep: { headline: { zh: '现在休息', en: 'Closed now' }, body: { zh: '请在开放时间再来，或到人工窗口办理。', en: 'Please come back during opening hours, or go to a counter.' } },
  microphoneFailed: { zh: '麦克风暂时不可用，请用触摸操作。', en: 'The microphone is not working right now. Please use the screen.' },
  loudspeakerFailed: { zh: '扬声器暂时不可用，请看屏幕上的文字。', en: 'The loudspeaker is not working right now. Please read the screen.' },
  bothFailed: { zh: '语音暂时不可用，请用触摸操作并看屏幕。', en: 'Voice is not working right now. Please use and read the screen.' },
  removed: { zh: '这台终端已从中枢移除，咨询照常。', en: 'This kiosk was removed from its hub. Questions still work.' },
  held: { zh: '中枢暂停了这台终端的连接，咨询照常。', en: 'The hub is holding this kiosk off. Questions still work.' },
  interruptedService: { headline: { zh: '抱歉，刚才中断了', en: 'Sorry, we were interrupted' }, body: { zh: '设备重新启动过，请重新开始。', en: 'This kiosk had to restart. Please begin again.' } },
  ownFault: { zh: '抱歉，我这边出了点问题，请重新开始。', en: 'Sorry, something went wrong on my side. Please start again.' },
  desk: { zh: '工作人员', en: 'Staff' },
} as const satisfies Record<string, LocalText | { headline: LocalText; body: LocalText }>;
