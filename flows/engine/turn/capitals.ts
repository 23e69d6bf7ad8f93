// Headlines and labels on the screen begin with a capital, however a pack writes the names they are made of.
import type { View } from '../../protocol/screen.ts';
import { sentence } from '../pack/expand-graph.ts';

/** The view with capitals at the head of its headlines and labels; values stay as they are. Chinese has none. */
export function withCapitals(view: View): View {
  const labelled = <T extends { label: string }>(items: readonly T[]): T[] => items.map((item) => ({ ...item, label: sentence(item.label) }));
  switch (view.kind) {
    case 'answer': return { ...view, headline: sentence(view.headline), facts: labelled(view.facts), buttons: labelled(view.buttons) };
    case 'choice': return { ...view, headline: sentence(view.headline), choices: labelled(view.choices) };
    case 'form': return {
      ...view, title: sentence(view.title), headline: sentence(view.headline), slots: labelled(view.slots),
      input: { ...view.input, choices: labelled(view.input.choices), placeholder: sentence(view.input.placeholder) },
    };
    case 'confirm': return { ...view, headline: sentence(view.headline), rows: labelled(view.rows) };
    case 'ticket': return { ...view, headline: sentence(view.headline), rows: labelled(view.rows), buttons: labelled(view.buttons) };
    case 'listening': return { ...view, headline: sentence(view.headline), cards: labelled(view.cards) };
    case 'escalation': return { ...view, headline: sentence(view.headline) };
    default: return view;
  }
}
