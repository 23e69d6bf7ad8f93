// Cards for what can be opened: knowledge entries, graph questions, flows. Their ids are what a touch sends back.
import type { Language } from '../protocol/language.ts';
import type { ChoiceCard } from '../protocol/screen.ts';
import { graphLabel, knowsGraphTarget } from './graph/tell.ts';
import { phrasesIn, textIn } from './pack/compiled.ts';
import type { CompiledPack, Option } from './pack/compiled.ts';

/** Target ids: `entry:ID`, `flow:ID`, `ask:TEMPLATE/ENTITY`. */
export function targetLabel(pack: CompiledPack, target: string, language: Language): string {
  const id = target.slice(target.indexOf(':') + 1);
  const home = pack.pack.home.find((card) => card.opens === id);
  if (target.startsWith('flow:')) return textIn(pack.flows[id]?.title, language);
  if (target.startsWith('ask:')) {
    const phrases = pack.targets.find((t) => t.id === target && t.language === language)?.phrases;
    return phrases?.[0] ?? textIn(pack.answers[id]?.name, language);
  }
  if (knowsGraphTarget(pack, target)) return graphLabel(pack, target, language);
  const entry = pack.entries[id];
  return entry?.screen[language]?.headline ?? phrasesIn(entry?.questions, language)[0] ?? textIn(home?.label, language);
}

/** `opens` names a flow or an entry, as buttons and home cards do. */
export function targetOf(pack: CompiledPack, opens: string): string | undefined {
  if (pack.flows[opens] !== undefined) return `flow:${opens}`;
  return pack.entries[opens] === undefined ? undefined : `entry:${opens}`;
}

export function targetCards(pack: CompiledPack, targets: readonly string[], language: Language, from = 1): ChoiceCard[] {
  return targets.map((id, i) => ({ id, number: from + i, label: targetLabel(pack, id, language), hint: '', icon: '' }));
}

export function homeCards(pack: CompiledPack, language: Language): ChoiceCard[] {
  return pack.pack.home.flatMap((card, i) => {
    const target = targetOf(pack, card.opens);
    return target === undefined ? [] : [{ id: target, number: i + 1, label: textIn(card.label, language), hint: textIn(card.hint, language), icon: card.icon ?? '' }];
  });
}

const CARDS_A_PAGE = 6;

/** One page of options; on longer lists the last place leads to the next page. Numbers are what stands on the screen. */
export function optionCards(options: readonly Option[], language: Language, page: number, more: string): ChoiceCard[] {
  const card = (option: Option, i: number): ChoiceCard => ({ id: option.id, number: i + 1, label: textIn(option.label, language), hint: textIn(option.hint, language), icon: option.icon ?? '' });
  if (options.length <= CARDS_A_PAGE) return options.map(card);
  const size = CARDS_A_PAGE - 1;
  const pages = Math.ceil(options.length / size);
  const start = (page % pages) * size;
  const shown = options.slice(start, start + size).map(card);
  return [...shown, { id: 'more', number: shown.length + 1, label: more, hint: '', icon: 'more' }];
}
