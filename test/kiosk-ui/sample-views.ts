// A morning at a government hall, as the device would send it: every kind of view in both languages, with the lengths that
// real content has. Used by the pictures and by the checks in the browser.
import type { Language } from '../../flows/protocol/language.ts';
import type { ScreenMessage, View } from '../../flows/protocol/screen.ts';

export const HELLO: ScreenMessage = {
  type: 'hello', v: 1, kiosk: 'kiosk-1', languages: ['zh', 'en'],
  pack: { name: 'government-hall', title: { zh: '市民服务大厅', en: 'Citizen Service Hall' }, accent: '#0b6b75', wake: [{ language: 'zh', phrase: '你好小厅' }, { language: 'en', phrase: 'Hello kiosk' }] },
};

export interface Sample { name: string; view: View; presence: 'idle' | 'listening' | 'thinking' | 'speaking' | 'off'; session: string | null; also: ScreenMessage[] }

const caption = (who: 'visitor' | 'kiosk' | 'agent', text: string, more: { certain?: number; final?: boolean; mark?: string } = {}): ScreenMessage => {
  const start = more.mark === undefined ? -1 : text.indexOf(more.mark);
  return { type: 'caption', who, text, certain: more.certain ?? text.length, final: more.final ?? true, phrase: start < 0 ? null : { start, end: start + (more.mark?.length ?? 0) } };
};

const home = (zh: boolean) => [
  { id: 'ticket', number: 1, label: zh ? '取号' : 'Queue ticket', hint: zh ? '现在排队办理' : 'Be served today', icon: 'ticket' },
  { id: 'appointment', number: 2, label: zh ? '预约' : 'Appointment', hint: zh ? '选一天再来' : 'Choose a day', icon: 'calendar' },
  { id: 'progress', number: 3, label: zh ? '查进度' : 'Progress', hint: zh ? '我的事项办到哪了' : 'Where is my case', icon: 'progress' },
  { id: 'materials', number: 4, label: zh ? '材料清单' : 'What to bring', hint: zh ? '要带哪些证件' : 'Documents by service', icon: 'list' },
  { id: 'guide', number: 5, label: zh ? '办事指南' : 'Services A to Z', hint: zh ? '费用、时限、窗口' : 'Fees, times, windows', icon: 'guide' },
  { id: 'human', number: 6, label: zh ? '人工' : 'Staff', hint: zh ? '请工作人员帮忙' : 'Talk to a person', icon: 'human' },
];

