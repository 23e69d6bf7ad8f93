// What comes out of a whole pack: machines, diagrams, expanded questions, and warnings where two targets share a sentence.
import { readdirSync } from 'node:fs';
import { createMachine, initialTransition } from 'xstate';
import { describe, expect, it } from 'vitest';
import { holds, parseCondition } from '../../flows/engine/flow/condition.ts';
import { mermaid } from '../../flows/engine/flow/diagram.ts';
import { flowConfig, flowMachine } from '../../flows/engine/flow/machine.ts';
import { advanceFlow, enterFlow } from '../../flows/engine/flow/run.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import { completeness } from '../../flows/engine/pack/completeness.ts';
import { nearest } from '../../flows/engine/pack/problem.ts';
import { PACKS_FOLDER, readBundle } from '../../flows/files/read-pack.ts';
import { FRONT_DESK, pack } from './front-desk.ts';

const BELOW = pack.pack.policies.confirmBelow;

describe('a whole pack', () => {
  it('expands templates over the entities of their type, with values as people say them', () => {
    expect(pack.answers['price/cedar']).toMatchObject({ missing: false, value: { zh: '300元', en: '300 yuan' }, answer: { zh: '松厅每小时300元。', en: 'The Cedar room is 300 yuan an hour.' } });
    expect(pack.answers['floor/cedar']).toMatchObject({ missing: true });
    expect(pack.targets.find((t) => t.id === 'ask:price/bamboo' && t.language === 'zh')?.phrases).toContain('竹厅多少钱');
  });

  it('gives the entities of a type as the options of a slot', () => {
    expect(pack.flows['book-room']?.slots[0]?.choices.map((o) => o.id)).toEqual(['bamboo', 'cedar']);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(pack))).toEqual(pack);
  });

  it('warns where one sentence stands under two targets', () => {
    const extra = 'entries:\n  - id: doors\n    questions: { zh: [几点开门], en: [when do the doors open] }\n    answer: { zh: 九点。, en: At nine. }\n';
    const result = compilePack({ ...readBundle(FRONT_DESK), 'knowledge/zz.yaml': extra });
    expect(result.ok && result.warnings).toMatchObject([{ file: 'knowledge/zz.yaml', line: 3, what: '"几点开门" (zh) stands under both entry "opening-hours" and entry "doors".' }]);
  });

  it('counts what is filled in', () => {
    expect(completeness(pack)).toMatchObject({ entries: 4, entities: 2, required: { filled: 2, of: 2, missing: [] }, unanswered: ['floor/cedar'], untestedFlows: ['collect-parcel', 'complain'] });
    expect(completeness(pack).thin).toContain('old-offer');
    expect(completeness(pack).withoutScreen).toContain('old-offer');
  });

  it.each(readdirSync(PACKS_FOLDER, { withFileTypes: true }).filter((d) => d.isDirectory()).map((d) => d.name))('the pack %s compiles', (name) => {
    const result = compilePack(readBundle(`${PACKS_FOLDER}/${name}`));
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it('suggests only what is near', () => {
    expect(nearest('datee', ['date', 'time', 'digits'])).toBe('date');
    expect(nearest('zebra', ['date', 'time'])).toBeUndefined();
  });
});

