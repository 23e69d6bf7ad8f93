// The same sentence under two targets: whichever answers, it is wrong half of the time. A warning, because packs grow by merging.
import { plain } from '../plain-text.ts';
import type { MatchTarget } from '../understanding/contract.ts';
import type { Sources } from './sources.ts';
import type { Problem } from './problem.ts';

export function collisions(sources: Sources, targets: readonly MatchTarget[]): Problem[] {
  const owner = new Map<string, string>();
  const problems: Problem[] = [];
  const told = new Set<string>();
  for (const target of targets) {
    for (const phrase of target.phrases) {
      const key = `${target.language}:${plain(phrase)}`;
      const other = owner.get(key);
      if (other === undefined) owner.set(key, target.id);
      else if (other !== target.id && !told.has(`${other} ${target.id} ${key}`)) {
        told.add(`${other} ${target.id} ${key}`);
        problems.push(place(sources, target.id, target.language, phrase)(`"${phrase}" (${target.language}) stands under both ${nameOf(other)} and ${nameOf(target.id)}.`, 'Keep it where the better answer is.'));
      }
    }
  }
  return problems;
}

function nameOf(id: string): string {
  const [kind, rest] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  return `${kind === 'ask' ? 'question' : kind} "${rest}"`;
}

function place(sources: Sources, id: string, language: 'zh' | 'en', phrase: string): (what: string, how: string) => Problem {
  const name = id.slice(id.indexOf(':') + 1);
  for (const source of sources.knowledge) {
    const i = source.data.entries.findIndex((entry) => id.startsWith('entry:') && entry.id === name);
    if (i >= 0) return (what, how) => source.problem(['entries', i, 'questions', language, source.data.entries[i]?.questions[language]?.indexOf(phrase) ?? 0], what, how);
  }
  for (const source of sources.flows) {
    if (id === `flow:${source.data.flow}`) return (what, how) => source.problem(['triggers', language, source.data.triggers[language]?.indexOf(phrase) ?? 0], what, how);
  }
  for (const source of sources.graph) {
    const i = source.data.templates.findIndex((template) => template.id === name.split('/')[0]);
    if (i >= 0) return (what, how) => source.problem(['templates', i], what, how);
  }
  return (what, how) => sources.pack.problem([], what, how);
}
