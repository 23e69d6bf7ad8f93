// Every incident that hub, kiosk or engine can record, and every act that the audit keeps, has its words in both languages.
// Which codes there are is read from the sources themselves, by their types, so that a new one cannot be forgotten.
import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { FACT_WORDS, INCIDENTS } from '../../hub/console/fleet/incident-table.ts';
import { incidentText } from '../../hub/console/fleet/incident-words.ts';
import { AUDIT_WHATS, auditWhat } from '../../hub/console/staff/audit-words.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Places that only hand on a code that is counted where it is made. */
const HANDED_ON = new Set(['code', 'event.data.code.slice(0, 60)', 'what', 'z.string()']);

interface Found { codes: Map<string, Set<string>>; unclear: string[]; facts: Map<string, Set<string>[]>; acts: Set<string> }

/** All values an expression can have; null: any string. */
function values(checker: ts.TypeChecker, node: ts.Expression): string[] | null {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [values(checker, node.whenTrue), values(checker, node.whenFalse)];
    return yes && no ? [...yes, ...no] : null;
  }
  if (ts.isTemplateExpression(node)) {
    let texts = [node.head.text];
    for (const span of node.templateSpans) {
      const parts = values(checker, span.expression);
      if (!parts) return null;
      texts = texts.flatMap((text) => parts.map((part) => `${text}${part}${span.literal.text}`));
    }
    return texts;
  }
  const type = checker.getTypeAtLocation(node);
  const types = type.isUnion() ? type.types : [type];
  return types.every((one) => one.isStringLiteral()) ? types.map((one) => (one as ts.StringLiteralType).value) : null;
}

function search(program: ts.Program, files: readonly string[]): Found {
  const checker = program.getTypeChecker();
  const found: Found = { codes: new Map(), unclear: [], facts: new Map(), acts: new Set() };
  const take = (file: string, code: ts.Expression, facts: ts.Node | undefined): void => {
    const all = values(checker, code);
    if (!all) {
      if (!HANDED_ON.has(code.getText())) found.unclear.push(`${file}: ${code.getText()}`);
      return;
    }
    const names = facts && ts.isObjectLiteralExpression(facts) ? new Set(facts.properties.flatMap((one) => (one.name ? [one.name.getText()] : []))) : new Set<string>();
    for (const one of all) {
      found.codes.set(one, (found.codes.get(one) ?? new Set()).add(file));
      found.facts.set(one, [...(found.facts.get(one) ?? []), names]);
    }
  };
  const act = (file: string, what: ts.Expression): void => {
    const all = values(checker, what);
    for (const one of all ?? []) found.acts.add(one);
    if (!all && !HANDED_ON.has(what.getText())) found.unclear.push(`${file}: ${what.getText()}`);
  };
  const property = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
    for (const one of node.properties) {
      if (ts.isPropertyAssignment(one) && one.name.getText() === name) return one.initializer;
      if (ts.isShorthandPropertyAssignment(one) && one.name.text === name) return one.name;
    }
    return undefined;
  };
  for (const path of files) {
    const source = program.getSourceFile(path);
    if (!source) continue;
    const file = relative(ROOT, path);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const called = node.expression.getText();
        const [first, second] = node.arguments;
        if (/\bincidents\??\.note$/.test(called) && second) take(file, second, node.arguments[3]);
        else if (called === 'note' && second && file.startsWith('hub/core/') && !file.includes('rollout')) act(file, second);
        else if (/(^|\.)incident$/.test(called) && first && node.arguments.length >= 2) take(file, first, node.arguments[2]);
      } else if (ts.isObjectLiteralExpression(node) && !file.startsWith('hub/')) {
        const [code, text] = [property(node, 'code'), property(node, 'text')];
        if (code && text) take(file, code, property(node, 'facts'));
      }
      if (ts.isObjectLiteralExpression(node) && file.startsWith('hub/')) {
        const what = property(node, 'what');
        if (what && property(node, 'who') && property(node, 'detail')) act(file, what);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

let found: Found;
beforeAll(() => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = globSync('{hub,device,flows/engine,flows/privacy}/**/*.ts', { cwd: ROOT }).filter((path) => !/console|dist/.test(path)).map((path) => join(ROOT, path));
  found = search(ts.createProgram(files, { ...options, noEmit: true, skipLibCheck: true }), files);
}, 60_000);

