// The part of the hub's schema for incidents, beyond the first version: SQL steps that only ever grow.
import type { IncidentFacts } from '../../../flows/protocol/conversation.ts';

export const incidentsSteps: readonly string[] = [`
ALTER TABLE incidents ADD COLUMN facts TEXT;
`];

/** Facts as a row holds them; older rows have none. */
export function readFacts(facts: string | null): IncidentFacts {
  return facts === null ? {} : JSON.parse(facts) as IncidentFacts;
}
