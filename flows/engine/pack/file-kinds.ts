// Which files a pack may hold, and the form of each.
import { ConnectorsFile, FlowFile, GraphFile, KnowledgeFile, LexiconFile, PackFile } from './schema.ts';
import { TestsFile } from './schema-tests.ts';

const KINDS = [
  { kind: 'pack', pattern: /^pack\.yaml$/, schema: PackFile },
  { kind: 'connectors', pattern: /^connectors\.yaml$/, schema: ConnectorsFile },
  { kind: 'lexicon', pattern: /^lexicon\.yaml$/, schema: LexiconFile },
  { kind: 'knowledge', pattern: /^knowledge\/[^/]+\.yaml$/, schema: KnowledgeFile },
  { kind: 'graph', pattern: /^graph\/[^/]+\.yaml$/, schema: GraphFile },
  { kind: 'flows', pattern: /^flows\/[^/]+\.yaml$/, schema: FlowFile },
  { kind: 'tests', pattern: /^tests\/[^/]+\.yaml$/, schema: TestsFile },
] as const;

/** By the path inside the pack; undefined when a pack has no such file. */
export function fileKindOf(file: string): (typeof KINDS)[number] | undefined {
  return KINDS.find(({ pattern }) => pattern.test(file));
}
