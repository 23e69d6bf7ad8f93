// Every visible word of the console in Chinese; the English table has the same keys (the type checker sees to it).
import { releaseZh } from './release-zh.ts';

export const zh = {
  release: releaseZh,
  product: 'Foyer 工作台',
  places: { live: '实况', desk: '接待', fleet: '终端', content: '内容', learn: '学习', insights: '洞察', settings: '设置' },
  link: { connecting: '正在连接…', lost: '与中枢的连接断开了，正在重连。您写的话会在恢复后送达。', open: '已连接' },
  signIn: { title: '工作人员登录', name: '用户名', password: '密码', go: '登录', busy: '正在登录…', help: ['首次启动时生成的账号和密码，', '写在中枢数据目录的 staff.json 里。'], wrong: '用户名或密码不对，请核对后再试。', tooMany: '错误次数太多，请过一会儿再试。', lead: ['接待、内容与终端，', '尽在一处。'] },
  failure: { unreachable: '联系不上中枢，请检查网络后再试。', unknown: '没有成功。', conflict: '别人刚刚改过同一份内容，请重新打开后再改。', notAllowed: '您的角色不包含这项操作。' },
  palette: { open: '命令', placeholder: '去哪里，做什么？', none: '没有这样的命令', goTo: (place: string) => `前往「${place}」`, language: 'Switch to English', theme: '切换深浅色', signOut: '退出登录', acceptNext: '接待等候最久的访客' },
  desk: {
    title: '接待', waiting: (n: number) => (n === 0 ? '无人等候' : `${n} 位在等`), longest: (time: string) => `最久 ${time}`, mine: '我的对话', others: '同事的对话', closed: '刚刚结束',
    emptyTitle: '现在没有人等候', empty: '访客在终端上说“找人工”，或机器答不上来时，这里会出现他的问题、对话经过和已站了多久。',
    pickTitle: '选一位访客', pick: '用 J / K 上下移动，按 A 接待。', accept: '接待', acceptHint: '接待这位访客', taken: (name: string) => `${name} 正在接待`,
    reply: '回复访客，终端会读出来并显示在屏幕上', send: '发送', handback: '交还机器', end: '结束', note: '给机器留一句备注（选填）', noteHint: '交还后，机器会接着办。', confirmHandback: '交还', cancel: '取消',
    typing: '访客正在说…', spoken: '终端会读出来', canned: '常用语', cannedHint: '输入 / 选用', joined: (name: string, time: string) => `${name} ${time} 接入`, said: '识别把握', failed: '还没送到', sending: '发送中',
    who: { visitor: '访客', kiosk: '终端', agent: '工作人员' },
    context: '背景', standing: '已站', raised: '举手', where: '在哪里', kiosk: '终端', site: '地点', language: '语言', reason: '原因', flow: '正在办', screen: '屏幕上', tried: '机器试过', nothingTried: '还没试过别的', slots: '已填', noSlots: '还没填什么', speech: '说话把握偏低，请核对',
    reasons: { request: '要求人工', rule: '按规则转', failure: '机器没办成', sensitive: '敏感内容', supervisor: '主管转来' },
    states: { waiting: '等候中', talking: '对话中', 'handed-back': '已交还机器', ended: '已结束', cancelled: '访客取消', left: '访客离开', nobody: '无人接待' },
    screens: { attract: '首页', listening: '在听', thinking: '在想', answer: '答案', choice: '选项', form: '填表', confirm: '确认', escalation: '转人工', ticket: '取号单', survey: '评价', goodbye: '道别', 'touch-only': '仅触摸', 'out-of-service': '停用' },
    languages: { zh: '中文', en: '英语' },
    keys: '键盘', keyList: [['J / K', '上下选择'], ['A', '接待'], ['R', '写回复'], ['H', '交还机器'], ['E', '结束对话'], ['/', '常用语（写回复时）'], ['Ctrl K', '命令']],
    refused: (text: string) => `没有成功：${text}`, over: '超过服务时限', service: '服务时限 1 分钟', readOnly: '这段对话由别人接待，或已经结束。',
  },
  canned: {
    zh: ['您好，我是工作人员，请问有什么可以帮您？', '请稍等，我帮您查一下。', '请您带上身份证原件，到 3 号窗口办理。', '请您再说一遍，好吗？', '已经帮您办好了，请看屏幕。', '还有别的可以帮您吗？'],
    en: ['Hello, I am a member of staff. How can I help you?', 'One moment please, let me check.', 'Please take your ID card to window 3.', 'Could you say that again, please?', 'It is done. Please look at the screen.', 'Is there anything else I can do for you?'],
  },
  live: { title: '实况', lead: '每台终端正在发生的事，随到随显。', kiosks: '终端', stream: '经过', emptyStream: '还没有动静。访客一开口，问题和回答就会出现在这里。', sessionStarted: '开始', by: { wake: '唤醒', touch: '触摸', presence: '走近', hub: '中枢发起' }, ended: '结束', turns: (n: number) => `${n} 轮`, silence: '（沉默）', touched: '点了', incident: '事件', task: { started: '开始办理', suspended: '暂停', resumed: '继续', completed: '办完', cancelled: '取消', failed: '未办成', escalated: '转人工' }, firstSound: '出声', noKiosks: '还没有终端登记。', quiet: '无人使用', visit: '这次来访', openVisit: '看这次来访的全部', erase: { open: '抹去内容', title: '抹去这次来访的内容？', hint: '访客说的话、回答、人工对话和事件都会从中枢、终端和以后恢复的备份中抹去，不能撤回。时间和轮数会留下，用于统计。', go: '抹去', cancel: '不抹去', done: '内容已经抹去。', waiting: '中枢上已经抹去；终端下次上线时也会抹去。', gone: '内容已抹去' } },
  zones: { answer: '答出', clarify: '反问', unknown: '没听懂', none: '流程' },
  fleet: {
    title: '终端', kiosk: '终端', state: '状态', content: '内容', applied: '在用', desired: '应为', events: '记录', sessions: '来访', seen: '最近联系', refused: '未采用新内容', incidents: '事件记录', noIncidents: '没有异常。', search: '查找终端', none: '没有符合的终端。',
    empty: '还没有终端。用 foyer start 会自动带一台；或在登记文件里写上终端与密钥，用 foyer hub --enrol 文件名 启动。',
    states: { new: '未上线', birth: '在线', ready: '在线', degraded: '部分可用', asleep: '休眠', lost: '离线' }, upToDate: '最新', onItsWay: '正在更新', never: '从未', problems: (n: number) => `${n} 条`, online: (n: number, all: number) => `${n} / ${all} 在线`,
    remote: { open: '呼叫', title: (kiosk: string) => `终端 ${kiosk}`, what: '要它做什么', say: '播报一句话', text: '内容', language: '语言', begin: '开始', close: '关闭', loading: '正在读取内容包…', hint: '有人正在使用时不会打断。', done: '已经开始。', sent: '已发送，还没有回应。', busy: '现在不行：有人正在使用，或者终端不在线。' },
  },
  content: {
    title: '内容', packs: '内容包', files: '文件', draft: '草稿', published: '已发布', unpublished: '草稿尚未发布', neverPublished: '尚未发布', save: '保存草稿', saved: '已保存', reload: '重新打开', changed: '有未保存的改动', check: '检查', checking: '正在检查…', noProblems: '没有问题', problems: (n: number) => `${n} 处问题`,
    line: (n: number) => `第 ${n} 行`, tryIt: '试一试', tryHint: '用您正在改的内容，和终端上一样的引擎。', ask: '问一句，比如：几点开门', tryEmpty: '在下面打一句访客会问的话，看看会怎样回答。', why: '依据', restart: '重来', readOnly: '您可以查看，但不能修改。', empty: '还没有内容包。用 foyer hub --pack 目录 启动时会带进来。', editedBy: (who: string) => `${who} 修改`, find: '在文件里查找', preparing: '正在准备引擎…', engineMissing: '试讲引擎没能载入，检查会在保存时由中枢进行。', kinds: { pack: '总览', knowledge: '问答', graph: '图谱', flows: '流程', tests: '对话测试', other: '其他' },
  },
  learn: { title: '学习', lead: '机器没答上来的问题，是内容的下一步。', unanswered: '没答上来的问题', times: (n: number) => `${n} 次`, none: '最近没有答不上来的问题。', howTitle: '怎样让它学会', how: ['看问题的意思，别只看字：识别可能听成了同音字。', '在“内容”里找：已有这个意思，就把问法加进那一条的问题里；没有，就写一条新的。', '在右边“试一试”里问一遍，再送审、发布。', '没有哪一条会自己发布。'] },
  insights: {
    title: '洞察', lead: '每个比率都写明分子、分母和 95% 区间；不足 30 的不下结论。', days: (n: number) => (n === 1 ? '今天' : `${n} 天`), sessions: '来访', valid: '有效来访', turns: '轮次', questions: '提问', tooFew: '样本太少', nothing: '还没有数据',
    rates: { coverage: '覆盖率', unknown: '未答率', 'task-completion': '任务完成率', transfer: '转人工率', independent: '独立接待率', satisfaction: '满意度' } as Record<string, string>,
    of: { coverage: ['答出的提问', '全部提问'], unknown: ['没听懂的提问', '全部提问'], 'task-completion': ['办完的任务', '开始的任务'], transfer: ['转人工的来访', '有效来访'], independent: ['没转人工的来访', '有效来访'], satisfaction: ['四五分的评价', '全部评价'] } as Record<string, [string, string]>,
    latency: '说完到出声', p50: '半数在', p95: '95% 在', within: '以内', measured: (n: number) => `测得 ${n} 次`, ms: '毫秒', definition: '有效来访：至少提过一个问题或开始过一项任务。',
  },
  settings: { title: '设置', language: '语言', theme: '外观', light: '浅色', dark: '深色', account: '账号', signedInAs: '已登录', roles: '角色', roleNames: { viewer: '查看', agent: '接待', supervisor: '班长', author: '编辑', approver: '审核', operator: '运维', 'system-admin': '系统管理', 'security-admin': '安全管理', auditor: '审计' } as Record<string, string>, signOut: '退出登录', staff: '工作人员', add: '添加', newName: '用户名', newPassword: '密码（至少 10 位）', added: '已添加', keys: '键盘' },
};
export type Words = typeof zh;
