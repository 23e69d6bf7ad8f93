// The table of pages: one row a place of the rail. A new page is a row here and an element; its code loads when it is opened.
import { html, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.ts';
import type { IconName } from './parts/icons.ts';
import type { Words } from './words/zh.ts';

export interface Page { readonly place: keyof Words['places']; readonly icon: IconName;
  /** The permission without which the place is not shown. */
  readonly wants?: string; load(): Promise<unknown>; render(context: PageContext): TemplateResult }

export const PAGES: readonly Page[] = [
  { place: 'live', icon: 'live', load: () => import('./live/live-page.ts'), render: (context) => html`<live-page .context=${context}></live-page>` },
  { place: 'desk', icon: 'desk', wants: 'see-cases', load: () => import('./desk/desk-page.ts'), render: (context) => html`<desk-page .context=${context}></desk-page>` },
  { place: 'fleet', icon: 'fleet', load: () => import('./fleet/fleet-page.ts'), render: (context) => html`<fleet-page .context=${context}></fleet-page>` },
  { place: 'content', icon: 'content', wants: 'see-packs', load: () => import('./content/content-page.ts'), render: (context) => html`<content-page .context=${context}></content-page>` },
  { place: 'learn', icon: 'learn', wants: 'see-insights', load: () => import('./insights/learn-page.ts'), render: (context) => html`<learn-page .context=${context}></learn-page>` },
  { place: 'insights', icon: 'insights', wants: 'see-insights', load: () => import('./insights/insights-page.ts'), render: (context) => html`<insights-page .context=${context}></insights-page>` },
  { place: 'settings', icon: 'settings', load: () => import('./shell/settings-page.ts'), render: (context) => html`<settings-page .context=${context}></settings-page>` },
];
