// Packs as they might look after an update: a step, an option, a flow, an entry or a language is gone, a slot is of another type. A visit that
// was begun with the old one must go on or end its task politely.
import type { CompiledFlow, CompiledPack } from '../pack/compiled.ts';

export interface Mutant { what: string; pack: CompiledPack }

function withFlow(pack: CompiledPack, flow: CompiledFlow): CompiledPack {
  return { ...pack, flows: { ...pack.flows, [flow.id]: flow } };
}

/** The next version of the pack, or the one before it: both are only another version. */
function released(pack: CompiledPack, version: string): CompiledPack {
  return { ...pack, pack: { ...pack.pack, version } };
}

const TARGETS = new Set(['goto', 'no', 'offline', 'otherwise', 'next']);

/** Without one step; what led to it leads to the one after it. */
function withoutStep(flow: CompiledFlow, id: string): CompiledFlow {
  const to = flow.steps.find((s) => s.id === id)?.next ?? flow.steps.find((s) => s.id !== id)?.id ?? null;
  const steps = JSON.parse(JSON.stringify(flow.steps.filter((s) => s.id !== id)), (key, value: unknown) => (TARGETS.has(key) && value === id ? to : value)) as CompiledFlow['steps'];
  return { ...flow, steps };
}

/** Every way one flow can have changed while a visitor stands at `step`. */
export function mutantsOf(pack: CompiledPack, flow: CompiledFlow, step: string): Mutant[] {
  const next = released(pack, '99.0.0');
  const without = (id: string): CompiledFlow => withoutStep(flow, id);
  const open = flow.steps.find((s) => s.id === step);
  const slot = open !== undefined && 'ask' in open ? flow.slots.find((s) => s.id === open.ask) : flow.slots[0];
  const { [flow.id]: _, ...otherFlows } = pack.flows;
  const retyped = (id: string): CompiledFlow => ({ ...flow, slots: flow.slots.map((s) => (s.id !== id ? s : { ...s, type: s.type === 'number' ? 'digits' : 'number', choices: [] })) });
  const [entry] = Object.keys(pack.entries);
  return [
    { what: 'nothing but the version', pack: next },
    { what: 'rolled back', pack: released(pack, '0.0.1') },
    { what: `the step ${step} is gone`, pack: withFlow(next, without(step)) },
    { what: 'the flow is gone', pack: { ...next, flows: otherFlows, targets: next.targets.filter((t) => t.id !== `flow:${flow.id}`) } },
    ...(slot === undefined ? [] : [
      { what: `the slot ${slot.id} is of another type`, pack: withFlow(next, retyped(slot.id)) },
      { what: `the slot ${slot.id} is gone`, pack: withFlow(next, { ...flow.steps.filter((s) => 'ask' in s && s.ask === slot.id).reduce((left, s) => withoutStep(left, s.id), flow), slots: flow.slots.filter((s) => s.id !== slot.id) }) },
    ]),
    ...flow.slots.filter((s) => s.type === 'choice').slice(0, 1).map((s) => ({ what: `options of ${s.id} are gone`, pack: withFlow(next, { ...flow, slots: flow.slots.map((o) => (o.id !== s.id ? o : { ...o, choices: o.choices.slice(-2) })) }) })),
    { what: 'another question was added', pack: withFlow(next, { ...flow, slots: [...flow.slots, { ...(flow.slots[0] ?? { dependsOn: [], options: [], label: {}, ask: {} }), id: 'newly-asked', type: 'digits', choices: [], optional: false } as CompiledFlow['slots'][number]] }) },
    ...(entry === undefined ? [] : [{ what: 'an entry is gone', pack: { ...next, entries: Object.fromEntries(Object.entries(pack.entries).filter(([id]) => id !== entry)), targets: next.targets.filter((t) => t.id !== `entry:${entry}`) } }]),
    ...(pack.pack.languages.length < 2 ? [] : pack.pack.languages.map((language) => ({ what: `the language ${language} is gone`, pack: { ...next, pack: { ...next.pack, languages: next.pack.languages.filter((l) => l !== language) }, targets: next.targets.filter((t) => t.language !== language) } }))),
  ];
}
