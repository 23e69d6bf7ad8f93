// Whose things: the whole hub, one tenant, or some sites of it, as part of a form.
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import type { Scope } from '../api.ts';
import { peopleWords } from '../words/people.ts';

/** Fields `tenant` and `sites`; an empty tenant means the whole hub, which only somebody of the whole hub may give. */
export function scopeField(language: Language, scope: Scope, mine: Scope, disabled: boolean): TemplateResult {
  const { staff } = peopleWords(language);
  const tenant = scope === 'all' ? '' : scope.tenant;
  return html`<div class="pair">
    <label>${staff.tenantName}<input class="field" name="tenant" .value=${mine === 'all' ? tenant : tenant || mine.tenant} placeholder=${mine === 'all' ? staff.all : ''} ?required=${mine !== 'all'} ?disabled=${disabled} pattern="[a-z0-9\\-]{1,40}" maxlength="40"></label>
    <label>${staff.sites}<input class="field" name="sites" .value=${scope === 'all' ? '' : (scope.sites ?? []).join(', ')} ?disabled=${disabled} aria-describedby="sites-hint"></label>
  </div><small class="muted" id="sites-hint">${staff.sitesHint}</small>`;
}
export function scopeOfForm(data: FormData): Scope {
  const tenant = String(data.get('tenant') ?? '').trim();
  const sites = String(data.get('sites') ?? '').split(/[,，、\s]+/).filter(Boolean);
  return tenant === '' ? 'all' : { tenant, ...(sites.length > 0 ? { sites } : {}) };
}
