// The smallest pack that compiles, for tests that need content but not a particular one.
export function smallPack(options: { name?: string; version?: string; hours?: string } = {}): Record<string, string> {
  return {
    'pack.yaml': `name: ${options.name ?? 'small'}
version: ${options.version ?? '1.0.0'}
title: { zh: 小包, en: Small }
languages: [zh, en]
wake: { zh: [你好小厅], en: [hello kiosk] }
persona: { name: { zh: 小厅, en: Tina } }
theme: { accent: '#0b5d5a' }
headline: { zh: 您好, en: Welcome }
greeting: { zh: 您好, en: Welcome }
home: []
examples: { zh: [几点开门], en: [when do you open] }
escalation: { nobody: { zh: 现在没有人, en: Nobody is free } }
`,
    'knowledge/hours.yaml': `entries:
  - id: hours
    questions:
      zh: [几点开门, 什么时候上班, 开门时间]
      en: [when do you open, opening hours, what time do you open]
    answer:
      zh: ${options.hours ?? '上午九点开门'}
      en: We open at nine.
`,
    'connectors.yaml': `connectors:
  - name: queue
    timeoutSeconds: 2
    offline: { zh: 暂时查不到, en: Not available now }
    request: [service]
    response: [number]
    sample:
      - { match: { service: id }, response: { number: A17 } }
`,
  };
}
