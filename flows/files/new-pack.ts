// `foyer pack new`: a small pack that passes check and test, to be changed into a real one.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '../protocol/faults.ts';

/** Writes the files and returns the folder. Throws `usage` for a bad name or a folder that exists. */
export function newPack(name: string, dir: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(name)) throw new Fault('usage', `"${name}" cannot be the name of a pack.`, 'Use lower case letters, digits and hyphens, for example: tea-house.');
  const folder = resolve(dir, name);
  if (existsSync(folder)) throw new Fault('usage', 'This folder exists already.', 'Choose another name or another --dir.', { where: folder });
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text.replaceAll('{{name}}', name));
    } catch (error) {
      throw new Fault('usage', `The file cannot be written: ${error instanceof Error ? error.message : String(error)}.`, 'Choose another --dir.', { where: file, cause: error });
    }
  }
  return folder;
}

const FILES: Record<string, string> = {
  'pack.yaml': `# What the kiosk is: its name, its languages, its first screen.
name: {{name}}
version: 0.1.0
title: { zh: 服务台, en: Front desk }
languages: [zh, en]
wake:
  zh: [你好小厅]
  en: [hello kiosk]
persona:
  name: { zh: 小厅, en: Foyer }
  address: 您
theme: { accent: '#1f6f5c' }
headline: { zh: 您想办什么？, en: What can I do for you? }
greeting: { zh: 您好，请问需要什么帮助？, en: Welcome. What can I do for you? }
home:
  - { id: visit, label: { zh: 登记来访, en: Sign in }, hint: { zh: 一分钟办好, en: Takes a minute }, opens: sign-in }
  - { id: hours, label: { zh: 开放时间, en: Opening hours }, opens: opening-hours }
examples:
  zh: [几点开门, 我要登记来访]
  en: [When do you open, I want to sign in]
escalation:
  skill: general
  nobody: { zh: 现在没有工作人员，请稍后再来或拨打服务台电话。, en: No member of staff is free. Please come back later or call the front desk. }
`,
  'knowledge/hours.yaml': `# Questions and answers. The more ways of asking, the better they are understood.
entries:
  - id: opening-hours
    questions:
      zh: [几点开门, 什么时候开放, 营业时间, 几点下班, 今天开不开门, 周末开吗]
      en: [when do you open, what are your opening hours, what time do you close, are you open today, are you open at weekends]
    answer:
      zh: 周一到周五上午九点到下午五点半。
      en: Monday to Friday, nine in the morning to half past five.
    screen:
      zh: { headline: 开放时间, facts: [{ label: 周一至周五, value: '9:00–17:30' }, { label: 周末, value: 休息 }] }
      en: { headline: Opening hours, facts: [{ label: Monday to Friday, value: '9:00–17:30' }, { label: Weekend, value: closed }] }
    buttons: [sign-in]
  - id: washroom
    questions:
      zh: [洗手间在哪, 厕所在哪里, 卫生间怎么走, 哪里有洗手间]
      en: [where is the washroom, where are the toilets, is there a restroom, how do I get to the bathroom]
    answer:
      zh: 洗手间在大门右边。
      en: The washroom is to the right of the entrance.
`,
  'flows/sign-in.yaml': `# A task: what is asked, in which order, and how it ends.
flow: sign-in
title: { zh: 登记来访, en: signing in }
triggers:
  zh: [我要登记, 登记来访, 来访登记, 我来找人, 我要签到]
  en: [I want to sign in, sign me in, I am here to see someone, register a visit, check in]
slots:
  - id: purpose
    type: choice
    label: { zh: 来访事由, en: purpose }
    ask: { zh: 请问您来办什么事？, en: What brings you here? }
    options:
      - { id: meeting, label: { zh: 开会, en: A meeting }, say: { zh: [会议], en: [meeting] } }
      - { id: delivery, label: { zh: 送货, en: A delivery }, say: { zh: [快递], en: [delivery, parcel] } }
  - id: phone
    type: phone
    label: { zh: 手机号, en: mobile number }
    ask: { zh: 请说您的手机号。, en: Please say your mobile number. }
steps:
  - ask: purpose
  - ask: phone
  - id: check
    confirm: { zh: '{slots.purpose}，手机号{slots.phone}，对吗？', en: '{slots.purpose}, mobile number {slots.phone}. Is that right?' }
    consequence: high
    no: check-again
  - call: register
    request: { purpose: '{slots.purpose}', phone: '{slots.phone}' }
    offline: by-hand
  - ticket:
      headline: { zh: 来访登记, en: Visitor }
      number: '{result.number}'
      rows: [{ label: { zh: 事由, en: Purpose }, value: { zh: '{slots.purpose}', en: '{slots.purpose}' } }]
    say: { zh: '登记好了，您的访客号是{result.number}。', en: 'You are signed in. Your visitor number is {result.number}.' }
  - end: success
  - id: check-again
    say: { zh: 好的，我们改一下。, en: 'All right, let us change that.' }
  - choose: { zh: 要改哪一项？, en: Which one shall we change? }
    options:
      - { id: change-purpose, label: { zh: 来访事由, en: The purpose }, goto: ask-purpose }
      - { id: change-phone, label: { zh: 手机号, en: The number }, goto: ask-phone }
  - id: by-hand
    escalate: failure
    say: { zh: 系统暂时连不上，我请工作人员帮您登记。, en: I cannot reach the system. I will call somebody to sign you in. }
  - end: success
`,
  'connectors.yaml': `# What a task may call. Without a url the sample rows answer.
connectors:
  - name: register
    timeoutSeconds: 5
    offline: { zh: 登记系统暂时连不上。, en: The sign-in system cannot be reached. }
    request: [purpose, phone]
    response: [number]
    sample:
      - { response: { number: V017 } }
`,
  'lexicon.yaml': `# How words are spoken, other words for the same thing, and words that need care.
sensitive:
  - { words: { zh: [炸弹], en: [bomb] }, action: escalate, note: safety }
`,
  'tests/visits.yaml': `# What a visitor says and what must come of it. Run: foyer pack test .
dialogues:
  - name: answers when the house is open
    language: zh
    turns:
      - { user: 你们几点开门, expect: { entry: opening-hours, said: 九点 } }
  - name: signs a visitor in, interrupted by a question
    language: zh
    turns:
      - { user: 我要登记来访, expect: { flow: sign-in, said: 什么事, choices: [meeting, delivery] } }
      - { user: 洗手间在哪里, expect: { entry: washroom, said: [右边, 什么事] } }
      - { user: 开会, expect: { slots: { purpose: meeting }, said: 手机号 } }
      - { user: 一三八零零一三八零零零, expect: { shown: confirm } }
      - { user: 对的, expect: { called: register, said: V017, shown: ticket } }
  - name: signs a visitor in by touch, in English
    language: en
    turns:
      - { touch: visit, expect: { flow: sign-in, shown: form } }
      - { touch: delivery, expect: { slots: { purpose: delivery } } }
      - { touch: slot, value: '13800138000', expect: { shown: confirm } }
      - { touch: 'yes', expect: { called: register, shown: ticket } }
  - name: brings a human when the system is away
    language: en
    replies: { register: offline }
    turns:
      - { user: I want to sign in, expect: { flow: sign-in } }
      - { user: a meeting, expect: { slots: { purpose: meeting } } }
      - { touch: slot, value: '13800138000', expect: { shown: confirm } }
      - { user: 'yes', expect: { called: register, escalated: true } }
`,
};
