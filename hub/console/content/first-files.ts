// What a new pack begins with: enough to compile, to greet in both languages and to answer one question.

/** A text as a value of YAML, whatever is in it. */
const quoted = (text: string): string => JSON.stringify(text);

export function firstFiles(name: string, title: Readonly<{ zh: string; en: string }>): Record<string, string> {
  const [zh, en] = [title.zh || name, title.en || name];
  return {
    'pack.yaml': `name: ${name}
version: 1.0.0
title: { zh: ${quoted(zh)}, en: ${quoted(en)} }
languages: [zh, en]
wake: { zh: [你好小厅], en: [hello kiosk] }
persona: { name: { zh: 小厅, en: Tina } }
theme: { accent: '#0b5d5a' }
headline: { zh: 您好，请问需要什么, en: Hello. How can I help? }
greeting: { zh: 您好，请问需要什么, en: Hello. How can I help? }
home: []
examples: { zh: [几点开门], en: [when do you open] }
escalation: { nobody: { zh: 现在没有工作人员, en: Nobody is free at the moment } }
`,
    'knowledge/hours.yaml': `entries:
  - id: hours
    questions:
      zh: [几点开门, 什么时候上班, 开门时间, 营业时间]
      en: [when do you open, opening hours, what time do you open]
    answer:
      zh: 上午九点开门，下午五点关门。
      en: We open at nine in the morning and close at five.
`,
  };
}
