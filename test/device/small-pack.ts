// A pack of three questions for tests with real sound: its words are in the small model, and it is loaded in a moment.
import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function smallPack(version = '1.0.0', hours = { zh: '我们九点开门。', en: 'We open at nine.' }): Record<string, string> {
  return {
    'pack.yaml': `
name: small-hall
version: ${version}
title: { zh: 小厅, en: Small hall }
languages: [zh, en]
wake: { zh: [你好小厅], en: [hello kiosk] }
persona: { name: { zh: 小厅, en: Xiaoting } }
theme: { accent: '#0b5d5a' }
headline: { zh: 您好, en: Welcome }
greeting: { zh: 您好，请问要办什么？, en: Welcome. What would you like to do? }
home:
  - { id: home-hours, label: { zh: 办公时间, en: Opening hours }, opens: opening-hours }
examples: { zh: [几点开门], en: [what time do you open] }
escalation: { nobody: { zh: 现在没有人可以帮您。, en: Nobody can help you right now. } }
`,
    'knowledge/hall.yaml': `
entries:
  - id: opening-hours
    questions: { zh: [几点开门, 什么时候上班, 办公时间, 你们几点上班, 周六开门吗], en: [what time do you open, when do you open, what are your opening hours, are you open on saturday] }
    answer: { zh: ${hours.zh}, en: ${hours.en} }
  - id: parking
    questions: { zh: [停车场在哪里, 哪里可以停车, 停车场怎么走, 有停车场吗], en: [where can i park, is there a car park, where is the car park, can i park here] }
    answer: { zh: 停车场在后门。, en: The car park is behind the building. }
  - id: toilet
    questions: { zh: [洗手间在哪里, 厕所在哪里, 卫生间怎么走, 我要去洗手间], en: [where is the toilet, where are the toilets, i need the bathroom, is there a restroom] }
    answer: { zh: 洗手间在二楼。, en: The toilets are on the second floor. }
`,
  };
}

/** The same as a folder on disk. */
export function smallPackFolder(files: Record<string, string> = smallPack()): string {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-pack-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
