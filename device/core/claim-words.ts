// What a kiosk that asks to be let in shows and says: the code character by character, so that it can be typed from across a room.
import type { Language } from '../../flows/protocol/language.ts';
import type { View } from '../../flows/protocol/screen.ts';
import { groupedCode, shortKey } from '../../flows/protocol/key-text.ts';

export type ClaimStage =
  | { readonly at: 'connecting'; readonly problem: 'unreachable' | 'other-hub' | 'no-tls' | 'busy' | null }
  | { readonly at: 'waiting'; readonly code: string; readonly hubKey: string };

const ZH_DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PROBLEM = {
  'unreachable': { zh: '还没有连上中枢，正在重试。请检查网络和中枢地址。', en: 'The hub has not answered yet; trying again. Check the network and the hub\'s address.' },
  'other-hub': { zh: '应答的不是指定的中枢，没有发送任何内容。请检查地址和指纹。', en: 'Another hub answered, so nothing was sent. Check the address and the fingerprint.' },
  'no-tls': { zh: '中枢没有加密连接，无法认领。请用 --tls on 启动中枢。', en: 'The hub has no encrypted connection. Start the hub with --tls on.' },
  'busy': { zh: '中枢暂时不接受新的认领，稍后自动重试。', en: 'The hub takes no new claims right now; trying again by itself.' },
} as const;

export function claimView(stage: ClaimStage, hub: string, kioskKey: string): View {
  const shown = { hub, hubKey: '', kioskKey: shortKey(kioskKey), code: '' };
  if (stage.at === 'waiting') {
    return {
      kind: 'claim', ...shown, code: groupedCode(stage.code), hubKey: shortKey(stage.hubKey),
      headline: { zh: '认领这台终端', en: 'Claim this kiosk' },
      body: { zh: '在员工台的“终端”页点“认领终端”，输入这个代码。', en: 'In the staff console, on the Fleet page, choose “Claim a kiosk” and type this code.' },
    };
  }
  return {
    kind: 'claim', ...shown, headline: { zh: '正在联系中枢', en: 'Contacting the hub' },
    body: stage.problem === null ? { zh: '请稍候，代码马上就出现。', en: 'One moment, please. The code will appear here.' } : PROBLEM[stage.problem],
  };
}

/** The code to be heard: digits as words of the language, letters by their names, a pause after each and a longer one between the groups. */
export function spokenCode(code: string, language: Language): string {
  const named = [...code].map((sign) => (language === 'zh' && /\d/.test(sign) ? ZH_DIGITS[Number(sign)] ?? sign : sign));
  const half = Math.ceil(named.length / 2);
  const groups = [named.slice(0, half), named.slice(half)];
  return language === 'zh' ? `认领码是：${groups.map((group) => group.join('，')).join('。')}。` : `The claim code is: ${groups.map((group) => group.join(', ')).join('. ')}.`;
}