describe('a flow as a machine', () => {
  const flow = pack.flows['book-room'];
  if (flow === undefined) throw new Error('the fixture has lost its flow');
  const machine = flowMachine(flow, BELOW);
  const filled = (value: unknown, confidence = 1): { value: unknown; text: string; confidence: number } => ({ value, text: String(value), confidence });

  it('has its steps as states and can be opened as JSON by XState', () => {
    const config = JSON.parse(JSON.stringify(flowConfig(flow, BELOW))) as Parameters<typeof createMachine>[0];
    expect(Object.keys(createMachine(config).states)).toEqual(expect.arrayContaining(['ask-room', 'check', 'book', 'by-hand']));
  });

  it('skips what is filled, rests at what is not', () => {
    const run = enterFlow(machine, { room: filled('cedar'), date: filled('2026-11-24') });
    expect(run).toMatchObject({ step: 'ask-time', perform: [], ended: false });
  });

  it('asks for a confirmation whatever the confidence, where the consequence is high', () => {
    const all = { room: filled('cedar'), date: filled('2026-11-24'), time: filled('10:00'), phone: filled('1') };
    expect(enterFlow(machine, all).step).toBe('check');
    expect(advanceFlow(machine, 'check', { slots: all, result: {}, calls: {} }, { type: 'yes' })).toMatchObject({ step: 'book', perform: ['book'] });
  });

  it('confirms by the table of consequence and confidence', () => {
    const parcel = pack.flows['collect-parcel'];
    if (parcel === undefined) throw new Error('the fixture has lost its flow');
    const unsure = { code: filled('3052', 0.5), name: filled('Li', 0.9) };
    expect(enterFlow(flowMachine(parcel, { ...BELOW, low: 0.6 }), unsure).step).toBe('confirm-3');
    expect(enterFlow(flowMachine(parcel, { ...BELOW, low: 0.4 }), unsure)).toMatchObject({ ended: true });
  });

  it('empties the slot of a question it jumps back to, and what depends on it', () => {
    const all = { room: filled('cedar'), date: filled('2026-11-24'), time: filled('09:00'), phone: filled('1') };
    const run = advanceFlow(machine, 'book', { slots: all, result: {}, calls: {} }, { type: 'call.ok', name: 'reserve', response: { free: false } });
    expect(run.step).toBe('ask-time');
    expect(Object.keys(run.context.slots)).toEqual(['room', 'date', 'phone']);
    expect(run.perform).toEqual(['full']);
  });

  it('draws every flow of a pack so that Mermaid can read it: each line of a known form, each state declared, no word of its own', () => {
    for (const one of Object.values(pack.flows)) {
      const [head, ...lines] = mermaid(one, 'zh').trimEnd().split('\n');
      expect(head).toBe('stateDiagram-v2');
      const declared = new Set(lines.flatMap((line) => /^ {2}(\w+) : \S/.exec(line)?.[1] ?? []));
      for (const line of lines) {
        expect(line).toMatch(/^ {2}(?:%% .+|\w+ : [^:";#\n]+|(?:\[\*\]|\w+) --> (?:\[\*\]|\w+)(?: : [^:";#\n]+)?)$/);
        for (const state of (/^ {2}(\S+) --> (\S+)/.exec(line) ?? []).slice(1)) if (state !== '[*]') expect([...declared]).toContain(state);
      }
      for (const word of ['end', 'note', 'state', 'class', 'default']) expect([...declared]).not.toContain(word);
    }
  });

  it('runs from its JSON with nothing but the named guards and actions given', () => {
    for (const one of Object.values(pack.flows)) {
      const config = JSON.parse(JSON.stringify(flowConfig(one, BELOW))) as Parameters<typeof createMachine>[0];
      const bare = createMachine({ ...config, context: { slots: {}, result: {}, calls: {} } }, { guards: { filled: () => false, sure: () => false, when: () => false }, actions: {} });
      const [snapshot] = initialTransition(bare);
      expect(Object.keys(bare.states)).toContain(String(snapshot.value));
    }
  });

  it('draws itself', () => {
    const drawing = mermaid(flow, 'en');
    expect(drawing).toMatch(/^stateDiagram-v2\n/);
    expect(drawing).toContain('check --> change : no');
    expect(drawing).toContain('book --> by_hand : offline');
  });
});

describe('conditions', () => {
  const facts = { slots: { service: 'id-card', count: 3 }, result: { ok: true, waiting: 12 }, calls: { queue: { open: false } } };
  it.each([
    ['slots.service == "id-card"', true], ['slots.service != "id-card"', false], ['result.ok', true], ['not result.ok', false], ['result.waiting > 10 and slots.count <= 3', true],
    ['calls.queue.open or result.waiting >= 12', true], ['not (calls.queue.open or result.ok)', false], ['result.nothing', false], ['result.nothing > 1', false], ["slots.service == 'passport' or result.ok == true", true],
  ])('%s is %s', (text, expected) => {
    const parsed = parseCondition(text);
    expect(parsed.ok && holds(parsed.condition, facts)).toBe(expected);
  });

  it.each(['slots.service ==', 'colour == "red"', '(result.ok', 'result.ok result.ok', 'result.ok = true', ''])('refuses "%s"', (text) => {
    expect(parseCondition(text).ok).toBe(false);
  });
});