describe('the words of incidents', () => {
  it('are there in Chinese and English for every code that the sources can record', () => {
    expect(found.unclear).toEqual([]);
    expect(found.codes.size).toBeGreaterThan(50);
    // What is found at all: each way in which a code is written in the sources.
    expect([...found.codes.keys()]).toEqual(expect.arrayContaining(['message-malformed', 'health-ears-again', 'watchdog-gave-up-screen', 'rollout-worse', 'disk-full', 'sensitive-word', 'outbox-dropped', 'notice-unknown', 'content-damaged', 'version-unknown']));
    expect([...found.codes].filter(([code]) => INCIDENTS[code] === undefined).map(([code, files]) => `${code} (${[...files].join(', ')})`)).toEqual([]);
  });

  it('say a title and a sentence, Chinese in Chinese and English in English, and the same facts in both', () => {
    for (const [code, { zh, en }] of Object.entries(INCIDENTS)) {
      for (const text of zh) expect(text, code).toMatch(/[\u4e00-\u9fff]|^\{/);
      for (const text of en) expect(text, code).toMatch(/^[^\u4e00-\u9fff]+$/);
      const facts = (text: string | undefined): string[] => [...(text ?? '').matchAll(/\{(\w+)\}/g)].map((one) => one[1] ?? '').sort();
      expect(facts(zh[2]), code).toEqual(facts(en[2]));
      expect([...facts(zh[0]), ...facts(zh[1]), ...facts(en[0]), ...facts(en[1])], code).toEqual([]);
    }
    for (const [zh, en] of Object.values(FACT_WORDS).flatMap((words) => Object.values(words))) expect([zh, en]).toEqual([expect.stringMatching(/[\u4e00-\u9fff]/), expect.stringMatching(/^[^\u4e00-\u9fff]+$/)]);
  });

  it('ask only for facts that somebody gives', () => {
    const asked = Object.entries(INCIDENTS).flatMap(([code, { en }]) => { const names = [...(en[2] ?? '').matchAll(/\{(\w+)\}/g)].map((one) => one[1] ?? ''); return names.length === 0 ? [] : [{ code, names }]; });
    expect(asked.length).toBeGreaterThan(15);
    // Those of rollouts are made by one function for all of them.
    const missing = asked.filter(({ code, names }) => !code.startsWith('rollout-') && !(found.facts.get(code) ?? []).some((given) => names.every((name) => given.has(name)))).map(({ code, names }) => `${code} wants ${names.join(', ')}`);
    expect(missing).toEqual([]);
  });

  it('are made where they are read, with the facts; what is not known is shown as it was recorded', () => {
    const took = { code: 'identity-takeover', text: 'A new connection from 10.0.0.2 replaced an open one from 10.0.0.1.', facts: { remote: '10.0.0.2', replaced: '10.0.0.1' } };
    expect(incidentText(took, 'zh')).toEqual({ title: '连接被接替', text: '来自 10.0.0.2 的新连接接替了来自 10.0.0.1 的。偶尔如此是正常的。', recorded: took.text, shown: false });
    expect(incidentText({ ...took, facts: {} }, 'zh').text).toBe('同一台终端的新连接接替了旧的。偶尔如此是正常的。');
    expect(incidentText({ code: 'health-ears', text: 'x', facts: { reason: { zh: '麦克风一片死寂', en: 'Dead flat' }, mend: { zh: '取消静音。', en: 'Unmute it.' } } }, 'zh').text).toBe('麦克风一片死寂。取消静音。');
    expect(incidentText({ code: 'health-ears', text: 'x', facts: { reason: { zh: '一', en: 'Dead flat' }, mend: { zh: '', en: '' } } }, 'en').text).toBe('Dead flat.');
    expect(incidentText({ code: 'watchdog-recognizer', text: 'x', facts: { seconds: 12, act: 'restart-part' } }, 'zh').text).toBe('12 秒没有回应：已重新启动这一部分。');
    expect(incidentText({ code: 'rollout-worse', text: 'x', facts: { pack: 'hotel', version: '1.0.2', gate: 'latency' } }, 'en').text).toContain('hotel 1.0.2: it was slower to speak.');
    expect(incidentText({ code: 'message-malformed', text: 'x', facts: { message: 'up/state', more: 20 } }, 'zh').text).toMatch(/“状态”.*只记了 20 条/);
    expect(incidentText({ code: 'from-a-newer-kiosk', text: 'Something new.' }, 'zh')).toEqual({ title: 'from-a-newer-kiosk', text: 'Something new.', recorded: '', shown: false });
    expect(incidentText({ code: 'content-refused', text: 'It needs a newer kiosk.', facts: { version: 4 } }, 'zh')).toMatchObject({ recorded: 'It needs a newer kiosk.', shown: true });
  });
});

describe('the words of the audit', () => {
  it('are there in both languages for every act that the hub can note, and for no other', () => {
    expect(found.acts.size).toBeGreaterThan(45);
    expect([...found.acts]).toEqual(expect.arrayContaining(['request', 'retention-set', 'session-erased', 'review-returned', 'rollout-wave-started', 'case-accept', 'proof-failed', 'token-made', 'audit-pruned']));
    expect([...found.acts].filter((one) => !AUDIT_WHATS.includes(one))).toEqual([]);
    expect(AUDIT_WHATS.filter((one) => !found.acts.has(one))).toEqual([]);
    for (const one of AUDIT_WHATS) expect([auditWhat(one, 'zh'), auditWhat(one, 'en')]).toEqual([expect.stringMatching(/[\u4e00-\u9fff]/), expect.stringMatching(/^[A-Z][^\u4e00-\u9fff]+$/)]);
  });
});
