// Tells an author in one look where a dialogue went wrong: file and line of the turn, what was expected, what came, and how it got there.
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Mismatch } from './rehearse-compare.ts';
import type { Played } from './rehearse.ts';

/** Lines (from 1) of the turns of each dialogue of a tests file, in the order of the file; empty where it cannot be read. */
export function turnLines(text: string): number[][] {
  const counter = new LineCounter();
  const dialogues = parseDocument(text, { lineCounter: counter }).get('dialogues');
  if (!isSeq(dialogues)) return [];
  return dialogues.items.map((dialogue) => {
    const turns = isMap(dialogue) ? dialogue.get('turns') : undefined;
    return isSeq(turns) ? turns.items.map((turn) => counter.linePos((turn as { range?: [number, number, number] | null }).range?.[0] ?? 0).line) : [];
  });
}

/** `line` is that of the dialogue, `lines` those of its turns. The trace begins with the greeting. */
export function explain(at: { file: string; line: number; name: string; lines: readonly number[] }, trace: readonly Played[], mismatches: readonly Mismatch[]): string[] {
  const out = [`${at.file}:${at.line} ${at.name}`];
  for (const turn of new Set(mismatches.map((m) => m.turn))) {
    const played = trace[turn];
    out.push(`  ${at.file}:${at.lines[turn - 1] ?? at.line} turn ${turn}: ${played?.move ?? ''}`);
    for (const m of mismatches.filter((one) => one.turn === turn)) out.push(`    ${m.key}: expected ${m.expected}`, `    ${' '.repeat(m.key.length)}  actual   ${m.actual}`);
    for (const why of played?.decision?.why ?? []) out.push(`    why: ${why}`);
  }
  out.push('  the visit:');
  for (const [i, played] of trace.slice(0, Math.max(...mismatches.map((m) => m.turn)) + 1).entries()) out.push(`    ${i === 0 ? '-' : String(i)} ${played.move}  ->  ${inOneLine(played)}`);
  return out;
}

function inOneLine({ decision, effects }: Played): string {
  const said = effects.flatMap((e) => (e.type === 'say' ? [e.text] : [])).join(' ');
  const view = effects.flatMap((e) => (e.type === 'show' ? [e.view.kind] : [])).at(-1);
  const done = effects.flatMap((e) => (e.type === 'call' ? [`called ${e.connector}`] : e.type === 'escalate' ? [`desk: ${e.message.kind}`] : e.type === 'end' ? [`ended: ${e.reason}`] : e.type === 'alarm' ? ['alarm'] : []));
  return [decision === null ? '' : `[${decision.rule}${decision.intent === null ? '' : ` ${decision.intent}`}]`, view === undefined ? '' : `(${view})`, ...done, said].filter((part) => part !== '').join(' ');
}
