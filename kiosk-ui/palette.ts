// Turns one accent colour of a pack into every colour of the screen, by contrast and not by taste: whatever accent a pack
// brings, text keeps at least 7:1 on its ground. Computed in OKLCH, so that all accents look equally quiet.

export type Theme = 'light' | 'dark';
export type Palette = Record<string, string>;

type Rgb = [number, number, number];

function rgbOf(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const fromLinear = (c: number) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((c) => toLinear(c / 255)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours, 1..21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Hue (degrees) and chroma of `#rrggbb` in OKLCH. */
function hueAndChroma(hex: string): { hue: number; chroma: number } {
  const [r, g, b] = rgbOf(hex).map((c) => toLinear(c / 255)) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { hue: (Math.atan2(bb, a) * 180) / Math.PI, chroma: Math.hypot(a, bb) };
}

function linearOf(l: number, c: number, hue: number): Rgb {
  const a = c * Math.cos((hue * Math.PI) / 180);
  const b = c * Math.sin((hue * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z, -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z, -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z];
}

/** `#rrggbb` for OKLCH; chroma is lowered until the colour exists in sRGB. */
function oklch(l: number, chroma: number, hue: number): string {
  let c = chroma;
  let rgb = linearOf(l, c, hue);
  while (c > 0 && rgb.some((v) => v < -0.0005 || v > 1.0005)) {
    c = Math.max(0, c - 0.004);
    rgb = linearOf(l, c, hue);
  }
  return `#${rgb.map((v) => Math.round(255 * fromLinear(Math.min(1, Math.max(0, v)))).toString(16).padStart(2, '0')).join('')}`;
}

/** The first lightness from `from` towards `to` at which the colour reaches `ratio` against every one of `against`. */
function readable(from: number, to: number, chroma: number, hue: number, against: string[], ratio: number): string {
  const step = from < to ? 0.01 : -0.01;
  for (let l = from; step > 0 ? l <= to : l >= to; l += step) {
    const colour = oklch(l, chroma, hue);
    if (against.every((other) => contrast(colour, other) >= ratio)) return colour;
  }
  return to > from ? '#ffffff' : '#000000';
}

/** Text on its ground, as pairs of token names: what the tests hold at 7:1 and the README lists. */
export const TEXT_PAIRS: [string, string][] = [
  ['ink', 'ground'], ['ink', 'surface'], ['ink', 'accent-tint'], ['ink-2', 'ground'], ['ink-2', 'surface'],
  ['accent-ink', 'ground'], ['accent-ink', 'surface'], ['accent-ink', 'accent-tint'], ['on-accent', 'accent'],
  ['on-field', 'field'], ['on-field', 'field-2'], ['on-field-2', 'field'], ['on-field-2', 'field-2'],
  ['good', 'good-tint'], ['warn', 'warn-tint'], ['stop', 'stop-tint'], ['good', 'surface'], ['stop', 'surface'],
];

/** All colour tokens (without the leading `--`) for an accent `#rrggbb`; a malformed accent falls back to a civic green-blue. */
export function paletteOf(accent: string, theme: Theme, moreContrast = false): Palette {
  const { hue, chroma } = hueAndChroma(/^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : '#0b6b75');
  const c = (most: number) => Math.min(chroma, most);
  const text = moreContrast ? 10 : 7.1;
  if (theme === 'dark') {
    const ground = oklch(moreContrast ? 0.1 : 0.19, c(0.012), hue);
    const surface = oklch(moreContrast ? 0.14 : 0.245, c(0.018), hue);
    const field = oklch(moreContrast ? 0.14 : 0.255, c(0.04), hue);
    const field2 = oklch(0.31, c(0.045), hue);
    const tint = oklch(0.3, c(0.05), hue);
    const accentFill = oklch(0.84, c(0.09), hue);
    return {
      ground, surface, field, 'field-2': field2, ink: '#f5f5f3', 'ink-2': readable(0.74, 1, c(0.012), hue, [ground, surface, tint], text),
      line: oklch(0.36, c(0.02), hue), 'line-2': readable(0.5, 1, c(0.02), hue, [surface, ground], moreContrast ? 6 : 3.1),
      'field-line': oklch(0.42, c(0.05), hue), 'on-field': '#ffffff', 'on-field-2': readable(0.78, 1, c(0.03), hue, [field, field2], text),
      'field-mark': oklch(0.84, c(0.1), hue), 'field-mid': oklch(0.6, c(0.12), hue),
      accent: accentFill, 'on-accent': readable(0.3, 0, c(0.04), hue, [accentFill], text),
      'accent-ink': readable(0.8, 1, c(0.09), hue, [ground, surface, tint], text), 'accent-tint': tint, 'accent-line': oklch(0.48, c(0.07), hue),
      good: '#a9e3b9', 'good-tint': '#12331f', warn: '#f6d88a', 'warn-tint': '#382a05', stop: '#ffc4bd', 'stop-tint': '#421614', scrim: '#000000b3',
    };
  }
  const ground = moreContrast ? '#ffffff' : '#f4f2ed';
  const surface = '#ffffff';
  const tint = oklch(0.945, c(0.02), hue);
  const field = readable(moreContrast ? 0.24 : 0.315, 0, c(0.086), hue, ['#ffffff'], 12);
  const field2 = readable(0.37, 0, c(0.096), hue, ['#ffffff'], 9);
  return {
    ground, surface, field, 'field-2': field2, ink: moreContrast ? '#000000' : '#15191c', 'ink-2': moreContrast ? '#1d2124' : '#454a4f',
    line: moreContrast ? '#15191c' : '#dad6cc', 'line-2': moreContrast ? '#15191c' : '#8a867c',
    'field-line': oklch(0.46, c(0.06), hue), 'on-field': '#ffffff', 'on-field-2': readable(0.84, 1, c(0.03), hue, [field, field2], text),
    'field-mark': oklch(0.83, c(0.1), hue), 'field-mid': oklch(0.62, c(0.11), hue),
    accent: readable(0.46, 0, c(0.13), hue, ['#ffffff'], text), 'on-accent': '#ffffff',
    'accent-ink': readable(0.44, 0, c(0.12), hue, [ground, surface, tint], text), 'accent-tint': tint, 'accent-line': oklch(0.8, c(0.06), hue),
    good: '#14532d', 'good-tint': '#e3f1e6', warn: '#573900', 'warn-tint': '#fbeecb', stop: '#7f1d1d', 'stop-tint': '#fbe6e4', scrim: '#15191c99',
  };
}
