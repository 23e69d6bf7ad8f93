// From what the organisation's provider says of a person to what the person may do here. Nothing that is not written in the
// settings file gives any access.
import { z } from 'zod';
import { ROLES, type Role } from './access.ts';
import type { Audit, Clock } from './ports.ts';
import { Scope } from './scope.ts';
import type { From, SignIn } from './sign-in.ts';
import type { StaffStore } from './staff-port.ts';

/** The file of `foyer hub --oidc FILE`. */
export const ProviderSettings = z.strictObject({
  issuer: z.url(), clientId: z.string().min(1), clientSecret: z.string().min(1).optional(),
  /** Where browsers find this hub; without it what they say themselves (Host). */
  hubUrl: z.url().optional(),
  label: z.strictObject({ zh: z.string(), en: z.string() }).default({ zh: '用单位账号登录', en: 'Sign in with your organisation' }),
  scopes: z.string().default('openid profile email'),
  nameClaim: z.string().default('preferred_username'), groupsClaim: z.string().default('groups'),
  /** Group -> roles. */
  roles: z.record(z.string(), z.array(z.enum(ROLES)).min(1)),
  /** Group -> whose things; with neither this nor `tenantClaim` everybody here looks after the whole hub. */
  reach: z.record(z.string(), Scope).optional(),
  tenantClaim: z.string().optional(), sitesClaim: z.string().optional(),
  /** false: nobody uses a password any more but `breakGlass`, for the day when the provider is away. */
  passwordSignIn: z.boolean().default(true), breakGlass: z.string().optional(),
  /** Who asks administrators for the second factor. */
  secondFactor: z.enum(['here', 'provider']).default('here'),
}).refine((settings) => settings.passwordSignIn || settings.breakGlass !== undefined, { path: ['breakGlass'], message: 'name the one local account that keeps its password' });
export type ProviderSettings = z.infer<typeof ProviderSettings>;

export type Vouched = { readonly ok: true; readonly name: string; readonly subject: string; readonly roles: readonly Role[]; readonly scope: Scope } | { readonly ok: false; readonly why: string };

function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
function scopeOf(settings: ProviderSettings, claims: Readonly<Record<string, unknown>>, groups: readonly string[]): Scope | undefined {
  if (settings.tenantClaim !== undefined) {
    const [tenant, ...others] = texts(claims[settings.tenantClaim]);
    if (tenant === undefined || others.length > 0) return undefined;
    const sites = settings.sitesClaim === undefined ? [] : texts(claims[settings.sitesClaim]);
    if (settings.sitesClaim !== undefined && sites.length === 0) return undefined;
    const scope = Scope.safeParse({ tenant, ...(sites.length > 0 ? { sites } : {}) });
    return scope.success && scope.data !== 'all' ? scope.data : undefined;
  }
  if (settings.reach === undefined) return 'all';
  const reached = groups.flatMap((group) => settings.reach?.[group] ?? []);
  if (reached.includes('all')) return 'all';
  const [first] = reached;
  if (first === undefined || first === 'all') return undefined;
  const one = reached.flatMap((scope) => (scope === 'all' ? [] : [scope]));
  if (one.some((scope) => scope.tenant !== first.tenant)) return undefined; // two tenants in one account: nobody meant that
  return one.some((scope) => scope.sites === undefined) ? { tenant: first.tenant } : { tenant: first.tenant, sites: [...new Set(one.flatMap((scope) => scope.sites ?? []))] };
}

/** Maps claims to a person. */
export function vouch(settings: ProviderSettings, claims: Readonly<Record<string, unknown>>): Vouched {
  const subject = claims['sub'];
  if (typeof subject !== 'string' || subject === '') return { ok: false, why: 'no subject' };
  const groups = texts(claims[settings.groupsClaim]);
  const roles = [...new Set(groups.flatMap((group) => (Object.hasOwn(settings.roles, group) ? settings.roles[group] ?? [] : [])))];
  if (roles.length === 0) return { ok: false, why: 'no group that has a role here' };
  const scope = scopeOf(settings, claims, groups);
  if (scope === undefined) return { ok: false, why: 'no tenant' };
  const name = (texts(claims[settings.nameClaim])[0] ?? subject).toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '').slice(0, 40);
  return name === '' ? { ok: false, why: 'no name' } : { ok: true, name, subject: `${settings.issuer} ${subject}`, roles, scope };
}

export interface ProviderSignIn { enter(claims: Readonly<Record<string, unknown>>, idToken: string | null, from: From): Promise<{ token: string; maxAgeSeconds: number } | undefined> }

/** Lets people in as the provider describes them; roles and reach follow the provider at each sign-in. */
export function createProviderSignIn(options: { settings: ProviderSettings; staff: StaffStore; signIn: SignIn; clock: Clock; audit: Audit }): ProviderSignIn {
  const { settings, staff, signIn, clock, audit } = options;
  return {
    async enter(claims, idToken, from) {
      const person = vouch(settings, claims);
      const refuse = async (why: string): Promise<undefined> => {
        await audit.note({ at: clock.now(), who: person.ok ? person.name : String(claims['sub'] ?? '').slice(0, 60), what: 'sign-in-failed', detail: { remote: from.remote, by: 'provider', why } });
      };
      if (!person.ok) return refuse(person.why);
      const known = await staff.findSubject(person.subject);
      const roles = [...person.roles];
      if (!known) {
        // The name of a local account is not taken over by whoever has it at the provider.
        if (!(await staff.add({ name: person.name, roles, scope: person.scope, hash: '', mustChange: false, subject: person.subject }, clock.now()))) return refuse('the name belongs to a local account');
        await audit.note({ at: clock.now(), who: person.name, what: 'staff-added', detail: { name: person.name, roles, scope: person.scope, by: 'provider' } });
      } else if (JSON.stringify([known.roles, known.scope]) !== JSON.stringify([roles, person.scope])) {
        await staff.change(known.name, { roles, scope: person.scope }, clock.now());
        await staff.closeSessions(known.name);
        await audit.note({ at: clock.now(), who: known.name, what: 'staff-changed', detail: { name: known.name, roles, before: known.roles, scope: person.scope, by: 'provider' } });
      }
      return await signIn.enter(known?.name ?? person.name, from, { idToken, second: settings.secondFactor === 'provider' }) ?? refuse('the account is disabled');
    },
  };
}
