// Whose a pack is: the chip that says so, who may change it here, and the questions of a new pack.
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { api, type PackRow } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import type { ReleaseWords } from '../words/release-zh.ts';
import type { Decision } from './decision-dialog.ts';
import { firstFiles } from './first-files.ts';

/** The owner of packs of the whole hub, as the hub writes it. */
const COMMON = 'common';
const NAME = '[a-z0-9][a-z0-9\\-]{0,59}';

/** Staff of a tenant change what is their tenant's; what belongs to the whole hub they read. */
export function maySetPack({ me }: Pick<PageContext, 'me'>, pack: Pick<PackRow, 'owner'>): boolean {
  return me.scope === 'all' || (pack.owner !== COMMON && pack.owner === me.scope.tenant);
}
export function ownerChip(words: ReleaseWords['owner'], pack: Pick<PackRow, 'owner'>): TemplateResult {
  return pack.owner === COMMON ? html`<span class="chip owner" title=${words.commonHint}>${words.common}</span>` : html`<span class="chip owner accent" title=${words.tenantHint(pack.owner)}>${pack.owner}</span>`;
}

/** The dialog for a pack that is not there yet. `made`: it has been saved under this address. */
export function newPack(context: PageContext, packs: readonly PackRow[], made: (address: string) => Promise<void>): Decision {
  const { words, me, state, language } = context;
  const w = words.release.owner;
  const tenants = [...new Set([...[...state.kiosks.values()].map((row) => row.tenant), ...packs.map((pack) => pack.owner).filter((owner) => owner !== COMMON)])].sort();
  const title = (of: Language): TemplateResult => html`<label><span>${w.titles[of]}</span><input class="field" name=${`title-${of}`} required maxlength="60" lang=${of}></label>`;
  return {
    title: w.newTitle, hint: w.newHint, go: w.make, cancel: words.release.cancel,
    more: html`<div class="choices fields">
      <label><span>${w.name}</span><input class="field" name="name" required pattern=${NAME} placeholder="front-desk" autocomplete="off" spellcheck="false"></label>
      ${title(language)}${title(language === 'zh' ? 'en' : 'zh')}
      ${me.scope === 'all' ? html`<label><span>${w.whose}</span><select class="field" name="owner"><option value="">${w.commonOption}</option>${tenants.map((tenant) => html`<option value=${tenant}>${w.tenantOption(tenant)}</option>`)}</select></label>` : nothing}</div>
      ${me.scope === 'all' ? html`<small class="muted">${w.whoseHint}</small>` : nothing}`,
    async act(_note, form) {
      const name = String(form.get('name') ?? '').trim();
      const owner = me.scope === 'all' ? String(form.get('owner') ?? '') : me.scope.tenant;
      const address = owner === '' ? name : `${owner}.${name}`;
      if (packs.some((pack) => pack.address === address)) return w.there(address);
      const answer = await api.savePack(address, firstFiles(name, { zh: String(form.get('title-zh') ?? '').trim(), en: String(form.get('title-en') ?? '').trim() }));
      if (!answer.ok) return answer.failure.code === 'conflict' ? w.there(address) : words.release.failed(answer.failure.detail);
      await made(address);
      return null;
    },
  };
}

/** Which kiosks get a pack that none of them runs yet: nothing when some do. */
export function firstKiosks(context: PageContext, pack: Pick<PackRow, 'owner' | 'address'>): TemplateResult | typeof nothing {
  const w = context.words.release.owner;
  const rows = [...context.state.kiosks.values()].filter((row) => pack.owner === COMMON || row.tenant === pack.owner);
  if (rows.some((row) => (row['desiredPack'] ?? row.pack) === pack.address)) return nothing;
  return html`<fieldset class="kiosks"><legend>${w.firstKiosks}</legend>${rows.length === 0 ? html`<p>${w.noKiosks}</p>` : rows.slice(0, 300).map((row) => html`<label><input type="checkbox" name="kiosk" value=${`${row.tenant}.${row.site}.${row.kiosk}`}><span>${row.kiosk}</span><small class="muted">${row.tenant} · ${row.site}${typeof row['desiredPack'] === 'string' ? ` · ${row['desiredPack']}` : ''}</small></label>`)}</fieldset>`;
}
