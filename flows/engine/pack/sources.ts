// The files of a pack, each read and of the right form, before their meaning is checked.
import type { Source } from './parse-file.ts';
import type { ConnectorsFile, FlowFile, GraphFile, KnowledgeFile, PackFile } from './schema.ts';
import type { TestsFile } from './schema-tests.ts';

export interface Sources {
  pack: Source<PackFile>;
  knowledge: Source<KnowledgeFile>[];
  graph: Source<GraphFile>[];
  flows: Source<FlowFile>[];
  connectors: Source<ConnectorsFile>[];
  tests: Source<TestsFile>[];
}
