// The lines of a visit as a person reads them.
import type { VisitLine } from '../core/visit-driver.ts';

/** A line for people; null for what only machines want. */
export function readable(line: VisitLine): string | null {
  const at = `${(line.at_ms / 1000).toFixed(2).padStart(7)} s  `;
  const text = String(line['text'] ?? '');
  switch (line.event) {
    case 'visitor': return `${at}visitor   ${text}`;
    case 'wake-heard': return `${at}woken     ${text}`;
    case 'final': return `${at}heard     ${text} (${Number(line['confidence'] ?? 0).toFixed(2)})`;
    case 'touched': return `${at}touched   ${text}`;
    case 'decision': return `${at}decided   ${String(line['rule'])} ${String(line['entry'] ?? line['flow'] ?? '')} (${Number(line['probability']).toFixed(2)})`;
    case 'said': return `${at}kiosk     ${text}${line['speech_end_to_first_audio_ms'] === null ? '' : ` [${String(line['speech_end_to_first_audio_ms'])} ms]`}`;
    case 'called': return `${at}called    ${String(line['connector'])} ${line['ok'] === true ? 'ok' : String(line['reason'])}`;
    case 'escalated': return `${at}escalated ${String(line['kind'])}`;
    case 'ended': return `${at}ended     ${String(line['reason'])}: ${JSON.stringify({ answered: line['answered'], latency: line['latency'], rss_mb: line['rss_with_children_mb'], real_time_factor: line['real_time_factor'] })}`;
    default: return null;
  }
}
