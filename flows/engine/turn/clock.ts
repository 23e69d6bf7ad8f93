// The time of day where the kiosk stands.
import type { Turn } from './turn.ts';

/** HH:MM of this turn. */
export function clockNow(turn: Turn): string {
  const minutes = (Math.floor(turn.at / 60_000) + turn.kit.offsetMinutes(turn.at)) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
