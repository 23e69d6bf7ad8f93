// 登录、账号、工作人员与审计的文字。
export const peopleZh = {
  ways: { or: '或者', failed: '单位账号登录没有完成，请再试一次。', noAccess: '您的单位账号在这里没有权限，请联系管理员。', onlyGlass: '密码登录只留给一个应急账号。', byPassword: '用应急账号登录' },
  code: { title: '请输入验证码', lead: '打开手机上的验证器，输入 Foyer 的六位数字；手机不在身边，可以输入一个恢复码。', label: '验证码或恢复码', go: '继续', back: '换个账号' },
  enrol: {
    title: '绑定验证器', why: '管理员登录需要第二步：手机上的验证器应用（任何支持 TOTP 的应用都可以）。', steps: ['在验证器里选择“添加账号”，扫描这个图。', '输入它显示的六位数字。'], cannotScan: '不能扫描？手动输入这个密钥：', picture: '供验证器扫描的二维码', label: '六位数字', go: '完成绑定',
    recoveryTitle: '保存恢复码', recoveryLead: '手机丢失时，每个恢复码可以代替验证码登录一次。它们只显示这一次，请抄下或打印，锁好。', saved: '我已保存好', copy: '复制', copied: '已复制',
  },
  password: { title: '换一个新密码', why: '您现在的密码是别人设的。请换成只有您知道的。', old: '现在的密码', wanted: '新密码', again: '再输一遍新密码', rule: '至少 10 个字符。几个不相干的词连起来最好记。', go: '更换密码', done: '密码已更换，其他登录已退出。', differ: '两遍不一样。' },
  proof: { title: '请再确认一次是您本人', lead: '这一步不能撤销，所以要一个新的验证码。', leadPassword: '这一步不能撤销，所以请再输一次密码。', leadProvider: '这一步不能撤销。请退出后用单位账号重新登录，五分钟内再做。', go: '确认', cancel: '取消' },
  reasons: {
    'too-short': '密码少于 10 个字符。', 'holds-name': '密码几乎就是用户名。', 'too-common': '这个密码太常见，别人第一个就会试它。', 'old-wrong': '现在的密码不对。', 'same': '新密码和旧密码一样。', 'code-wrong': '不对，或者已经用过了。请输入最新的一个。',
    'name-taken': '已经有人叫这个名字了。', 'own-rights': '不能改自己的权限，请让另一位安全管理员来改。', 'last-one': '这是最后一位安全管理员，请先把角色给别人。', 'too-far': '超出了您自己的管辖范围。',
  } as Record<string, string>,
  tooMany: '错误次数太多，请过一会儿再试。',
  tabs: { general: '通用', account: '我的账号', hub: '中枢', privacy: '隐私与保留', staff: '工作人员', tokens: '程序令牌', audit: '审计' },
  account: {
    who: '账号', roles: '角色', reach: '管辖', password: '密码', providerPassword: '您用单位账号登录，密码在那边更换。', second: '第二步', on: '已绑定验证器', off: '未绑定', setUp: '绑定验证器', replace: '换一部手机', remove: '解除绑定', recoveryLeft: (n: number) => `还剩 ${n} 个恢复码`, newCodes: '重新生成恢复码', must: '管理员必须保留第二步。',
    sessions: '登录中的设备', here: '这一台', opened: '登录于', seen: '最近使用', end: '退出它', endOthers: '退出其他所有设备', onlyHere: '只有这一台。', limits: '30 分钟不用，或满 12 小时，会自动退出。',
  },
  staff: {
    title: '工作人员', lead: '谁在这里工作，可以做什么。', add: '添加工作人员', name: '用户名', firstPassword: '初始密码', firstPasswordHint: '本人第一次登录时必须更换。', roles: '角色', reach: '管辖范围', all: '整个中枢', tenant: '一个租户', tenantName: '租户', sites: '场所', sitesHint: '用逗号分开；留空表示全部场所', save: '保存', cancel: '取消', none: '还没有人。', close: '关闭',
    disabled: '已停用', secondOn: '有第二步', secondOff: '无第二步', mustChange: '待换密码', provider: '单位账号', never: '未登录', seen: '最近', online: (n: number) => `${n} 处登录`,
    disable: '停用', enable: '恢复', resetPassword: '重设密码', resetSecond: '清除第二步', endSessions: '退出所有登录', newPassword: '新的临时密码', confirmDisable: (name: string) => `停用 ${name}？会立即退出，账号与记录都保留，可以恢复。`, confirmSecond: (name: string) => `清除 ${name} 的第二步？丢了手机才需要。下次登录会重新绑定。`, saved: '已保存。', sessionsOf: '登录中的设备', self: '这是您自己；权限请让另一位安全管理员来改。', noRight: '只能查看；修改需要安全管理员。',
  },
  roleDoes: {
    viewer: '看终端与统计', agent: '接待访客，看接待记录', supervisor: '接待，并照看班组', author: '编写内容', approver: '审核别人的内容，放行与回退', operator: '发布、管理与认领终端', 'system-admin': '中枢设置、备份、认领终端', 'security-admin': '管理人员与权限、吊销、删除', auditor: '查看审计与一切记录，不改动',
  } as Record<string, string>,
  tokens: {
    title: '程序令牌', lead: '给自动化程序用的钥匙：有名字、有期限、只给需要的权限。', add: '新建令牌', name: '名称', permissions: '权限', days: '有效天数', make: '生成', once: '只显示这一次，请立即存到程序里。', none: '还没有令牌。', expires: '到期', used: '最近使用', never: '从未使用', revoke: '吊销', revoked: '已吊销', expired: '已过期', by: '创建人', confirm: (name: string) => `吊销 ${name}？用它的程序会立即失效，不能恢复。`, use: '请求头：Authorization: Bearer <令牌>',
  },
  audit: {
    title: '审计', lead: '谁在什么时候做了什么。', who: '谁', what: '什么', from: '从', to: '到', find: '查找', clear: '清除条件', more: '更早的', none: '没有符合条件的记录。', at: '时间', detail: '详情', where: '来自', anyWhat: '全部',
  },
};
export type PeopleWords = typeof peopleZh;
