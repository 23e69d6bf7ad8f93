// The words about what holds for the whole hub: whether content needs a second person, how rollouts go, the hub's key.
import type { Language } from '../../../flows/protocol/language.ts';

const zh = {
  cancel: '取消', save: '保存', saved: '已保存，并记入审计。', readOnly: '只能查看；修改需要系统管理员。', wholeHub: '这些属于整个中枢，您的账号只管一个租户。', change: '更改',
  review: {
    title: '发布内容要不要第二个人', on: '要两个人', onText: '写的人送审，另一位审核员批准，然后才能发布。', off: '一个人就行', offText: '写的人自己就能发布。检查和对话测试仍然要通过。适合只有一个人的小店。',
    offTitle: '不再要第二个人？', offAsk: '从现在起，有编辑权限的人可以独自把内容发到所有终端，没有人再看一遍。这一改动会记入审计，也会显示在内容页上。', offGo: '改为一个人就行', onTitle: '改回要两个人？', onAsk: '没有批准的草稿从现在起不能发布。已经发布的不受影响。', onGo: '改为要两个人',
  },
  plan: {
    title: '发布时怎么放开', lead: '三台及以上的终端先一台、再 5%、25%、全部。这里是没有另外说明时的做法。', usual: '默认', minutes: '分钟',
    soak: '每一批观察多久', maxSoak: '来的人少时，最多观察多久', deadline: '终端多久没有回音算没成', share: '一批里允许没成的比例', turns: '至少要有多少个问题才判断', sessions: '至少要有多少次来访才判断', tooFew: '到最后来的人还是太少', goOn: '继续放开', wait: '停下等人来定', back: '变差时', backOn: '自动退回原来的内容', backOff: '停下，等人来定',
    wrong: '请填范围内的数字。',
  },
  key: {
    title: '中枢的密钥', lead: '终端凭这把钥匙认得中枢。换钥匙分两步：先告诉所有终端，过几天再启用。期间一直离线的终端要重新认领。', now: '在用', next: '已告知，待启用', announce: '生成并告知新钥匙', switchTo: '启用新钥匙', none: '中枢没有用加密连接（--tls on），没有钥匙可换。',
    announceTitle: '生成新钥匙并告知所有终端？', announceAsk: '现在什么也不会断。没有上线的终端，下次上线时会知道。', switchTitle: '启用新钥匙？', switchAsk: '所有连接改用新钥匙。告知以来一直没有上线的终端会连不上，要重新认领。', announced: '新钥匙已告知。等终端都上过线，再启用。', switched: '已启用新钥匙。', ok: '确定',
  },
};
export type HouseWords = typeof zh;
const en: HouseWords = {
  cancel: 'Cancel', save: 'Save', saved: 'Saved, and in the audit.', readOnly: 'To look only; changes need a system administrator.', wholeHub: 'This belongs to the whole hub, your account to one tenant.', change: 'Change',
  review: {
    title: 'Does publishing need a second person?', on: 'Two people', onText: 'Whoever wrote it sends it for review, another approves it, only then can it be published.', off: 'One is enough', offText: 'Whoever wrote it may publish it. It must still compile and pass its dialogues. For a shop with one person.',
    offTitle: 'No second person any more?', offAsk: 'From now on anybody who may edit can send content to every kiosk alone, and nobody looks at it first. The change is kept in the audit and shown on the content page.', offGo: 'One is enough', onTitle: 'Two people again?', onAsk: 'From now on a draft without approval cannot be published. What is published stays.', onGo: 'Two people',
  },
  plan: {
    title: 'How a rollout goes', lead: 'From three kiosks on: first one, then 5 %, 25 %, all. This holds unless somebody says otherwise for one rollout.', usual: 'usually', minutes: 'minutes',
    soak: 'Each wave is watched for', maxSoak: 'At most, when few visitors come', deadline: 'A kiosk has failed when silent for', share: 'Share of a wave that may fail', turns: 'Questions needed to judge', sessions: 'Visits needed to judge', tooFew: 'When too few came in the end', goOn: 'go on', wait: 'wait for staff', back: 'When visitors are served worse', backOn: 'go back by itself', backOff: 'halt and wait for staff',
    wrong: 'Enter a number within the range.',
  },
  key: {
    title: 'The hub\'s key', lead: 'Kiosks know their hub by this key. It is changed in two steps: first every kiosk is told, some days later it is used. A kiosk that was away all the while must be claimed again.', now: 'in use', next: 'announced, not used yet', announce: 'Make and announce a new key', switchTo: 'Use the new key', none: 'This hub has no encrypted connection (--tls on), so it has no key to change.',
    announceTitle: 'Make a new key and tell every kiosk?', announceAsk: 'Nothing is cut now. Kiosks that are away hear of it when they are back.', switchTitle: 'Use the new key?', switchAsk: 'Every connection uses it from now on. A kiosk that was away since it was announced cannot connect and must be claimed again.', announced: 'Announced. Use it once every kiosk has been online.', switched: 'The new key is in use.', ok: 'Yes',
  },
};
export const houseWords = (language: Language): HouseWords => (language === 'zh' ? zh : en);
