// Asking back only where it makes a difference, and letting go of what was asked before.
import { describe, expect, it } from 'vitest';
import { createConversation } from '../../flows/engine/conversation.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import type { MatchResult } from '../../flows/engine/understanding/contract.ts';
import { inOwnWords } from '../../flows/engine/other-names.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import { FRONT_DESK, visitor } from './front-desk.ts';

/** The front desk with both rooms at one price. */
function samePrice(): CompiledPack {
  const files = readBundle(FRONT_DESK);
  const result = compilePack({ ...files, 'graph/rooms.yaml': (files['graph/rooms.yaml'] ?? '').replace('price: 300', 'price: 100') });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.pack;
}

/** One turn in a conversation whose matcher knows one answer. */
function asked(pack: CompiledPack, found: MatchResult) {
  const conversation = createConversation(pack, { matcher: { bytes: 0, match: () => found } });
  const rehearsal = createRehearsal(conversation, pack, { language: 'en' });
  rehearsal.begin();
  return rehearsal.play({ user: 'what does a room cost', expect: {} });
}

const close = (...probabilities: number[]): MatchResult => ({
  zone: 'clarify', probability: probabilities[0] ?? 0, top: ['ask:price/bamboo', 'ask:price/cedar', 'entry:wifi'].map((id, i) => ({ id, probability: probabilities[i] ?? 0, evidence: [] })),
});

describe('candidates with the same answer', () => {
  it('are answered without asking which one is meant', () => {
    const { decision, effects } = asked(samePrice(), close(0.5, 0.4, 0.1));
    expect(decision).toMatchObject({ zone: 'answer', entry: 'price/bamboo' });
    expect(decision?.probability).toBeCloseTo(0.9);
    expect(decision?.why.join()).toContain('same answer');
    expect(effects.flatMap((e) => (e.type === 'show' ? [e.view] : [])).at(-1)).toMatchObject({ kind: 'answer', headline: 'Bamboo room: price' });
  });

  it('are asked about while something else is likely, too', () => {
    expect(asked(samePrice(), close(0.4, 0.3, 0.3)).decision?.zone).toBe('clarify');
  });

  it('are asked about when their answers differ', () => {
    const result = compilePack(readBundle(FRONT_DESK));
    if (!result.ok) throw new Error('the front desk does not compile');
    expect(asked(result.pack, close(0.5, 0.4, 0.1)).decision?.zone).toBe('clarify');
  });
});

describe('while candidates are offered', () => {
  it('takes a question that is clear by itself, rather than an option that is a little like it', () => {
    const result = compilePack(readBundle(FRONT_DESK));
    if (!result.ok) throw new Error('the front desk does not compile');
    const found = (text: string): MatchResult => (text === 'rooms' ? close(0.4, 0.3, 0.2) : { zone: 'answer', probability: 0.95, top: [{ id: 'entry:opening-hours', probability: 0.95, evidence: [] }, { id: 'entry:wifi', probability: 0.5, evidence: [] }] });
    const conversation = createConversation(result.pack, { matcher: { bytes: 0, match: found } });
    const rehearsal = createRehearsal(conversation, result.pack, { language: 'en' });
    rehearsal.begin();
    expect(rehearsal.play({ user: 'rooms', expect: {} }).decision?.rule).toBe('clarify');
    const turn = rehearsal.play({ user: 'open saturday', expect: {} });
    expect(turn.decision).toMatchObject({ rule: 'knowledge', entry: 'opening-hours' });
  });
});

describe('a question after another', () => {
  it('is not about the thing before when a different subject came between', () => {
    const v = visitor('en');
    v.say('how much is the Cedar room');
    v.say('where is the washroom');
    expect(v.say('what does it cost').played.decision?.why.join()).not.toContain('about cedar');
  });

  it('keeps the thing before over a thank you', () => {
    const v = visitor('en');
    v.say('how much is the Bamboo room');
    v.say('thank you');
    expect(v.say('which floor is it on').played.decision?.entry).toBe('floor/bamboo');
  });

  it('asks the same of another thing that is only named', () => {
    const v = visitor('zh');
    v.say('竹厅多少钱');
    expect(v.say('松厅呢').played.decision?.entry).toBe('price/cedar');
  });
});

describe('other names of the lexicon', () => {
  const files = readBundle(FRONT_DESK);
  const result = compilePack({ ...files, 'lexicon.yaml': `${files['lexicon.yaml'] ?? ''}\naliases:\n  zh: { 无线网: [歪发] }\n  en: { washroom: [jakes, powder chamber] }\n` });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const conversation = createConversation(result.pack);
  const heard = (language: 'zh' | 'en', user: string) => {
    const rehearsal = createRehearsal(conversation, result.pack, { language });
    rehearsal.begin();
    return rehearsal.play({ user, expect: {} }).decision;
  };

  it.each([['en', 'where is the jakes', 'washroom'], ['en', 'Where is the Powder Chamber?', 'washroom'], ['zh', '歪发密码是多少', 'wifi']] as const)('%s: "%s" is understood in the words of the pack', (language, text, entry) => {
    expect(visitor(language).say(text).played.decision?.entry).toBeNull();
    expect(heard(language, text)).toMatchObject({ zone: 'answer', entry });
  });

  it('are whole words only', () => {
    expect(inOwnWords(result.pack, 'where is the loom', 'en')).toBeUndefined();
    expect(inOwnWords(result.pack, 'where is the washroom', 'en')).toBeUndefined();
  });
});

describe('a bare name', () => {
  it('that fits several things, and no question, is asked about', () => {
    const { decision } = bare('the room');
    expect(decision).toMatchObject({ rule: 'clarify', zone: 'clarify', top: [{ id: 'ask:price/bamboo' }, { id: 'ask:price/cedar' }] });
  });

  it('is not found inside of other words', () => {
    expect(bare('oom').decision?.zone).toBe('unknown');
    expect(bare('a room with elephants').decision?.zone).toBe('unknown');
  });

  /** A matcher that is sure of nothing, unless it may choose among one room only. */
  function bare(user: string) {
    const result = compilePack(readBundle(FRONT_DESK));
    if (!result.ok) throw new Error('the front desk does not compile');
    const nothing: MatchResult = { zone: 'unknown', probability: 0.1, top: [{ id: 'entry:wifi', probability: 0.1, evidence: [] }] };
    const conversation = createConversation(result.pack, { matcher: { bytes: 0, match: (_text, _language, options) => {
      const ids = ['ask:price/bamboo', 'ask:price/cedar', 'entry:wifi'].filter((id) => options?.among?.(id) ?? true);
      return ids.length === 1 ? { ...nothing, top: [{ id: ids[0] ?? '', probability: 0.1, evidence: [] }] } : nothing;
    } } });
    const rehearsal = createRehearsal(conversation, result.pack, { language: 'en' });
    rehearsal.begin();
    return rehearsal.play({ user, expect: {} });
  }
});
