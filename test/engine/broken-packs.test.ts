// Every way of breaking a pack is named by file, line, what is wrong and what would be right; nothing of it half-loads.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { Problem } from '../../flows/engine/pack/problem.ts';
import { problemLine } from '../../flows/engine/pack/problem.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import { FRONT_DESK } from './front-desk.ts';

const whole = readBundle(FRONT_DESK);

/** The good pack with the files of one broken fixture laid over it. */
function broken(name: string): Problem[] {
  const result = compilePack({ ...whole, ...readBundle(fileURLToPath(new URL(`../fixtures/packs/broken/${name}`, import.meta.url))) });
  if (result.ok) throw new Error(`${name} compiled`);
  return result.problems;
}

describe('a broken pack', () => {
  it.each([
    ['yaml-error', 'knowledge/extra.yaml', 5, /not valid YAML/, /"\[" on this line or the one before is not closed: add the "\]"/],
    ['duplicate-key', 'knowledge/extra.yaml', 5, /not valid YAML/, /may stand once/],
    ['unknown-slot-type', 'flows/extra.yaml', 6, /Unknown slot type "datee"/, /Did you mean "date"\?/],
    ['missing-translation', 'knowledge/extra.yaml', 7, /Missing translation: "entries.answer" has no en text/, /Add "en:" here; the pack speaks zh and en/],
    ['missing-prompt', 'flows/extra.yaml', 8, /"slots.ask" has no zh text/, /Add "zh:"/],
    ['dead-end', 'flows/extra.yaml', 12, /Dead end: from the step "round" no end and no human/, /end: success/],
    ['runs-off', 'flows/extra.yaml', 5, /runs off its last step "say-1"/, /Add "- end: success"/],
    ['unreachable', 'flows/extra.yaml', 7, /"lost" can never be reached/, /goto, branch or choose/],
    ['endless-loop', 'flows/extra.yaml', 5, /Endless loop/, /Put an ask, choose, confirm or end/],
    ['bad-condition', 'flows/extra.yaml', 5, /The condition cannot be read: .*"= true"/, /slots.service ==/],
    ['unknown-verb', 'flows/extra.yaml', 5, /"sai" is not a step verb/, /Did you mean "say"\?/],
    ['wakes-itself', 'knowledge/extra.yaml', 5, /contains the wake phrase "你好小厅"/, /other words/],
    ['screen-in-one-language', 'knowledge/extra.yaml', 6, /screen of "parking" has no en form/, /Add "en:" under screen/],
    ['comma-in-braces', 'knowledge/extra.yaml', 4, /"to the left." is not known/, /quotation marks/],
    ['wrong-kind', 'knowledge/extra.yaml', 3, /questions must be a map, not text/, /Found "哪里停车"|indentation/],
    ['no-such-file', 'notes.yaml', 1, /no place in a pack/, /pack.yaml, connectors.yaml/],
  ])('%s: names the file, the line, what and how', (name, file, line, what, how) => {
    const [problem] = broken(name);
    expect(problem).toMatchObject({ file, line, what: expect.stringMatching(what), how: expect.stringMatching(how) });
    expect(problem?.column).toBeGreaterThan(0);
  });

  it.each<[string, string[]]>([
    ['value-misfit', [
      'graph/extra.yaml:6:14 "seats" is of the type number, but "twelve" is a text.',
      'graph/extra.yaml:7:14 "price" is of the type money, but this is yes or no.',
      'graph/extra.yaml:8:14 "floor" is of the type text, but this is a list.',
      'graph/extra.yaml:13:14 Missing translation: "seats" has no en text.',
      'graph/extra.yaml:14:14 "floor" is of the type text, but 3 is no text.',
    ]],
    ['relation', [
      'graph/extra.yaml:5:59 There is no entity type "bilding". Did you mean "building"?',
      'graph/extra.yaml:10:26 The type "room" has no relation "beside". Declare it at the type',
      'graph/extra.yaml:14:28 There is no entity "cedr". Did you mean "cedar"?',
    ]],
    ['parent-circle', [
      'graph/extra.yaml:2:53 The type "hall" is its own ancestor.',
      'graph/extra.yaml:3:56 The type "place" is its own ancestor.',
    ]],
    ['defaults', [
      'graph/extra.yaml:6:14 The type "studio" has no attribute "prise". Did you mean "price"?',
      'graph/extra.yaml:7:14 "price" is of the type money, but "cheap" is a text.',
    ]],
    ['inverse', [
      'graph/extra.yaml:4:16 No relation "sits-in" leads to the type "room".',
      'graph/extra.yaml:7:35 Nothing fills {valeu} here. Did you mean "value"?',
    ]],
    ['comparison', [
      'graph/extra.yaml:4:16 "floor" is of the type text, which has no more and less.',
      'graph/extra.yaml:6:43 This comparison does not name both things. Write {a} and {b}',
      'graph/extra.yaml:7:37 Nothing fills {winer} here. Did you mean "winner"?',
    ]],
    ['list', [
      'graph/extra.yaml:6:49 This question has no number. Write {limit} where it goes.',
      'graph/extra.yaml:7:35 This answer tells neither which nor how many.',
      'graph/extra.yaml:8:26 Nothing fills {limitt} here. Did you mean "limit"?',
      'graph/extra.yaml:12:11 "floor" is not yes or no.',
      'graph/extra.yaml:16:5 A list that keeps "lowest" needs an attribute.',
    ]],
    ['closes-early', [
      'flows/extra.yaml:5:107 It closes (09:00) before it opens (17:00).',
    ]],
    ['latest-first', [
      'flows/extra.yaml:5:108 The latest day (1) lies before the earliest (3).',
    ]],
    ['wrong-limits', [
      'flows/extra.yaml:5:92 "min" says nothing of a date. Days are limited by earliest: and latest:.',
      'flows/extra.yaml:5:102 "opens" says nothing of a date.',
    ]],
    ['no-time', [
      'flows/extra.yaml:5:90 "29:00" is no time of the day.',
    ]],
    ['min-above-max', [
      'flows/extra.yaml:5:103 The most (2) is less than the least (5).',
    ]],
    ['outside-of-nothing', [
      'flows/extra.yaml:5:99 "outside" is never said: the slot "it" has no limits.',
    ]],
    ['notice-with-triggers', [
      'flows/extra.yaml:4:11 The notice "extra" is begun by the hub, but has triggers.',
    ]],
    ['nobody-begins', [
      'flows/extra.yaml:1:7 Nothing a visitor says in zh begins the flow "extra".',
      'flows/extra.yaml:1:7 Nothing a visitor says in en begins the flow "extra".',
    ]],
    ['half-begun', [
      'flows/extra.yaml:3:11 Nothing a visitor says in en begins the flow "extra".',
    ]],
    ['unanswered', [
      'flows/extra.yaml:7:5 Nothing that the flow "extra" calls answers "nmber".',
      'flows/extra.yaml:7:5 The connector "reserve" answers no "plcae".',
    ]],
    ['no-offline', [
      'flows/extra.yaml:5:5 steps[1].offline is missing. Add "offline:"',
    ]],
    ['two-ways', [
      'connectors.yaml:3:21 A visitor cannot wait 90 seconds.',
      'connectors.yaml:7:10 "reserve.example" is not an http address.',
      'connectors.yaml:8:11 The connector "reserve" has both a url and mqtt.',
      'connectors.yaml:8:22 "rooms/+/set" is not one topic.',
      'connectors.yaml:8:45 The request has no "rom". Did you mean "room"?',
      'connectors.yaml:10:25 The request has no "rom". Did you mean "room"?',
      'connectors.yaml:10:45 This row does not answer "free".',
      'connectors.yaml:10:55 The request has no "tiem". Did you mean "time"?',
      'connectors.yaml:10:78 The response has no "fee". Did you mean "free"?',
      'flows/book-room.yaml:41:5 Nothing that the flow "book-room" calls answers "code".',
    ]],
    ['dialogue-names', [
      'tests/extra.yaml:4:23 The flow "book-room" is begun by visitors, not by the hub.',
      'tests/extra.yaml:4:50 The flow "book-room" has no slot "rooms". Did you mean "room"?',
      'tests/extra.yaml:5:34 The connector "reserve" answers no "numbr".',
      'tests/extra.yaml:5:47 There is no connector "reserv". Did you mean "reserve"?',
      'tests/extra.yaml:7:18 There is no connector "resrve".',
      'tests/extra.yaml:8:45 There is no connector "reserv".',
      'tests/extra.yaml:8:70 No flow has a slot "colour".',
    ]],
    ['unquoted-braces', [
      'graph/extra.yaml:5:25 This is not valid YAML: Missing , or : between flow sequence items. Inside [ ] and { } put quotation marks',
    ]],
    ['wakes-by-value', [
      'graph/extra.yaml:7:20 This spoken text contains the wake phrase "你好小厅"',
    ]],
  ])('%s: every problem at its place, none besides', (name, expected) => {
    const lines = broken(name).map(problemLine);
    expect(lines).toHaveLength(expected.length);
    lines.forEach((line, i) => { expect(line.startsWith(expected[i] ?? '?'), `${line}\n${expected[i] ?? ''}`).toBe(true); });
  });

  it('reports every unknown name at its place, with the nearest known one', () => {
    expect(broken('unknown-names').map((p) => `${p.line}:${p.column} ${p.what} ${p.how}`)).toEqual([
      '10:10 There is no slot "untill" in the flow "lend-umbrella". Did you mean "until"?',
      '11:11 There is no connector "reserv". Did you mean "reserve"?',
      '14:22 The condition names the slot "colour", which the flow "lend-umbrella" does not have. Known: until.',
      '14:53 There is no step "dome" in the flow "lend-umbrella". Did you mean "done"?',
      '15:5 The text names the slot "date", which the flow "lend-umbrella" does not have. Known: until.',
    ]);
  });

  it.each([
    ["ticket: { headline: { zh: 票, en: Ticket }, nmber: '1' }, say: { zh: 好, en: Done }", ['6:15 steps[1].ticket.number is missing.', '6:50 "nmber" is not known in steps[1].ticket. Did you mean "number"?']],
    ['ask: 5', ['steps[1].ask must be text, not a number.']],
    ['confirm: { zh: 好吗, en: Right }, consequence: huge, no: x', ['Unknown value for steps[1].consequence "huge".']],
    ["ticket: { headline: { zh: 票, en: Ticket }, number: '1' }", ['steps[1].say is missing. Add "say:"']],
    ['choose: { zh: 哪个, en: Which }, options: []', ['steps[1].options']],
    ['show: { headline: Hello }, say: { zh: 好, en: Done }', ['steps[1].show.headline must be a map, not text.']],
    ['ask: x, goto: y', ['This step mixes verbs that do not go together: ask, goto.']],
    ['ask: x, say: { zh: 好, en: Done }', ['This step mixes verbs that do not go together: ask, say.']],
    ['shwo: { headline: { zh: 好, en: Done } }, say: { zh: 好, en: Done }', ['"shwo" is not a step verb. Did you mean "show"?']],
    ['id: here', ['This step has no verb.']],
  ])('judges a step by its verb: %s', (step, expected) => {
    const flow = `flow: extra\ntitle: { zh: 试, en: a try }\ntriggers: { zh: [试一试], en: [have a try] }\nslots: []\nsteps:\n  - { ${step} }\n  - end: success\n`;
    const result = compilePack({ ...whole, 'flows/extra.yaml': flow });
    const problems = result.ok ? [] : result.problems.filter((p) => p.file === 'flows/extra.yaml').map((p) => `${p.line}:${p.column} ${p.what} ${p.how}`);
    for (const part of expected) expect(problems.join('\n')).toContain(part);
    expect(problems).toHaveLength(expected.length);
  });

  it('wants every choice to be sayable, and no two to answer to the same words', () => {
    expect(broken('no-voice-form').map((p) => p.what)).toEqual([
      'The option "up" cannot be chosen by voice in zh: its label has no word to say.',
      'The option "up" cannot be chosen by voice in en: its label has no word to say.',
      'The options "one" and "two" both answer to "black" (en).',
    ]);
  });

  it('finds ids that stand twice and buttons that lead nowhere', () => {
    expect(broken('duplicate-id').map((p) => [p.file, p.line, p.what])).toEqual([
      ['knowledge/extra.yaml', 5, 'The button "book-rom" is neither a flow nor an entry.'],
      ['knowledge/house.yaml', 11, 'The entry id "washroom" stands twice (also in knowledge/extra.yaml).'],
    ]);
  });

  it('finds unknown types and attributes in the graph, and questions that name no entity', () => {
    expect(broken('unknown-attribute').map((p) => [p.line, p.what, p.how])).toEqual([
      [2, 'The type "room" has no attribute "seat".', 'Did you mean "seats"?'],
      [3, 'There is no entity type "rom".', 'Did you mean "room"?'],
      [8, 'This question names no entity.', 'Write {entity} where the name goes.'],
    ]);
  });

  it('finds names in tests that the pack does not have', () => {
    expect(broken('unknown-in-test').map((p) => [p.line, p.how])).toEqual([[6, 'Did you mean "book-room"?'], [6, 'Did you mean "washroom"?']]);
  });

  it('does not take the missing of one file for a fault of the others', () => {
    const result = compilePack({ ...whole, 'flows/book-room.yaml': 'flow: [' });
    expect(result.ok ? [] : [...new Set(result.problems.map((p) => p.file))]).toEqual(['flows/book-room.yaml']);
  });

  it('never falls over a file, however it is mangled, and points into it', () => {
    const names = Object.keys(whole);
    fc.assert(fc.property(fc.nat(names.length - 1), fc.nat(10_000), fc.constantFrom('drop-line', 'drop-character', 'double-line', 'indent', 'odd'), fc.constantFrom('{', ']', ': ', '- ', '\t', '&a', '*a', '"', '!!binary', '\u0000', '1'), (which, at, how, odd) => {
      const name = names[which] ?? '';
      const text = whole[name] ?? '';
      const lines = text.split('\n');
      const line = at % lines.length;
      const offset = at % Math.max(1, text.length);
      const mangled = how === 'drop-line' ? lines.toSpliced(line, 1).join('\n') : how === 'double-line' ? lines.toSpliced(line, 0, lines[line] ?? '').join('\n')
        : how === 'indent' ? lines.with(line, ` ${lines[line] ?? ''}`).join('\n') : how === 'drop-character' ? text.slice(0, offset) + text.slice(offset + 1) : text.slice(0, offset) + odd + text.slice(offset);
      const result = compilePack({ ...whole, [name]: mangled });
      if (result.ok) return;
      expect(result.problems.length).toBeGreaterThan(0);
      for (const problem of result.problems) {
        const length = (problem.file === name ? mangled : whole[problem.file] ?? '').split('\n').length;
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(length + 1);
        expect(problem.what).toMatch(/\S/);
        expect(problem.how).toMatch(/\S/);
      }
    }), { numRuns: 100 });
  });

  it('refuses aliases that unfold without end', () => {
    const bomb = `a: &a [x, x]\n${'bcdefghij'.split('').map((c, i) => `${c}: &${c} [*${'abcdefghij'[i] ?? 'a'}, *${'abcdefghij'[i] ?? 'a'}]`).join('\n')}\n`;
    const result = compilePack({ ...whole, 'knowledge/bomb.yaml': bomb });
    expect(result.ok ? [] : result.problems).toMatchObject([{ file: 'knowledge/bomb.yaml', what: expect.stringContaining('cannot be unfolded') }]);
  });

  it('says that pack.yaml is missing', () => {
    const result = compilePack({});
    expect(result.ok ? '' : problemLine(result.problems[0] as Problem)).toMatch(/^pack\.yaml:1:1 The pack has no pack\.yaml\. Add it/);
  });

  it('refuses a prompt override for a key that does not exist', () => {
    const result = compilePack({ ...whole, 'pack.yaml': `${whole['pack.yaml'] ?? ''}prompts:\n  goodby: { zh: [慢走], en: [Farewell] }\n` });
    expect(result.ok ? [] : result.problems).toMatchObject([{ file: 'pack.yaml', what: 'There is no prompt "goodby" to override.', how: 'Did you mean "goodbye"?' }]);
  });
});
