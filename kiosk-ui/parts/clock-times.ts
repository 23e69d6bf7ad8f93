// Times of day as minutes and as HH:MM.

export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Times from `from` to `to` (minutes, both included) that fall on a step of `step` minutes. */
export function timesBetween(from: number, to: number, step: number): string[] {
  const first = Math.ceil(from / step) * step;
  return first > to ? [] : Array.from({ length: Math.floor((Math.min(to, 24 * 60 - 1) - first) / step) + 1 }, (_, i) => clockOf(first + i * step));
}