export function samples(language: Language): Sample[] {
  const zh = language === 'zh';
  const t = (chinese: string, english: string) => (zh ? chinese : english);
  const question = t('我要补办身份证，需要什么材料？', 'I lost my ID card. What do I need to bring?');
  const slots = (current: number) => [
    { id: 'service', label: t('办理事项', 'Service'), value: t('身份证补领', 'ID card replacement') },
    { id: 'date', label: t('日期', 'Date'), value: t('12 月 2 日 星期三', 'Wed 2 December') },
    { id: 'time', label: t('时间', 'Time'), value: t('上午 9:30', '9:30 am') },
    { id: 'phone', label: t('手机号', 'Mobile number'), value: '138 0013 8000' },
  ].map((slot, index) => ({ ...slot, value: index < current ? slot.value : null, state: index < current ? 'done' as const : index === current ? 'current' as const : 'todo' as const, editable: true }));
  const form = (current: number, headline: string, input: Partial<Extract<View, { kind: 'form' }>['input']>): View =>
    ({ kind: 'form', title: t('预约办理', 'Book an appointment'), headline, slots: slots(current), input: { type: 'text', choices: [], maxLength: 40, placeholder: '', ...input } });
  const s = 'session-1';
  return [
    { name: 'attract', presence: 'idle', session: null, also: [], view: { kind: 'attract', headline: { zh: '您好，请讲', en: 'How can we help?' }, wake: [{ language: 'zh', phrase: '你好小厅' }, { language: 'en', phrase: 'Hello kiosk' }], cards: home(zh), notice: t('今日办理时间 9:00 至 17:00，周六上午照常', 'Open today 9:00 to 17:00, and on Saturday mornings') } },
    { name: 'listening-start', presence: 'listening', session: s, also: [], view: { kind: 'listening', headline: t('请讲，我在听', 'I am listening'), hint: t('用您平常说话的方式就好', 'Just say it in your own words'), examples: [t('补办身份证要带什么', 'What do I need for a new ID card'), t('现在排队的人多吗', 'How long is the queue now'), t('帮我预约下周三上午', 'Book me in for Wednesday morning'), t('社保卡办好了没有', 'Is my social security card ready')], cards: home(zh).slice(0, 4).map((entry) => ({ ...entry, hint: '' })) } },
    { name: 'listening', presence: 'listening', session: s, also: [caption('visitor', t('我身份证丢了想补办一个需要带什么材', 'I lost my ID card and I want to get a new one what do I nee'), { certain: zh ? 11 : 46, final: false })], view: { kind: 'listening', headline: t('请讲，我在听', 'I am listening'), hint: '', examples: [t('补办身份证要带什么', 'What do I need for a new ID card'), t('现在排队的人多吗', 'How long is the queue now'), t('帮我预约下周三上午', 'Book me in for Wednesday morning')], cards: home(zh).slice(0, 4).map((entry) => ({ ...entry, hint: '' })) } },
    { name: 'thinking', presence: 'thinking', session: s, also: [caption('visitor', question)], view: { kind: 'thinking', sentence: t('正在为您查补办身份证的材料', 'Looking up what you need for a new ID card') } },
    { name: 'answer', presence: 'speaking', session: s, also: [caption('visitor', question), caption('kiosk', t('补办身份证要带两样东西：户口簿，和居住证或房产证明。人到现场拍照，工本费四十元。', 'Bring two things: your household register, and a residence permit or proof of address. Your photo is taken here. The fee is 40 yuan.'), { mark: t('户口簿，和居住证或房产证明。', 'your household register, and a residence permit or proof of address.') })], view: { kind: 'answer', question, headline: t('带上两样东西，本人到场', 'Bring two things, and come in person'), body: '', steps: [t('户口簿原件', 'Household register, original'), t('居住证，或房产证、租房合同之一', 'Residence permit, or a deed or tenancy contract'), t('在 3 号窗口现场拍照、按指纹', 'Photo and fingerprints at window 3')], facts: [{ label: t('费用', 'Fee'), value: t('40 元', '¥40') }, { label: t('时限', 'Ready in'), value: t('20 个工作日', '20 working days') }, { label: t('窗口', 'Window'), value: t('一楼 3 号', 'Ground floor, 3') }], buttons: [{ id: 'ticket', number: 1, label: t('现在取号', 'Take a ticket'), hint: '', icon: 'ticket' }, { id: 'appointment', number: 2, label: t('预约改天来', 'Book a day'), hint: '', icon: 'calendar' }] } },
    { name: 'choice', presence: 'speaking', session: s, also: [caption('kiosk', t('您要办哪一项？', 'Which of these do you need?'), { mark: t('您要办哪一项？', 'Which of these do you need?') })], view: { kind: 'choice', headline: t('您要办哪一项？', 'Which of these do you need?'), body: '', choices: [{ id: 'a', number: 1, label: t('首次申领', 'First ID card'), hint: t('未满 16 周岁须监护人陪同', 'Under 16: with a guardian'), icon: '' }, { id: 'b', number: 2, label: t('换领', 'Renewal'), hint: t('到期前三个月内', 'In the last three months'), icon: '' }, { id: 'c', number: 3, label: t('补领', 'Replacement'), hint: t('遗失或被盗', 'Lost or stolen'), icon: '' }, { id: 'd', number: 4, label: t('临时身份证', 'Temporary card'), hint: t('当天可取', 'Same day'), icon: '' }] } },
    { name: 'form-choice', presence: 'listening', session: s, also: [], view: form(2, t('您想几点来？', 'What time suits you?'), { type: 'choice', choices: [{ id: 't1', number: 1, label: '9:30', hint: t('余 4 个', '4 left'), icon: '' }, { id: 't2', number: 2, label: '10:30', hint: t('余 2 个', '2 left'), icon: '' }, { id: 't3', number: 3, label: '14:00', hint: t('余 7 个', '7 left'), icon: '' }, { id: 't4', number: 4, label: '15:30', hint: t('余 1 个', '1 left'), icon: '' }] }) },
    { name: 'form-digits', presence: 'speaking', session: s, also: [caption('kiosk', t('请说出您的手机号。', 'Please say your mobile number.'), { mark: t('手机号', 'mobile number') })], view: form(3, t('请说出您的手机号。', 'Please say your mobile number.'), { type: 'digits', maxLength: 11 }) },
    { name: 'form-date', presence: 'listening', session: s, also: [], view: form(1, t('您想哪天来？', 'Which day suits you?'), { type: 'date' }) },
    { name: 'form-time', presence: 'listening', session: s, also: [], view: form(2, t('您想几点来？', 'What time suits you?'), { type: 'time', opens: '08:30', closes: '17:30' }) },
    { name: 'form-text', presence: 'listening', session: s, also: [], view: { kind: 'form', title: t('意见反馈', 'Feedback'), headline: t('请说说您的建议', 'What should we do better?'), slots: [{ id: 'text', label: t('您的建议', 'Your suggestion'), value: null, state: 'current' }], input: { type: 'text', choices: [], maxLength: 200, placeholder: t('一句话就好', 'One sentence is enough') } } },
    { name: 'form-quantity', presence: 'listening', session: s, also: [], view: form(1, t('要几份复印件？', 'How many copies?'), { type: 'text', kind: 'quantity', min: 1, max: 20, unit: t('份', 'copy'), placeholder: t('份数', 'Copies') }) },
    { name: 'form-days', presence: 'listening', session: s, also: [], view: form(1, t('哪几天不在家？', 'On which days are you away?'), { type: 'text', kind: 'date-range', today: '2026-11-25', earliest: '2026-11-26', latest: '2027-01-31' }) },
    { name: 'form-hours', presence: 'listening', session: s, also: [], view: form(2, t('几点到几点方便？', 'From when to when?'), { type: 'text', kind: 'time-range', opens: '09:00', closes: '17:30' }) },
    { name: 'form-any-time', presence: 'listening', session: s, also: [], view: form(2, t('几点叫醒您？', 'When shall we wake you?'), { type: 'time', kind: 'time' }) },
    { name: 'form-plate', presence: 'listening', session: s, also: [], view: form(3, t('您的车牌号？', 'Your number plate?'), { type: 'text', kind: 'plate', maxLength: 8 }) },
    { name: 'form-name', presence: 'listening', session: s, also: [], view: form(3, t('怎么称呼您？', 'What is your name?'), { type: 'text', kind: 'person-name', maxLength: 40, placeholder: t('姓名', 'Name') }) },
    { name: 'form-address', presence: 'listening', session: s, also: [], view: form(3, t('请说小区、楼号和门牌', 'Street, building and flat, please'), { type: 'text', kind: 'address', maxLength: 120, placeholder: t('地址', 'Address') }) },
    { name: 'comparison', presence: 'listening', session: s, also: [], view: { kind: 'answer', question: t('身份证和临时身份证哪个快？', 'Which is quicker, the ID card or the temporary card?'), headline: t('居民身份证和临时身份证：办理时间', 'ID card and temporary card: time needed'), body: t('临时身份证更快，当天可取；居民身份证要 20 个工作日。', 'The temporary card is quicker: ready the same day. The ID card takes 20 working days.'), steps: [], layout: 'comparison', facts: [{ label: t('居民身份证', 'ID card'), value: t('20 个工作日', '20 working days') }, { label: t('临时身份证', 'Temporary card'), value: t('当天可取', 'The same day'), best: true }], buttons: [{ id: 'ask:a', number: 1, label: t('居民身份证', 'ID card'), hint: '', icon: '' }, { id: 'ask:b', number: 2, label: t('临时身份证', 'Temporary card'), hint: '', icon: '' }] } },
    { name: 'list', presence: 'listening', session: s, also: [], view: { kind: 'answer', question: t('哪些事免费？', 'What is free of charge?'), headline: t('免费的服务（17）', 'Free services (17)'), body: t('复印、拍照、邮寄查询、材料打印，还有 13 个。', 'Copies, photos, tracking, printing and 13 more.'), steps: [], facts: [], layout: 'list', buttons: Array.from({ length: 12 }, (_, i) => (i === 11 ? { id: 'list:free////1', number: 12, label: t('更多', 'More'), hint: '', icon: '' } : { id: `ask:${i}`, number: i + 1, label: [t('材料复印', 'Copies'), t('证件拍照', 'Photos'), t('老年优待证办理', 'Senior citizen card')][i % 3] ?? '', hint: [t('0 元', 'free'), t('每天 2 张', '2 a day'), t('当天', 'same day')][i % 3] ?? '', icon: '' })) } },
    { name: 'call', presence: 'speaking', session: s, also: [], view: { kind: 'choice', call: { title: t('叫号', 'Queue call'), facts: [{ label: t('号码', 'Number'), value: 'B15' }, { label: t('窗口', 'Window'), value: t('12 号', '12') }] }, headline: t('请到 12 号窗口。您现在过来吗？', 'Please go to window 12. Are you coming now?'), body: '', choices: [{ id: 'now', number: 1, label: t('现在过去', 'I am coming'), hint: '', icon: 'check' }, { id: 'later', number: 2, label: t('晚几分钟', 'In a few minutes'), hint: '', icon: 'clock' }, { id: 'no', number: 3, label: t('不办了', 'No longer needed'), hint: '', icon: 'close' }] } },
    { name: 'confirm', presence: 'listening', session: s, also: [caption('kiosk', t('这样预约对吗？', 'Shall I book this?'))], view: { kind: 'confirm', headline: t('这样预约对吗？', 'Shall I book this?'), rows: [{ label: t('办理事项', 'Service'), value: t('身份证补领', 'ID card replacement') }, { label: t('日期', 'Date'), value: t('12 月 2 日 星期三', 'Wed 2 December') }, { label: t('时间', 'Time'), value: t('上午 9:30', '9:30 am') }, { label: t('手机号', 'Mobile number'), value: '138 0013 8000' }, { label: t('地点', 'Place'), value: t('一楼 3 号窗口', 'Ground floor, window 3') }], yes: { id: 'yes', number: 1, label: t('对，就这样预约', 'Yes, book it'), hint: '', icon: 'check' }, no: { id: 'no', number: 2, label: t('不对，我要改', 'No, change something'), hint: '', icon: '' } } },
    { name: 'escalation-raising', presence: 'thinking', session: s, also: [], view: { kind: 'escalation', stage: 'raising', headline: t('正在为您联系工作人员', 'Calling a member of staff'), body: t('您刚才说的内容已经转达，不用再讲一遍', 'They can see what you said, so no need to repeat it'), place: null, agent: null, agentTyping: false, messages: [], buttons: [{ id: 'cancel', number: 1, label: t('不用了，谢谢', 'No longer needed'), hint: '', icon: 'close' }] } },
    { name: 'escalation-waiting', presence: 'idle', session: s, also: [], view: { kind: 'escalation', stage: 'waiting', headline: t('工作人员马上就来', 'Somebody will be with you soon'), body: t('大约 2 分钟。等的时候可以继续问我', 'About 2 minutes. You can go on asking me meanwhile'), place: 3, agent: null, agentTyping: false, messages: [], buttons: [{ id: 'cancel', number: 1, label: t('不等了', 'Stop waiting'), hint: '', icon: 'close' }] } },
    { name: 'escalation-talking', presence: 'listening', session: s, also: [], view: { kind: 'escalation', stage: 'talking', headline: t('王敏在这里', 'Wang Min is here'), body: '', place: null, agent: t('王敏', 'Wang Min'), agentTyping: true, messages: [{ who: 'visitor', text: t('户口簿在老家，没带来，能不能先办？', 'My household register is at home. Can I apply without it?'), at: 1 }, { who: 'agent', text: t('您好，我是王敏。可以的，我们能在系统里查到您的户籍。', 'Hello, this is Wang Min. Yes, we can look up your household record.'), at: 2 }, { who: 'visitor', text: t('太好了，那我还要带什么？', 'Great. What else do I need?'), at: 3 }, { who: 'agent', text: t('本人到 3 号窗口就行，我在那里等您。带上手机，要收一条验证短信。', 'Just come to window 3, I am there. Have your phone ready for a text message.'), at: 4 }], buttons: [{ id: 'done', number: 1, label: t('明白了，结束对话', 'Understood, end the chat'), hint: '', icon: 'check' }] } },
    { name: 'escalation-nobody', presence: 'speaking', session: s, also: [], view: { kind: 'escalation', stage: 'nobody', headline: t('现在没有空闲的工作人员', 'Nobody is free right now'), body: t('可以留下手机号，我们今天 17:00 前回电', 'Leave your number and we will call back before 17:00 today'), place: null, agent: null, agentTyping: false, messages: [], buttons: [{ id: 'callback', number: 1, label: t('留下手机号', 'Leave my number'), hint: t('今天回电', 'We call back today'), icon: 'phone' }, { id: 'continue', number: 2, label: t('继续问我', 'Go on with the kiosk'), hint: '', icon: 'forward' }] } },
    { name: 'ticket', presence: 'speaking', session: s, also: [], view: { kind: 'ticket', headline: t('取号成功，请在大厅等候', 'You are in the queue'), number: 'A023', rows: [{ label: t('办理事项', 'Service'), value: t('身份证补领', 'ID card replacement') }, { label: t('窗口', 'Window'), value: t('一楼 3 号', 'Ground floor, 3') }, { label: t('前面还有', 'Ahead of you'), value: t('4 位', '4 people') }, { label: t('大约等候', 'Wait'), value: t('12 分钟', '12 minutes') }], hint: t('叫到号时大屏幕和广播都会提示', 'Your number will be shown and called'), buttons: [{ id: 'more', number: 1, label: t('再问一件事', 'Ask another question'), hint: '', icon: 'question' }, { id: 'finish', number: 2, label: t('办好了', 'I am done'), hint: '', icon: 'check' }] } },
    { name: 'survey', presence: 'listening', session: s, also: [], view: { kind: 'survey', headline: t('这次帮到您了吗？', 'Did we help you today?'), scale: 5 } },
    { name: 'goodbye', presence: 'idle', session: s, also: [], view: { kind: 'goodbye', headline: t('谢谢，慢走', 'Thank you, goodbye'), body: t('您的内容已清除', 'Your details have been cleared') } },
    { name: 'touch-only', presence: 'off', session: null, also: [{ type: 'status', microphone: 'failed', loudspeaker: 'ok', hub: 'online', note: null }], view: { kind: 'touch-only', headline: t('请轻触办理', 'Please touch'), body: t('我现在听不到声音，但什么都能办', 'I cannot hear right now, but everything works by touch'), cards: home(zh) } },
    { name: 'claim', presence: 'off', session: null, also: [], view: { kind: 'claim', headline: { zh: '认领这台终端', en: 'Claim this kiosk' }, body: { zh: '在员工台的“终端”页点“认领终端”，输入这个代码。', en: 'In the staff console, on the Fleet page, choose “Claim a kiosk” and type this code.' }, code: 'MK3 M9U', hub: '192.168.10.4:7071', hubKey: '3f2a 90bc 11de 84c0 77aa', kioskKey: 'b01c 77d2 0e5f 93aa 4c18' } },
    { name: 'out-of-service', presence: 'off', session: null, also: [], view: { kind: 'out-of-service', headline: { zh: '这台机器正在休息', en: 'This kiosk is taking a break' }, body: { zh: '请到一楼咨询台，或使用旁边的机器', en: 'Please go to the information desk or use the kiosk beside it' } } },
  ];
}

