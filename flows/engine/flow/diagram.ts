// A flow as a Mermaid state diagram, for people who review what a visitor can go through.
import { textIn } from '../pack/compiled.ts';
import type { CompiledFlow } from '../pack/compiled.ts';
import type { Language } from '../../protocol/language.ts';
import { edgesOf, verbOf } from './steps.ts';

/** Words that Mermaid takes for its own. */
const RESERVED = new Set(['state', 'note', 'end', 'as', 'class', 'style', 'click', 'default', 'direction', 'title', 'fork', 'join', 'choice']);

export function mermaid(flow: CompiledFlow, language: Language): string {
  const lines = ['stateDiagram-v2', `  %% ${flow.id}: ${textIn(flow.title, language)}`];
  const name = (id: string): string => (RESERVED.has(id) || /^\d/.test(id) ? `${id.replaceAll('-', '_')}_` : id.replaceAll('-', '_'));
  for (const step of flow.steps) {
    const said = 'say' in step ? textIn(step.say, language) : 'confirm' in step ? textIn(step.confirm, language) : 'choose' in step ? textIn(step.choose, language)
      : 'ask' in step ? textIn(flow.slots.find((slot) => slot.id === step.ask)?.ask, language) : '';
    const label = `${verbOf(step)}${'call' in step ? ` ${step.call}` : ''}${said === '' ? '' : `: ${said}`}`.replaceAll(/["\n;#]/g, ' ').replaceAll(':', '：');
    lines.push(`  ${name(step.id)} : ${label}`);
  }
  lines.push(`  [*] --> ${name(flow.steps[0]?.id ?? '')}`);
  for (const step of flow.steps) {
    for (const edge of edgesOf(step)) lines.push(`  ${name(edge.from)} --> ${edge.to === null ? '[*]' : name(edge.to)}${edge.on === '' ? '' : ` : ${edge.on.replaceAll(/[";#:]/g, ' ')}`}`);
    if ('end' in step) lines.push(`  ${name(step.id)} --> [*] : ${step.end}`);
  }
  return `${lines.join('\n')}\n`;
}
