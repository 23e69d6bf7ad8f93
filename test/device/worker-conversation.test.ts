// Content in its thread: a new version joins the old one's thread, another pack gets one of its own, both go on answering.
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
