// Packs asked by strangers: questions written before the pack was read (fixtures-blind/), played through the whole conversation, because
// graph questions, comparisons, lists and words that bring help are read beside the matcher. Asserts totals, not single sentences.
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConversation } from '../../flows/engine/conversation.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import { loadPack } from '../../flows/files/load-pack.ts';

type Language = 'zh' | 'en';
interface Questions { asked: [text: string, ids: string[]][]; near: string[]; foreign: string[] }
/** `ids`: what was answered or begun, or the candidates that were offered. */
interface Heard { text: string; ids: string[]; outcome: 'answered' | 'offered' | 'not understood' }

const folder = new URL('./fixtures-blind/', import.meta.url);

/** `entry:x`, `flow:x`, `ask:template/entity` (or a variant `template-...`), `list:x` and `compare:x` whatever they hold. */
function isOneOf(id: string, wanted: readonly string[]): boolean {
  const [template, entity] = id.split('/');
  return wanted.some((want) => {
    const [wantedTemplate, wantedEntity] = want.split('/');
    if (id === want) return true;
    if (wantedEntity === undefined) return template === want;
    return entity === wantedEntity && template!.startsWith(`${wantedTemplate!}-`);
  });
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

function lines(heard: readonly Heard[]): string {
  return heard.map(({ text, ids, outcome }) => `${text} -> ${outcome} ${ids.slice(0, 3).join(' ')}`).join('\n');
}

describe.each(readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', '')))('the pack %s asked by a stranger', (name) => {
  const fixture = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<Language, Questions>;
  const languages = (['zh', 'en'] as const).filter((language) => fixture[language] !== undefined);
  let hear: (text: string, language: Language) => Heard;

  beforeAll(() => {
    const { pack } = loadPack(name);
    const conversation = createConversation(pack, { offsetMinutes: () => 480 });
    hear = (text, language) => {
      const visit = createRehearsal(conversation, pack, { language });
      visit.begin();
      const decision = visit.play({ user: text, expect: {} }).decision;
      if (decision === null || decision.zone === 'unknown' || decision.rule === 'no-match') return { text, ids: [], outcome: 'not understood' };
      const top = decision.top.map(({ id }) => id);
      if (decision.zone === 'clarify') return { text, ids: top.slice(0, 3), outcome: 'offered' };
      const done = [...(decision.entry === null ? [] : [decision.entry, `entry:${decision.entry}`]), ...(decision.flow === null ? [] : [`flow:${decision.flow}`])];
      return { text, ids: [...(decision.zone === 'answer' ? top.slice(0, 1) : []), ...done, decision.rule], outcome: 'answered' };
    };
  }, 120_000);

  it('answers or offers the right thing to four visitors in five, and is wrong for at most three in a hundred', () => {
    const asked = languages.flatMap((language) => fixture[language].asked.map(([text, ids]) => ({ ...hear(text, language), wanted: ids })));
    const right = asked.filter(({ ids, wanted }) => ids.some((id) => isOneOf(id, wanted)));
    const wrong = asked.filter((one) => one.outcome === 'answered' && !right.includes(one));
    const lost = asked.filter((one) => !right.includes(one) && !wrong.includes(one));
    expect(percent(right.length, asked.length), lines(lost)).toBeGreaterThanOrEqual(80);
    expect(percent(wrong.length, asked.length), lines(wrong)).toBeLessThanOrEqual(3);
  }, 60_000);

  it('answers at most one foreign question in a hundred and five near ones', () => {
    const answered = (kind: 'near' | 'foreign'): Heard[] => languages.flatMap((language) => fixture[language][kind].map((text) => hear(text, language))).filter(({ outcome }) => outcome === 'answered');
    const count = (kind: 'near' | 'foreign'): number => languages.reduce((sum, language) => sum + fixture[language][kind].length, 0);
    const foreign = answered('foreign');
    const near = answered('near');
    expect(percent(foreign.length, count('foreign')), lines(foreign)).toBeLessThanOrEqual(1);
    expect(percent(near.length, count('near')), lines(near)).toBeLessThanOrEqual(5);
  }, 60_000);
});
