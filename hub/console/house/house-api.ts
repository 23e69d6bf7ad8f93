// The hub's routes for what holds for the whole of it, as the console asks them.
import { type Answer, ask } from '../api.ts';

export interface Plan { soakSeconds?: number; maxSoakSeconds?: number; deadlineSeconds?: number; failureShare?: number; minTurns?: number; minSessions?: number; whenTooFew?: 'go-on' | 'wait'; automaticRollback?: boolean }
/** `standard`: what holds where `plan` says nothing. */
export interface ContentRules { review: 'required' | 'off'; plan: Plan; standard?: Required<Plan> }

export const houseApi = {
  rules: (): Promise<Answer<ContentRules>> => ask('GET', '/api/content-settings'),
  setReview: (review: ContentRules['review']): Promise<Answer<ContentRules>> => ask('POST', '/api/content-settings', { review }),
  setPlan: (plan: Plan): Promise<Answer<ContentRules>> => ask('POST', '/api/content-settings', { plan }),
  key: (): Promise<Answer<{ hub: { pin: string; next: string | null } | null }>> => ask('GET', '/api/identities'),
  keyStep: (step: 'announce' | 'switch'): Promise<Answer<{ pin: string; next: string | null }>> => ask('POST', '/api/hub/key', { step }),
};
