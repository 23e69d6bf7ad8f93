// Content in its thread: a new version joins the old one's thread, another pack gets one of its own, both go on answering.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createWorkerContent } from '../../device/adapters/worker-conversation.ts';
import type { KioskContent } from '../../device/core/kiosk-content.ts';
import { smallPack } from '../hub/small-pack.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

const loaded: KioskContent[] = [];
afterAll(() => { for (const content of loaded) content.conversation.close(); });

async function ask(content: KioskContent, text: string): Promise<string> {
  const { conversation } = content;
  const begun = await conversation.handle(conversation.initial(), { type: 'session-started', at: 1, session: 's', by: 'touch', language: 'zh' });
  const turn = await conversation.handle(begun.state, { type: 'utterance', at: 2, text, confidence: 0.95 });
  return turn.effects.flatMap((effect) => (effect.type === 'say' ? [effect.text] : [])).join(' ');
}

describe('content in its thread', () => {
  const load = createWorkerContent({ log: createKeptLog(), clock: createSystemClock() });
  async function good(files: Record<string, string>): Promise<KioskContent> {
    const outcome = await load(files);
    if (!outcome.ok) throw new Error(outcome.problems.join('\n'));
    loaded.push(outcome.content);
    return outcome.content;
  }

  it('answers with a new version while a session still talks with the old one', async () => {
    const old = await good(smallPack());
    const renewed = await good(smallPack({ version: '1.0.1', hours: '早上八点开门' }));
    expect(await ask(renewed, '几点开门')).toContain('八点');
    expect(await ask(old, '几点开门')).toContain('九点');
    old.conversation.close();
    expect(await ask(renewed, '什么时候上班')).toContain('八点');
    await expect(ask(old, '几点开门')).rejects.toThrow();
  });

  it('goes on from what the version before has learned, and trains all of it anew where nobody waits, with the lowest priority', async () => {
    const things = Object.entries({ umbrella: '雨伞', suitcase: '箱子', bicycle: '自行车', notebook: '笔记本', telescope: '望远镜', violin: '小提琴', camera: '相机', blanket: '毯子', lantern: '灯笼', kettle: '水壶' });
    const shelf = `entries:\n${things.map(([thing, zh]) => `  - id: ${thing}\n    questions: { zh: [${zh}在哪里, 我要找${zh}], en: [where is the ${thing}, i look for a ${thing}] }\n    answer: { zh: 在架子上, en: The ${thing} is on the shelf }\n`).join('')}`;
    const pack = (version: string): Record<string, string> => ({ ...smallPack({ version }), 'knowledge/shelf.yaml': shelf });
    await good(pack('1.1.0'));
    const more = { ...pack('1.1.1'), 'knowledge/wifi.yaml': 'entries:\n  - id: wifi\n    questions: { zh: [有无线网吗, 无线密码是多少], en: [is there wifi, what is the wifi password] }\n    answer: { zh: 密码在墙上, en: The password is on the wall }\n' };
    const hasty = await load(more);
    const priorities = new Set<string>();
    const watch = setInterval(() => {
      for (const task of process.platform === 'linux' ? readdirSync('/proc/self/task') : []) {
        try {
          const text = readFileSync(`/proc/self/task/${task}/stat`, 'utf8');
          priorities.add(text.slice(text.lastIndexOf(')') + 2).split(' ')[16] ?? '');
        } catch { /* it has ended */ }
      }
    }, 5);
    const whole = await load.anew?.(more);
    clearInterval(watch);
    if (!hasty.ok || !whole?.ok) throw new Error('not loaded');
    loaded.push(hasty.content, whole.content);
    expect([hasty.hasty, whole.hasty]).toEqual([true, false]);
    if (process.platform === 'linux') expect(priorities).toContain('19');
    for (const content of [hasty.content, whole.content]) expect(await ask(content, '有无线网吗')).toContain('密码在墙上');
    expect((await load(more)).ok).toBe(true);
  });

  it('gives up training anew when nobody waits for it any more', async () => {
    const end = new AbortController();
    const begun = load.anew?.(smallPack({ version: '1.1.2' }), { signal: end.signal });
    end.abort();
    expect(await begun).toMatchObject({ ok: false });
  });

  it('refuses a broken version by file and line and goes on with the one before', async () => {
    const current = await good(smallPack({ version: '1.0.2' }));
    const outcome = await load({ ...smallPack({ version: '1.0.3' }), 'knowledge/hours.yaml': 'entries:\n  - id: hours\n    answer: 3\n' });
    expect(outcome.ok ? [] : outcome.problems.join('\n')).toMatch(/knowledge\/hours\.yaml:\d+/);
    expect(await ask(current, '几点开门')).toContain('九点');
  });

  it('loads quite another pack beside the one that answers', async () => {
    const current = await good(smallPack({ version: '1.0.4' }));
    const other = smallPack({ name: 'other' });
    other['knowledge/hours.yaml'] = 'entries:\n  - id: wifi\n    questions: { zh: [有无线网吗, 无线密码是多少], en: [is there wifi, what is the wifi password] }\n    answer: { zh: 密码在墙上, en: The password is on the wall }\n';
    const another = await good(other);
    expect(await ask(another, '有无线网吗')).toContain('密码在墙上');
    expect(await ask(current, '几点开门')).toContain('九点');
  });
});
