// What a flow calls can be reached in one way, its sample rows answer everything that flows read, and replies in tests have the same form.
import type { Sources } from './sources.ts';
import type { Source } from './parse-file.ts';
import { suggestion } from './problem.ts';
import type { Problem } from './problem.ts';
import type { ConnectorsFile } from './schema.ts';

export function checkConnectors(sources: Sources): Problem[] {
  return sources.connectors.flatMap((source) => source.data.connectors.flatMap((connector, i) => checkOne(source, connector, i)));
}

function checkOne(source: Source<ConnectorsFile>, connector: ConnectorsFile['connectors'][number], i: number): Problem[] {
  const problems: Problem[] = [];
  const found = (path: PropertyKey[], what: string, how: string): void => { problems.push(source.problem(['connectors', i, ...path], what, how)); };
  const { name, url, mqtt, request, response } = connector;
  if (url !== undefined && mqtt !== undefined) found(['mqtt'], `The connector "${name}" has both a url and mqtt.`, 'Keep the one by which it is reached.');
  if (url !== undefined && !/^https?:\/\/[^\s/]+/.test(url)) found(['url'], `"${url}" is not an http address.`, 'Write it as https://host/path.');
  if (connector.timeoutSeconds <= 0 || connector.timeoutSeconds > 30) found(['timeoutSeconds'], `A visitor cannot wait ${connector.timeoutSeconds} seconds.`, 'Give from 1 to 30 seconds.');
  for (const key of ['publish', 'answer'] as const) {
    const topic = mqtt?.[key];
    if (topic === undefined) continue;
    if (/[+#\s]/.test(topic) || topic.startsWith('$')) found(['mqtt', key], `"${topic}" is not one topic.`, 'Topics have no +, # or spaces and do not begin with $.');
    for (const hole of requestHoles(topic)) if (!request.includes(hole)) found(['mqtt', key], `The request has no "${hole}".`, suggestion(hole, request));
  }
  connector.sample.forEach((row, k) => {
    for (const key of Object.keys(row.match)) if (!request.includes(key)) found(['sample', k, 'match', key], `The request has no "${key}".`, suggestion(key, request));
    for (const [key, value] of Object.entries(row.response)) {
      if (!response.includes(key)) found(['sample', k, 'response', key], `The response has no "${key}".`, suggestion(key, response));
      if (typeof value === 'string') for (const hole of requestHoles(value)) if (!request.includes(hole)) found(['sample', k, 'response', key], `The request has no "${hole}".`, suggestion(hole, request));
    }
    for (const key of response) if (row.response[key] === undefined) found(['sample', k, 'response'], `This row does not answer "${key}".`, `Add "${key}:", or take it out of response:.`);
  });
  return problems;
}

function requestHoles(text: string): string[] {
  return [...text.matchAll(/\{request\.([\w-]+)\}/g)].map((m) => m[1] ?? '');
}
