// The words of reviews and rollouts in Chinese; the English table has the same keys.
export const releaseZh = {
  tabs: { edit: '编辑', review: '审核', rollout: '发布' },
  states: { published: '已发布', 'taken-back': '已撤下', draft: '草稿', requested: '待审核', returned: '已退回', approved: '已批准' },
  reviewOff: '免审核', send: '送审', sending: '检查并送审…', sent: '已送审', publish: '发布…', checking: '检查中…', checkGood: (n: number) => (n === 0 ? '能编译，没有对话测试' : `${n} 段对话测试全部通过`), checkBad: '检查没有通过', differently: '与对话测试不符', despite: '仍要送审？', despiteHint: '有对话测试没有通过。说明为什么这样是对的，审核的人会看到。', despiteLabel: '说明（必填）', cancel: '取消',
  review: {
    title: '这次改了什么', against: (version: string) => `与 ${version} 相比`, first: '第一次发布', nothing: '与已发布的内容相同，没有要审的。', notAsked: '作者还没有送审。', waiting: '等另一个人来审。', mine: '您改过这份草稿或送了审，要由另一个人来定。',
    byWho: (who: string) => `${who} 送审`, note: '附言', visible: '访客会察觉的', lines: '逐个文件', approve: '批准', sendBack: '退回', sendBackNote: '要改什么（必填）', approveNote: '附言（选填）', cancel: '取消', approved: (who: string) => `${who} 批准`, returned: (who: string) => `${who} 退回`, requested: (who: string) => `${who} 送审`, history: '经过',
    kinds: { answer: '答案', entry: '条目', questions: '问法', flow: '流程', 'notice-or-text': '概览', connector: '接口', test: '测试', version: '版本', other: '其他' },
    changes: { added: '新增', removed: '删去', changed: '改动' }, was: '原来', is: '现在', addedLines: '增', removedLines: '删', languages: { zh: '中文', en: '英语' }, showLines: '看逐行差异', approveTitle: (name: string, version: string) => `批准「${name}」${version}？`, approveHint: '批准的正是这些内容；之后再改，要重新审。',
  },
  owner: {
    common: '全体', commonHint: '属于整个中枢，只有管整个中枢的人能改。', tenantHint: (tenant: string) => `属于租户 ${tenant}，别的租户看不到。`, readOnly: '属于整个中枢', add: '新内容包…', newTitle: '新内容包', newHint: '先带一条问答，建好后再改。', make: '建立', name: '名称（小写字母、数字、连字符）', titles: { zh: '中文标题', en: '英语标题' },
    whose: '归谁', commonOption: '整个中枢（全体）', tenantOption: (tenant: string) => `租户 ${tenant}`, whoseHint: '租户的内容包只有这个租户的人能看、能改，只会发到它的终端。以后不能换主人。', there: (address: string) => `已经有 ${address} 了，换个名称。`, firstKiosks: '还没有终端用它，先给哪些终端？', noKiosks: '您管的范围里还没有终端。', chooseKiosks: '选至少一台终端。',
  },
  start: {
    title: (name: string, version: string) => `把「${name}」${version} 发布到终端？`, lead: (n: number) => `${n} 台终端，先一台，没有变差再放开。`, soak: '每一批观察', minutes: '分钟', none: '不观察', tooFew: '来的人太少时', goOn: '继续', wait: '等人来定', go: '开始发布', cancel: '取消', emergency: '紧急：不分批，立即到全部终端', reason: '原因（必填，记入审计）',
  },
  rollout: {
    none: '还没有发布过。批准之后，点「发布…」。', wave: (n: number) => `第 ${n} 批`, kiosks: (n: number) => `${n} 台`, all: '发布记录', soaking: '观察中', soakLeft: (time: string) => `还要 ${time}`, starting: '正在装', later: '还没轮到', ended: '已过',
    verdicts: { good: '没有变差', 'too-few': '人太少，没有判断', 'not-judged': '未观察', overruled: '由人放行' },
    places: { waiting: '还没轮到', asked: '正在装', unreachable: '联系不上', applied: '已采用', failed: '没成', 'rolling-back': '正在退回', 'rolled-back': '已退回' },
    states: { 'awaiting-signature': '等待签名', running: '发布中', waiting: '等人来定', halted: '已停下', 'rolling-back': '正在退回', 'rolled-back': '已退回', done: '已完成', superseded: '已被更新的取代' },
    awaiting: '签名密钥不在中枢。签名带来后自动开始。', halt: '停下', resume: '继续', rollBack: '退回原来的内容', haltTitle: (version: string) => `停下 ${version} 的发布？`, resumeTitle: (version: string) => `让 ${version} 继续？`, rollbackTitle: (name: string, version: string) => `「${name}」退回 ${version} 之前的内容？`,
    haltHint: '已经采用的终端保持不变，别的终端不再更新。', resumeHint: '没成的终端不再计较；若因变差而停，之后不再据此停下。', rollbackHint: (n: number) => `${n} 台终端会换回原来的内容（用一个新的版本号）。`, noteLabel: '说明', cancel: '取消',
    gates: '访客的感受', gateLead: '与这些终端之前、与还没换的终端同期相比；两边都明显变差才算变差。带状为 95 % 区间。', gateNames: { 'no-match': '没听懂', unanswered: '没答上', escalation: '转人工', latency: '出声慢', crash: '崩溃中断' }, of: { 'no-match': '个问题', unanswered: '个问题', escalation: '次来访', latency: '次回答', crash: '次来访' },
    sides: { wave: '新内容', before: '之前', others: '别处' }, gateVerdicts: { good: '没有变差', worse: '变差', 'too-few': '人太少' }, noGates: '这一批采用之后开始观察。', tooFew: '太少',
    history: '经过', program: '中枢', what: { started: '开始发布', signed: '签名到齐', 'wave-started': '放到', 'wave-soaking': '开始观察', 'wave-ended': '通过', 'kiosk-failed': '没成', 'kiosk-held-up': '网络不好，先放到别的终端', 'soak-extended': '延长观察', waiting: '停下等人来定', halted: '停下', resumed: '继续', 'rolling-back': '开始退回', 'rolled-back': '已全部退回', done: '全部完成', superseded: '被更新的发布取代', 'hub-back': '中枢重启，接着来' },
    causes: { 'download-failing': '一直下载不到，会继续尝试', refused: '终端拒收', 'rolled-back-itself': '终端自行退回', silent: '到时限没有回音', 'went-silent': '采用后失联', restarting: '反复重启', 'over-budget': '没成的终端太多', worse: '访客感受变差', 'too-few': '来的人太少', 'nobody-reachable': '没有联系得上的终端', staff: '人为', 'newer-rollout': '有更新的发布', emergency: '紧急', 'not-restored': '没能全部退回', 'hub-back': '中枢重启', signed: '已签名' } as Record<string, string>,
  },
  failed: (text: string) => `没有成功：${text}`, notApproved: '还没有第二个人批准。先送审。',
};
export type ReleaseWords = typeof releaseZh;
