// The organisation's own sign-in (OpenID Connect) as the core sees it.
export interface ProviderMemory { readonly state: string; readonly nonce: string; readonly verifier: string; readonly redirect: string }
export interface Provider {
  /** Where to send the browser, and what must be remembered until it is back. Throws a Fault when the provider is away. */
  begin(redirect: string): Promise<{ url: string; memory: ProviderMemory }>;
  /** Checks the answer (state, nonce, code verifier, issuer, signature, times) and gives the claims. `url`: as the browser came back. */
  finish(url: string, memory: ProviderMemory): Promise<{ ok: true; claims: Readonly<Record<string, unknown>>; idToken: string | null } | { ok: false; why: string }>;
  /** Where the browser ends the session at the provider too; undefined: the provider knows no such page. */
  signOutAt(idToken: string, backTo: string): Promise<string | undefined>;
}
