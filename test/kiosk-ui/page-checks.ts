// What a strict art director and a strict auditor would complain about, measured inside a real page, through all shadow roots.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Complaint { what: string; where: string }

/** Sideways overflow, cut or covered text, targets too small or too close to the edge. `reach` also wants cards and keys in the lower 60 %. */
export function layoutComplaints(page: Page, reach: boolean): Promise<Complaint[]> {
  return page.evaluate((checkReach) => {
    const complaints: Complaint[] = [];
    interface Complaint { what: string; where: string }
    const all: Element[] = [];
    const collect = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        all.push(element);
        if (element.shadowRoot) collect(element.shadowRoot);
      }
    };
    collect(document);
    const parentOf = (node: Node): Element | null => {
      const slot = (node as Element).assignedSlot;
      if (slot) return slot;
      const parent = node.parentNode;
      return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
    };
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
    const complain = (what: string, element: Element): void => void complaints.push({ what, where: name(element) });
    const unseen = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = parentOf(at)) {
        if (at.classList.contains('unseen') || getComputedStyle(at).visibility === 'hidden') return true;
      }
      return false;
    };
    if (document.documentElement.scrollWidth > innerWidth) complain('the page is wider than the screen', document.documentElement);

    const lines: { rect: DOMRect; element: Element }[] = [];
    for (const element of all) {
      if (unseen(element)) continue;
      const style = getComputedStyle(element);
      const scrolls = style.overflowY === 'auto' || style.overflowY === 'scroll';
      if (element instanceof HTMLElement && style.display !== 'inline' && element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && element.clientWidth > 0 && !element.matches('.room, .stage') /* the presence may leave the field on purpose; text is checked below */) complain('wider than its box', element);
      if (element instanceof HTMLElement && style.overflowY === 'hidden' && !scrolls && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0) complain('taller than its box', element);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || (node.textContent ?? '').trim() === '') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) {
          if (rect.width < 1) continue;
          let scrolledAway = false;
          for (let at: Element | null = element; at; at = parentOf(at)) {
            const clip = getComputedStyle(at);
            if (clip.overflowX === 'visible' && clip.overflowY === 'visible') continue;
            const box = at.getBoundingClientRect();
            const vertical = clip.overflowY === 'auto' || clip.overflowY === 'scroll';
            if (rect.left < box.left - 1 || rect.right > box.right + 1) complain('text is cut at the side', element);
            const start = box.top + at.clientTop;
            if (vertical && rect.top < start - 2 && at.scrollTop === 0) complain('text is cut above and cannot be scrolled to', element);
            if (vertical && rect.bottom > box.bottom + 2 && at.scrollTop + at.clientHeight >= at.scrollHeight - 1) complain('text is cut below and cannot be scrolled to', element);
            if (vertical && (rect.bottom > box.bottom || rect.top < start)) scrolledAway = true;
            else if (!scrolledAway && (rect.top < box.top - 2 || rect.bottom > box.bottom + 2)) complain('text is cut above or below', element);
          }
          if (rect.left < 0 || rect.right > innerWidth + 1) complain('text leaves the screen', element);
          if (!scrolledAway && (rect.top < -1 || rect.bottom > innerHeight + 1)) complain('text leaves the screen', element);
          if (!scrolledAway) lines.push({ rect, element });
        }
      }
    }
    // Two texts on top of each other; the ink of a line is about its middle two thirds.
    const cover = [...all].some((element) => element.tagName === 'FOYER-COUNTDOWN' || element.classList.contains('sheet'));
    if (!cover) for (let i = 0; i < lines.length; i += 1) for (let j = i + 1; j < lines.length; j += 1) {
      const [a, b] = [lines[i]!, lines[j]!];
      if (a.element === b.element || a.element.closest('.turn') || b.element.closest('.turn')) continue;
      const ink = (rect: DOMRect) => ({ top: rect.top + rect.height / 6, bottom: rect.bottom - rect.height / 6 });
      const [p, q] = [ink(a.rect), ink(b.rect)];
      if (Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left) > 3 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 3) complain(`covers ${name(b.element)}`, a.element);
    }

    const buttons = all.filter((element) => element.tagName === 'BUTTON' && element.checkVisibility() && !unseen(element));
    for (const button of buttons) {
      const rect = button.getBoundingClientRect();
      if (rect.width < 44 || rect.height < 44) complain(`target of ${Math.round(rect.width)}x${Math.round(rect.height)}`, button);
      if (checkReach && button.matches('.card, .key, .day, .time, .ok, .tool, .begin, .example, .typing') && rect.top < innerHeight * 0.4 - 1) complain('out of reach', button);
    }
    return complaints;
  }, reach);
}

/** Violations of axe-core, with contrast held to the enhanced 7:1. */
export async function axeComplaints(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    interface Axe { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      rules: { 'color-contrast-enhanced': { enabled: true } },
    });
    return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`).join(' | ')}`);
  });
}
