// OpenID Connect by `openid-client`: code flow with PKCE, state and nonce; the provider is found by discovery when it is
// first needed, so that the hub starts without it.
import * as openid from 'openid-client';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Provider } from '../core/provider-port.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export function createOpenIdProvider(options: { issuer: string; clientId: string; clientSecret?: string | undefined; scopes: string }): Provider {
  const issuer = new URL(options.issuer);
  let found: Promise<openid.Configuration> | undefined;
  async function configuration(): Promise<openid.Configuration> {
    found ??= openid.discovery(issuer, options.clientId, options.clientSecret, options.clientSecret === undefined ? openid.None() : undefined, {
      timeout: 10,
      // Without TLS only on the same machine, for trying it out.
      ...(issuer.protocol === 'http:' && LOOPBACK.test(issuer.hostname) ? { execute: [openid.allowInsecureRequests] } : {}),
    });
    try {
      return await found;
    } catch (cause) {
      found = undefined;
      throw new Fault('hub-unreachable', 'The organisation\'s sign-in does not answer.', 'Try again soon, or use the one local account that keeps its password.', { where: options.issuer, cause });
    }
  }
  return {
    async begin(redirect) {
      const config = await configuration();
      const memory = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier(), redirect };
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirect, scope: options.scopes, state: memory.state, nonce: memory.nonce, code_challenge: await openid.calculatePKCECodeChallenge(memory.verifier), code_challenge_method: 'S256',
      });
      return { url: url.href, memory };
    },
    async finish(url, memory) {
      const config = await configuration();
      try {
        // The address that the provider was told, with what the browser brought: a forged Host must not decide.
        const back = new URL(memory.redirect);
        back.search = new URL(url, memory.redirect).search;
        const tokens = await openid.authorizationCodeGrant(config, back, { expectedState: memory.state, expectedNonce: memory.nonce, pkceCodeVerifier: memory.verifier, idTokenExpected: true });
        const claims = tokens.claims();
        if (!claims) return { ok: false, why: 'no identity token' };
        // Groups often come only from the userinfo endpoint.
        const more = config.serverMetadata().userinfo_endpoint === undefined ? {} : await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
        return { ok: true, claims: { ...more, ...claims }, idToken: tokens.id_token ?? null };
      } catch (error) {
        return { ok: false, why: error instanceof Error ? `${error.name} ${(error as { code?: string }).code ?? ''} ${error.message}`.slice(0, 200) : 'unknown' };
      }
    },
    async signOutAt(idToken, backTo) {
      const config = await configuration().catch(() => undefined);
      return config?.serverMetadata().end_session_endpoint === undefined ? undefined : openid.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: backTo }).href;
    },
  };
}
