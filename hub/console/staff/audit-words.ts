// What the audit says, in both languages: each act by its code, and the names of the details that come with it. A test reads
// the sources of the hub and holds every act against this table.
import type { Language } from '../../../flows/protocol/language.ts';

const WHATS_ZH: Readonly<Record<string, string>> = {
  'signed-in': '登录', 'signed-out': '退出', 'sign-in-failed': '登录失败', 'proven': '验证通过', 'proof-failed': '验证失败', 'second-factor-enrolled': '绑定第二步', 'second-factor-removed': '解除第二步', 'second-factor-reset': '清除第二步',
  'recovery-codes-renewed': '重新生成恢复码', 'password-changed': '更换密码', 'password-reset': '重设密码', 'staff-added': '添加人员', 'staff-changed': '修改人员', 'sessions-ended': '强制退出', 'token-made': '新建令牌', 'token-revoked': '吊销令牌',
  'request': '请求', 'pack-saved': '保存内容', 'pack-published': '发布内容', 'command': '终端指令', 'command-result': '指令结果', 'case-accept': '接起访客', 'case-handback': '交还机器', 'case-end': '结束接待', 'retention-set': '更改保留天数',
  'session-erased': '抹去来访', 'sessions-erased-again': '恢复备份后再次抹去', 'content-settings-changed': '更改发布规则', 'review-requested': '送审', 'review-approved': '批准内容', 'review-returned': '退回内容', 'pack-offered': '随程序带来的内容',
  'signatures-brought': '带来签名', 'setting': '更改终端设置', 'kiosk-placed': '更改终端位置', 'kiosk-claimed': '批准认领', 'hub-key-announced': '预告中枢新密钥', 'hub-key-switched': '启用中枢新密钥', 'hub-key-excluded': '作废中枢旧密钥', 'claim-refused': '拒绝认领', 'kiosk-revoked': '移除终端', 'kiosk-held': '隔离终端', 'kiosk-released': '解除隔离',
  'kiosk-key-changed': '终端换钥匙', 'staff-rescued': '在主机上救回账号', 'rollout-started': '发布：开始', 'rollout-signed': '发布：签名到齐', 'rollout-wave-started': '发布：放到一批终端', 'rollout-wave-soaking': '发布：开始观察', 'rollout-wave-ended': '发布：一批通过',
  'rollout-kiosk-failed': '发布：终端没成', 'rollout-kiosk-held-up': '发布：终端网络不好', 'rollout-soak-extended': '发布：延长观察', 'rollout-waiting': '发布：等人来定', 'rollout-halted': '发布：停下', 'rollout-resumed': '发布：继续',
  'rollout-rolling-back': '发布：开始退回', 'rollout-rolled-back': '发布：已退回', 'rollout-done': '发布：完成', 'rollout-superseded': '发布：被取代', 'rollout-hub-back': '发布：中枢重启后继续', 'audit-chain-begun': '审计链开始', 'audit-pruned': '审计到期清理',
};
const WHATS_EN: Readonly<Record<string, string>> = {
  'signed-in': 'Signed in', 'signed-out': 'Signed out', 'sign-in-failed': 'Sign-in failed', 'proven': 'Proof given', 'proof-failed': 'Proof failed', 'second-factor-enrolled': 'Second factor set up',
  'second-factor-removed': 'Second factor removed', 'second-factor-reset': 'Second factor cleared', 'recovery-codes-renewed': 'New recovery codes', 'password-changed': 'Password changed', 'password-reset': 'Password reset',
  'staff-added': 'Person added', 'staff-changed': 'Person changed', 'sessions-ended': 'Signed out by force', 'token-made': 'Token made', 'token-revoked': 'Token revoked', 'request': 'Request', 'pack-saved': 'Content saved',
  'pack-published': 'Content published', 'command': 'Command to a kiosk', 'command-result': 'Result of a command', 'case-accept': 'Visitor accepted', 'case-handback': 'Handed back', 'case-end': 'Visit ended',
  'retention-set': 'Days of keeping changed', 'session-erased': 'Visit erased', 'sessions-erased-again': 'Erased again after a restore', 'content-settings-changed': 'Rules for content changed',
  'review-requested': 'Sent for review', 'review-approved': 'Content approved', 'review-returned': 'Content sent back', 'pack-offered': 'Content that comes with the program', 'signatures-brought': 'Signatures brought',
  'setting': 'Kiosk setting changed', 'kiosk-placed': 'Kiosk placed', 'kiosk-claimed': 'Kiosk claimed', 'hub-key-announced': 'Next key of the hub announced', 'hub-key-switched': 'Hub went over to its next key', 'hub-key-excluded': 'Earlier key of the hub shut out', 'claim-refused': 'Claim refused', 'kiosk-revoked': 'Kiosk removed', 'kiosk-held': 'Kiosk held off',
  'kiosk-released': 'Kiosk released', 'kiosk-key-changed': 'Kiosk changed its key', 'staff-rescued': 'Account rescued at the machine', 'rollout-started': 'Rollout began', 'rollout-signed': 'Rollout: signatures complete',
  'rollout-wave-started': 'Rollout: sent to a wave', 'rollout-wave-soaking': 'Rollout: a wave is watched', 'rollout-wave-ended': 'Rollout: a wave is through', 'rollout-kiosk-failed': 'Rollout: a kiosk failed',
  'rollout-kiosk-held-up': 'Rollout: a kiosk has a bad line', 'rollout-soak-extended': 'Rollout: watched longer', 'rollout-waiting': 'Rollout waits for staff', 'rollout-halted': 'Rollout halted',
  'rollout-resumed': 'Rollout went on', 'rollout-rolling-back': 'Rollout goes back', 'rollout-rolled-back': 'Rollout taken back', 'rollout-done': 'Rollout done', 'rollout-superseded': 'Rollout superseded',
  'rollout-hub-back': 'Rollout goes on after a restart', 'audit-chain-begun': 'Chain of the audit begun', 'audit-pruned': 'Old audit entries removed',
};
/** Names of details: zh, en. What is not here is shown as it is called. */
const DETAILS: Readonly<Record<string, readonly [string, string]>> = {
  method: ['方式', 'method'], route: ['路径', 'route'], status: ['结果', 'status'], params: ['对象', 'of'], by: ['凭', 'by'], name: ['名字', 'name'], roles: ['角色', 'roles'], scope: ['范围', 'reach'], before: ['之前', 'before'], was: ['之前', 'before'], removed: ['收回', 'taken back'], pack: ['内容包', 'pack'], version: ['版本', 'version'], sha256: ['指纹', 'hash'], bytes: ['字节', 'bytes'], from: ['从', 'from'], to: ['到', 'to'],
  kiosk: ['终端', 'kiosk'], kiosks: ['终端', 'kiosks'], site: ['地点', 'site'], level: ['层级', 'level'], key: ['项目', 'key'], pin: ['指纹', 'fingerprint'], value: ['值', 'value'], locked: ['锁住', 'locked'], session: ['来访', 'visit'], sessions: ['来访', 'visits'], reason: ['原因', 'reason'], note: ['附言', 'note'], review: ['审核', 'review'], approvedBy: ['批准人', 'approved by'], requestedBy: ['送审人', 'sent by'], editors: ['编辑', 'editors'], emergency: ['紧急', 'emergency'], escalation: ['接待', 'case'],
  rollout: ['发布', 'rollout'], wave: ['批次', 'wave'], cause: ['缘由', 'cause'], id: ['编号', 'number'], args: ['参数', 'arguments'], ok: ['成功', 'done'], detail: ['回应', 'answer'], sessionsEnded: ['退出的登录', 'signed out'], why: ['原因', 'why'], wish: ['自报名称', 'asks to be'], replaced: ['替换', 'replaced'], rows: ['条数', 'entries'], upTo: ['到第几条', 'up to'], hash: ['指纹', 'hash'], digest: ['指纹', 'hash'], role: ['角色', 'role'], permissions: ['权限', 'permissions'], expiresAt: ['到期', 'ends'], dialoguesFailed: ['没过的对话', 'dialogues failed'],
};

/** Acts in the order of the table, for a list to choose from. */
export const AUDIT_WHATS: readonly string[] = Object.keys(WHATS_ZH);
export function auditWhat(what: string, language: Language): string {
  return (language === 'zh' ? WHATS_ZH : WHATS_EN)[what] ?? what;
}
export function auditDetail(name: string, language: Language): string {
  return DETAILS[name]?.[language === 'zh' ? 0 : 1] ?? name;
}
