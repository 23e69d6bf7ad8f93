// Secrets that the hub must be able to read again, and that must not lie readable in its database or a dump of it.
export interface SecretBox {
  /** `place` binds it to where it stands: what was moved to another row does not open there. */
  seal(place: string, secret: string): string;
  /** undefined: sealed with another key, or not for this place. */
  open(place: string, sealed: string): string | undefined;
  isSealed(text: string): boolean;
  /** What stands for a secret that cannot be read: another each time the hub starts, so that nothing is right for it. */
  readonly unknowable: string;
}
