// Text reduced to what is said: no punctuation, no width or case differences. For comparing, never for showing.

/** Lower case, half width, letters, digits and CJK characters only; Latin words are parted by single spaces. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
    .replaceAll(/\[unk\]/g, ' ')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/(?<=\p{Script=Han}) +| +(?=\p{Script=Han})/gu, '')
    .trim();
}

export function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Words of a Latin text. */
export function latinWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z][a-z']*/g) ?? [];
}
