// Words of letting kiosks in and out, in both languages.
import type { Language } from '../../../flows/protocol/language.ts';

const zh = {
  open: '认领终端', title: '认领终端', close: '关闭', code: '终端屏幕上的代码', codeHint: '六个字符，终端也会念出来；空格和大小写都没关系。', next: '下一步', looking: '正在查找…',
  noTls: '中枢没有启用加密连接，无法认领。请用 --tls on 启动中枢。',
  found: '等待认领的终端', remote: '来自地址', kioskKey: '终端指纹', hubKey: '中枢指纹', compare: '请看终端屏幕：中枢指纹必须与这里完全一致。不一致就说明中间有人，请不要批准。',
  tenant: '单位', site: '地点', kiosk: '终端名', nameHint: '小写字母、数字和连字符', replace: '用这台机器替换原有的同名终端（旧钥匙立即失效）', approve: '指纹一致，批准', refuse: '拒绝', back: '返回',
  done: (kiosk: string) => `${kiosk} 已获准接入，几秒钟后自动上线。`, refused: '已拒绝，代码作废。', again: '再认领一台',
  identities: '身份与钥匙', none: '还没有用自己钥匙接入的终端。', current: '在用', nextKey: '新钥匙待用', since: '起', by: '经手',
  held: '已隔离：同一身份出现在两台机器上', revoked: '已移除', release: '解除隔离', revoke: '移除', rotate: '换钥匙', sure: '确定移除', cancel: '取消', reason: '原因（可不填）', rotated: '终端正在换钥匙。', released: '已解除隔离。', removed: '已移除，连接已切断。',
};
type ClaimWords = typeof zh;
const en: ClaimWords = {
  open: 'Claim a kiosk', title: 'Claim a kiosk', close: 'Close', code: 'The code on the kiosk\'s screen', codeHint: 'Six characters; the kiosk also reads them out. Spaces and capitals do not matter.', next: 'Next', looking: 'Looking…',
  noTls: 'This hub has no encrypted connection, so no kiosk can be claimed. Start the hub with --tls on.',
  found: 'The kiosk that waits', remote: 'Asks from', kioskKey: 'Key of the kiosk', hubKey: 'Key of the hub', compare: 'Look at the kiosk\'s screen: the key of the hub there must be exactly this one. If it is not, somebody stands between; do not approve.',
  tenant: 'Tenant', site: 'Site', kiosk: 'Kiosk', nameHint: 'Lower-case letters, digits and hyphens', replace: 'This machine takes the place of the kiosk of that name (its old key stops working at once)', approve: 'The keys agree: approve', refuse: 'Refuse', back: 'Back',
  done: (kiosk) => `${kiosk} is let in and will be online in a few seconds.`, refused: 'Refused; the code is used up.', again: 'Claim another',
  identities: 'Identities and keys', none: 'No kiosk has come in with a key of its own yet.', current: 'in use', nextKey: 'next key not used yet', since: 'since', by: 'by',
  held: 'Held off: the same identity was seen on two machines', revoked: 'Removed', release: 'Release', revoke: 'Remove', rotate: 'New key', sure: 'Remove it', cancel: 'Cancel', reason: 'Reason (may be empty)', rotated: 'The kiosk is changing its key.', released: 'Released.', removed: 'Removed; its connection was cut.',
};

export const claimWords = (language: Language): ClaimWords => (language === 'zh' ? zh : en);
