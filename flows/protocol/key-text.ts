// How a public key's fingerprint is shown to people who compare it: the same at the kiosk, in the console and in a terminal.

/** The first 80 of its 256 bits, in groups: `3f2a 90bc 11de 84c0 77aa`. Making another key that begins alike takes 2^80 tries. */
export function shortKey(fingerprint: string): string {
  return (fingerprint.slice(0, 20).match(/.{1,4}/g) ?? []).join(' ');
}

/** A code as it is shown and read out: `7K3 M92`. */
export function groupedCode(code: string): string {
  return (code.match(/.{1,3}/g) ?? []).join(' ');
}
