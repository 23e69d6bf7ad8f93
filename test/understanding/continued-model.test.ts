// What was learned of a pack, handed on: to another thread as plain data, and to the next version, which trains little.
import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchTarget } from '../../flows/engine/understanding/contract.ts';
import { continueIndex, createPhraseIndex } from '../../flows/engine/understanding/phrase-index.ts';
import { createTunableMatcher, restoreMatcher, type TunableMatcher } from '../../flows/engine/understanding/matcher.ts';

const THINGS = ['passport', 'permit', 'licence', 'pension', 'parking', 'library', 'garden', 'theatre', 'museum', 'ferry', 'railway', 'market', 'harbour', 'bakery', 'clinic', 'school', 'stadium', 'archive', 'chapel', 'bridge', 'tower', 'laundry', 'nursery', 'gallery', 'fountain', 'observatory', 'aquarium', 'vineyard', 'orchard', 'quarry'];
const frames = (thing: string): string[] => [
  `how do i renew my ${thing} card`, `what does the ${thing} office charge`, `where would i find the ${thing} desk`, `when does the ${thing} counter close`, `who looks after the ${thing}`, `i lost my ${thing} ticket yesterday`,
  `is there a ${thing} near the square`, `can my children visit the ${thing}`, `please book the ${thing} for sunday`, `does the ${thing} take bank cards`, `which bus goes past the ${thing}`, `are dogs welcome at the ${thing}`,
];
const OWN = ['amber', 'birch', 'coral', 'daisy', 'ember'];
const targets: MatchTarget[] = THINGS.flatMap((thing) => OWN.map((own, at) => ({ id: `${thing}-${at}`, language: 'en', phrases: frames(`${own} ${thing}`) })));
const NEW: MatchTarget = { id: 'bonsai', language: 'en', phrases: ['where is the bonsai exhibition', 'can i see the little trees', 'is there a bonsai show today', 'how much is the bonsai exhibition'] };
let first: TunableMatcher;

beforeAll(() => { first = createTunableMatcher({ targets }); }, 30_000);

describe('what was learned of a large pack', () => {
  it('answers in another thread exactly as it does here', () => {
    const there = restoreMatcher(structuredClone(first.saved()));
    for (const { id, phrases } of targets.filter((_, at) => at % 7 === 0)) {
      const asked = `please ${phrases[2] ?? ''}`;
      expect(there.match(asked, 'en'), id).toEqual(first.match(asked, 'en'));
    }
  });

  it('is kept by a version with one more entry, which is understood, and the version before stays as it was', () => {
    const before = first.match('are there little trees to see', 'en');
    const next = createTunableMatcher({ targets: [...targets, NEW] }, first);
    expect(next.byLanguage.get('en')?.patched).toBeGreaterThan(0);
    expect(next.match('are there little trees to see', 'en').top[0]?.id).toBe('bonsai');
    expect(first.match('are there little trees to see', 'en')).toEqual(before);
    const asked = targets.filter((_, at) => at % 5 === 0).map(({ id, phrases }) => ({ id, text: `please ${phrases[1] ?? ''}` }));
    const right = (matcher: TunableMatcher): number => asked.filter(({ id, text }) => matcher.match(text, 'en').top[0]?.id === id).length;
    expect(right(next)).toBeGreaterThanOrEqual(right(first) - 1);
  });

  it('forgets an entry that was taken out, and learns one that was reworded', () => {
    const gone = targets[10]?.id ?? '';
    const reworded = targets[20]?.id ?? '';
    const changed = targets.filter(({ id }) => id !== gone).map((target) => (target.id === reworded ? { ...target, phrases: ['who sells the weekly crossword', 'i want the crossword paper'] } : target));
    const next = createTunableMatcher({ targets: changed }, first);
    expect(next.byLanguage.get('en')?.patched).toBeGreaterThan(0);
    expect(next.match(targets[10]?.phrases[3] ?? '', 'en').top.map(({ id }) => id)).not.toContain(gone);
    expect(next.match('where is the crossword paper sold', 'en').top[0]?.id).toBe(reworded);
  });

  it('is indexed as if it were read anew, where phrases were added, moved and taken out', () => {
    const before = targets.slice(0, 40).flatMap(({ phrases }, target) => phrases.map((phrase) => ({ phrase, target })));
    const after = [{ phrase: 'can i see the little bonsai trees', target: 40 }, ...before.filter((_, at) => at % 9 !== 4)];
    const options = { targets: 41, language: 'en' } as const;
    const listed = (list: typeof before): { phrases: string[]; targetOf: Int32Array } => ({ phrases: list.map(({ phrase }) => phrase), targetOf: Int32Array.from(list, ({ target }) => target) });
    const saved = createPhraseIndex({ ...options, ...listed(before) }).saved();
    const known = structuredClone(saved);
    const continued = continueIndex(saved, Int32Array.from(after, (one) => before.indexOf(one)), { ...options, ...listed(after) });
    const anew = createPhraseIndex({ ...options, ...listed(after) });
    const gone = before.filter((_, at) => at % 9 === 4).map(({ phrase }) => phrase);
    for (const question of ['where are the little trees', 'when does the amber passport counter close', 'is the daisy library near the fountain', 'which bus goes to the moon', ...gone.slice(0, 30)]) {
      expect(continued.search(question), question).toEqual(anew.search(question));
      expect(continued.coverage(question, [40, 1, 7, 12]), question).toEqual(anew.coverage(question, [40, 1, 7, 12]));
    }
    expect(saved).toEqual(known);
  });

  it('is trained whole again after many small changes', () => {
    let matcher = first;
    const patched: number[] = [];
    let now = targets;
    for (let round = 0; round < 8 && !(patched.length > 1 && patched.at(-1) === 0); round += 1) {
      now = now.map((target, at) => (at % 30 === round ? { ...target, phrases: [...target.phrases, `a whole new wording ${round}`] } : target));
      matcher = createTunableMatcher({ targets: now }, matcher);
      patched.push(matcher.byLanguage.get('en')?.patched ?? -1);
    }
    expect(patched[0]).toBeGreaterThan(0);
    expect(patched).toContain(0);
  });
});
