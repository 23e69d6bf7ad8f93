// What visitors may say to a pack and what is meant by it: every question, trigger, graph question with names in it, comparison,
// list and every answer to a flow's question, for the bench that speaks and recognises all of them.
import { spokenChinese } from '../../device/core/spoken-chinese.ts';
import { spokenEnglish } from '../../device/core/spoken-english.ts';
import { commandPhrases } from '../../flows/engine/command-phrases.ts';
import type { Expectation } from '../../flows/engine/contract.ts';
import { answersTo } from '../../flows/engine/exercise/answers.ts';
import { fillHoles } from '../../flows/engine/pack/expand-graph.ts';
import { phrasesIn, textIn } from '../../flows/engine/pack/compiled.ts';
import type { CompiledPack, CompiledSlot } from '../../flows/engine/pack/compiled.ts';
import { choicePhrases } from '../../flows/engine/turn/expect.ts';
import { YES_NO } from '../../flows/engine/yes-no-words.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { seeded } from '../voice/visitor-voice.ts';

export const KINDS = ['question', 'trigger', 'graph', 'compare', 'answer'] as const;
/** `target`: what the pack must do with it, null where only the typed sentence tells; `slot`: the question that it answers. */
export interface Case { kind: (typeof KINDS)[number]; language: Language; text: string; target: string | null; slot?: CompiledSlot; expect: Expectation }

export const TODAY = '2026-11-23';
const OPEN: Expectation = { kind: 'open', phrases: [] };
const LIMITS = ['5', '10', '20', '30', '50', '100', '200', '500'];
const ENTITIES_EACH = 3;

export function casesOf(pack: CompiledPack, language: Language): Case[] {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const open = (kind: Case['kind'], target: string | null) => (text: string): Case => ({ kind, language, text, target, expect: OPEN });
  const isOf = (type: string, wanted: string): boolean => type === wanted || pack.types.some(({ id, parent }) => id === type && parent !== undefined && isOf(parent, wanted));
  const namesOf = (type: string): string[] => pack.entities.filter((entity) => isOf(entity.type, type)).flatMap((entity) => [textIn(entity.name, language), ...phrasesIn(entity.aliases, language)]);

  const asked = pack.templates.flatMap((template) => {
    const answers = Object.values(pack.answers).filter((answer) => answer.template === template.id);
    return phrasesIn(template.questions, language).flatMap((question) => Array.from({ length: Math.min(ENTITIES_EACH, answers.length) }, () => pick(answers)).flatMap((answer) => {
      const entity = pack.entities.find(({ id }) => id === answer?.entity);
      const name = pick([textIn(answer?.name, language), ...phrasesIn(entity?.aliases, language)]) ?? '';
      return name === '' ? [] : [open('graph', `ask:${answer?.id ?? ''}`)(fillHoles(question, { entity: name }))];
    }));
  });
  const compared = [...pack.comparisons, ...pack.lists].flatMap((form) => phrasesIn(form.questions, language).flatMap((question) => {
    const names = namesOf(form.type);
    const filled = fillHoles(question, { a: pick(names) ?? '', b: pick(names) ?? '', limit: pick(LIMITS) ?? '' });
    return /\{\w+\}/.test(filled) ? [] : [open('compare', null)(filled)];
  }));
  return [
    ...Object.values(pack.entries).flatMap((entry) => phrasesIn(entry.questions, language).map(open('question', entry.id))),
    ...Object.values(pack.flows).flatMap((flow) => phrasesIn(flow.triggers, language).map(open('trigger', flow.id))),
    ...asked, ...compared,
    ...Object.values(pack.flows).flatMap((flow) => flow.slots.flatMap((slot) => answersTo(slot, language, TODAY).flatMap((answer) => answer.spoken
      .filter((text) => slot.type === 'choice' || !/^\d+$/.test(text))
      .map((text): Case => ({ kind: 'answer', language, text, target: null, slot, expect: expectationOf(slot, language) }))))),
  ];
}

/** What the dialog expects while it asks for this slot. */
function expectationOf(slot: CompiledSlot, language: Language): Expectation {
  const closed = (kind: 'yes-no' | 'choice', phrases: readonly string[]): Expectation => ({ kind, phrases: [...new Set([...phrases, ...commandPhrases(language).flatMap((row) => row.phrases.slice(0, 2))])] });
  switch (slot.type) {
    case 'yes-no': return closed('yes-no', YES_NO[language]);
    case 'choice': return closed('choice', choicePhrases(slot.choices, language));
    case 'phone': return { kind: 'digits', phrases: [], digits: 11 };
    case 'id-number': return { kind: 'digits', phrases: [], digits: 18 };
    case 'digits': return { kind: 'digits', phrases: [], ...(slot.min !== undefined && slot.min === slot.max ? { digits: slot.min } : {}) };
    case 'plate': return { kind: 'digits', phrases: [] };
    case 'quantity': return { kind: 'number', phrases: [] };
    case 'date-range': return { kind: 'date', phrases: [] };
    case 'time-range': return { kind: 'time', phrases: [] };
    case 'address': return { kind: 'free-text', phrases: [] };
    default: return { kind: slot.type, phrases: [] };
  }
}

const SMALL = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function englishNumber(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  if (value < 100) return `${TENS[Math.floor(value / 10) - 2] ?? ''} ${value % 10 === 0 ? '' : SMALL[value % 10] ?? ''}`;
  const unit = value < 1000 ? 100 : 1000;
  return `${englishNumber(Math.floor(value / unit))} ${unit === 100 ? 'hundred' : 'thousand'} ${value % unit === 0 ? '' : englishNumber(value % unit)}`;
}

/** Figures as a voice reads them. */
export function spokenForm(text: string, language: Language): string {
  if (language === 'zh') return spokenChinese(text);
  return spokenEnglish(text).replace(/\d+/g, (digits) => (digits.length > 6 || /^0./.test(digits) ? [...digits].map((digit) => SMALL[Number(digit)]).join(' ') : englishNumber(Number(digits))));
}

/** `most` cases, as many of each kind as there are, the same on every run; 0 = all. */
export function sampled(cases: readonly Case[], most: number): Case[] {
  if (most === 0 || cases.length <= most) return [...cases];
  const random = seeded(40);
  const piles = KINDS.map((kind) => cases.filter((one) => one.kind === kind).map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at).map(({ one }) => one));
  const chosen: Case[] = [];
  for (let i = 0; chosen.length < most; i++) chosen.push(...piles.flatMap((pile) => pile.slice(i, i + 1)).slice(0, most - chosen.length));
  return chosen;
}
