// One-time codes of an authenticator app (RFC 6238) as the core sees them.
export interface SecondFactor {
  /** A new random secret in base 32. */
  secret(): string;
  /** The address that an authenticator app reads, and the same as a picture (SVG text). */
  enrolment(secret: string, name: string): Promise<{ uri: string; svg: string }>;
  /** The time step that this code belongs to, at most one step (30 s) away from `at`; undefined: wrong. */
  step(secret: string, code: string, at: number): number | undefined;
}
