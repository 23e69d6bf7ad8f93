// Dialogue tests name things that the pack has: flows, entries, slots, connectors and what they answer.
import type { Sources } from './sources.ts';
import type { Source } from './parse-file.ts';
import { suggestion } from './problem.ts';
import type { Problem } from './problem.ts';
import type { TestsFile } from './schema-tests.ts';

type Dialogue = TestsFile['dialogues'][number];

export function checkTests(sources: Sources): Problem[] {
  const flows = new Map(sources.flows.map((s) => [s.data.flow, s.data]));
  const entries = [
    ...sources.knowledge.flatMap((s) => s.data.entries.map((e) => e.id)),
    ...sources.graph.flatMap((s) => [...s.data.templates, ...s.data.comparisons, ...s.data.lists].map((t) => t.id)),
  ];
  const connectors = new Map(sources.connectors.flatMap((s) => s.data.connectors.map((c) => [c.name, c.response] as const)));
  const slots = [...flows.values()].flatMap((flow) => flow.slots.map((slot) => slot.id));

  const checkReply = (source: Source<unknown>, path: PropertyKey[], name: string, reply: Dialogue['replies'][string]): Problem[] => {
    const response = connectors.get(name);
    if (response === undefined) return [source.problem(path, `There is no connector "${name}".`, suggestion(name, connectors.keys()))];
    return typeof reply === 'string' ? [] : Object.keys(reply).filter((key) => !response.includes(key)).map((key) => source.problem([...path, key], `The connector "${name}" answers no "${key}".`, suggestion(key, response)));
  };
  const checkBegins = (source: Source<unknown>, path: PropertyKey[], begins: NonNullable<Dialogue['begins']>): Problem[] => {
    const flow = flows.get(begins.notice);
    if (flow === undefined) return [source.problem([...path, 'notice'], `There is no flow "${begins.notice}".`, suggestion(begins.notice, flows.keys()))];
    const own = flow.slots.map((slot) => slot.id);
    return [
      ...(flow.notice ? [] : [source.problem([...path, 'notice'], `The flow "${begins.notice}" is begun by visitors, not by the hub.`, 'Write notice: true in its file, or begin the dialogue with what the visitor says.')]),
      ...Object.keys(begins.slots).filter((id) => !own.includes(id)).map((id) => source.problem([...path, 'slots', id], `The flow "${begins.notice}" has no slot "${id}".`, suggestion(id, own))),
    ];
  };

  return sources.tests.flatMap((source) => source.data.dialogues.flatMap((dialogue, i) => [
    ...Object.entries(dialogue.replies).flatMap(([name, reply]) => checkReply(source, ['dialogues', i, 'replies', name], name, reply)),
    ...(dialogue.begins === undefined ? [] : checkBegins(source, ['dialogues', i, 'begins'], dialogue.begins)),
    ...dialogue.turns.flatMap((turn, k) => {
      const { flow, entry, called, notCalled } = turn.expect;
      const at = (...keys: string[]): PropertyKey[] => ['dialogues', i, 'turns', k, 'expect', ...keys];
      return [
        ...('reply' in turn ? checkReply(source, ['dialogues', i, 'turns', k, 'reply'], turn.reply, typeof turn.with === 'string' ? turn.with : {}) : []),
        ...(typeof flow === 'string' && !flows.has(flow) ? [source.problem(at('flow'), `There is no flow "${flow}".`, suggestion(flow, flows.keys()))] : []),
        ...(entry !== undefined && !entries.includes(entry.split('/')[0] ?? '') ? [source.problem(at('entry'), `There is no entry or template "${entry}".`, suggestion(entry, entries))] : []),
        ...[['called', called], ['notCalled', notCalled]].flatMap(([key = '', name]) => (name !== undefined && !connectors.has(name) ? [source.problem(at(key), `There is no connector "${name}".`, suggestion(name, connectors.keys()))] : [])),
        ...Object.keys(turn.expect.slots ?? {}).filter((id) => !slots.includes(id)).map((id) => source.problem(at('slots', id), `No flow has a slot "${id}".`, suggestion(id, slots))),
      ];
    }),
  ]));
}