/** The longest that packs may write: nothing may be cut or covered, however much it is. */
export function longSamples(language: Language): Sample[] {
  const zh = language === 'zh';
  const words = (count: number): string => (zh ? '补领居民身份证请携带户口簿原件和居住证明材料，'.repeat(Math.ceil(count / 4)).slice(0, count * 5) : 'please bring the original household register and residence permit '.repeat(Math.ceil(count / 9)).split(' ').slice(0, count).join(' '));
  const choices = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index}`, number: index + 1, label: words(4), hint: words(7), icon: 'ticket' }));
  const facts = Array.from({ length: 6 }, () => ({ label: words(3), value: words(4) }));
  const s = 'long';
  return [
    { name: 'long-attract', presence: 'idle', session: null, also: [], view: { kind: 'attract', headline: { zh: '欢迎光临市民服务中心，请问今天想办理什么业务？', en: 'Welcome to the citizen service centre. What can we do for you today?' }, wake: [{ language: 'zh', phrase: '你好小厅你好小厅' }, { language: 'en', phrase: 'good morning reception' }], cards: choices(6), notice: words(9) } },
    { name: 'long-listening', presence: 'listening', session: s, also: [caption('visitor', words(70), { certain: 20, final: false })], view: { kind: 'listening', headline: words(8), hint: words(12), examples: [words(9), words(12), words(5), words(5)], cards: choices(6) } },
    { name: 'long-answer', presence: 'speaking', session: s, also: [caption('kiosk', `${words(30)}. ${words(30)}. ${words(12)}`, { mark: words(6) })], view: { kind: 'answer', question: words(14), headline: words(16), body: words(60), steps: Array.from({ length: 9 }, () => words(14)), facts, buttons: choices(4) } },
    { name: 'long-choice', presence: 'listening', session: s, also: [caption('kiosk', words(20))], view: { kind: 'choice', headline: words(18), body: words(16), choices: choices(6) } },
    { name: 'long-form', presence: 'listening', session: s, also: [caption('kiosk', words(20))], view: { kind: 'form', title: words(4), headline: words(14), slots: Array.from({ length: 6 }, (_, index) => ({ id: `s${index}`, label: words(2), value: index < 4 ? words(5) : null, state: index < 4 ? 'done' : index === 4 ? 'current' : 'todo', editable: true })), input: { type: 'digits', choices: [{ id: 'skip', number: 1, label: words(1), hint: '', icon: 'skip' }], maxLength: 18, placeholder: words(3) } } },
    { name: 'long-confirm', presence: 'listening', session: s, also: [], view: { kind: 'confirm', headline: words(24), rows: facts, yes: { id: 'yes', number: 1, label: words(5), hint: words(6), icon: '' }, no: { id: 'no', number: 2, label: words(5), hint: '', icon: '' } } },
    { name: 'long-talking', presence: 'listening', session: s, also: [caption('visitor', words(26), { final: false })], view: { kind: 'escalation', stage: 'talking', headline: words(8), body: words(9), place: null, agent: words(2), agentTyping: true, messages: Array.from({ length: 12 }, (_, index) => ({ who: index % 2 === 0 ? 'visitor' as const : 'agent' as const, text: words(14), at: index })), buttons: choices(2) } },
    { name: 'long-ticket', presence: 'speaking', session: s, also: [], view: { kind: 'ticket', headline: words(14), number: 'GZ-2026-004711', rows: facts, hint: words(16), buttons: choices(3) } },
    { name: 'long-goodbye', presence: 'idle', session: s, also: [], view: { kind: 'goodbye', headline: words(10), body: words(24) } },
  ];
}

/** What the device sends to bring a page to this sample. */
export function messagesFor(sample: Sample, language: Language, seq: number): ScreenMessage[] {
  return [
    { type: 'status', microphone: sample.presence === 'off' ? 'off' : 'ok', loudspeaker: 'ok', hub: 'online', note: null },
    { type: 'countdown', seconds: null },
    caption('visitor', ''), caption('kiosk', ''),
    { type: 'view', seq, language, session: sample.session, view: sample.view },
    { type: 'presence', presence: sample.presence },
    ...sample.also,
  ];
}
