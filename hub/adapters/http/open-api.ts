// OpenAPI 3.1 of the hub's HTTP interface, made from the table of routes: what the document says is what is checked.
import { PERMISSIONS } from '../../core/access.ts';
import { wireSchema } from '../../../flows/protocol/async-api.ts';
import { Problem } from '../../../flows/protocol/staff-api.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const problems = { '400': 'The request cannot be read.', '401': 'Nobody is signed in.', '403': 'The role does not include this.', '404': 'There is no such thing, or not for this person.', 'default': 'Anything else, said the same way.' };
const problemReply = (description: string): Json => ({ description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } });

function operation(route: Route): Json {
  const open = route.access === 'open';
  const rest = route.path.replace(/^\/(api\/)?/, '').replace(/[:{}]/g, '').replace(/[^a-zA-Z0-9]+(.)?/g, (_all, next: string | undefined) => (next ?? '').toUpperCase());
  const permission = open || route.access === 'kiosk-or-staff' || !(route.access in PERMISSIONS) ? undefined : route.access as keyof typeof PERMISSIONS;
  return {
    operationId: `${route.method.toLowerCase()}${rest[0]?.toUpperCase() ?? 'Root'}${rest.slice(1)}`,
    summary: route.summary ?? '',
    tags: [route.path.split('/')[route.path.startsWith('/api/') ? 2 : 1] ?? 'hub'],
    ...(permission === undefined ? {} : { 'description': `Permission ${permission}: ${PERMISSIONS[permission].join(', ')}.`, 'x-permission': permission }),
    ...(open ? { security: [] } : {}),
    parameters: [
      ...[...route.path.matchAll(/:([a-zA-Z0-9]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(route.method === 'GET' ? [] : [{ name: 'x-foyer', in: 'header', required: true, description: 'Any value; a page of another origin cannot send it.', schema: { type: 'string' } }]),
    ],
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: wireSchema(route.body) } } } } : {}),
    responses: {
      '200': { description: 'Done.', content: { 'application/json': { schema: route.reply ? wireSchema(route.reply) : {} } } },
      ...Object.fromEntries(Object.entries(problems).filter(([status]) => !open || (status !== '401' && status !== '403')).map(([status, text]) => [status, problemReply(text)])),
    },
  };
}

/** The document, as plain JSON; `version` is the program's. Routes come in a fixed order, whatever order they were made in. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of [...routes].sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))) {
    const path = route.path.replace(/:([a-zA-Z0-9]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Foyer hub', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'For staff\'s console, integrations and kiosks. Errors are RFC 9457 problems with `code` (a name of the table in README.md) and `mend` (what to do).',
    },
    servers: [{ url: '/' }],
    security: [{ staffSession: [] }],
    paths,
    components: {
      schemas: { Problem: wireSchema(Problem, 'output') },
      securitySchemes: { staffSession: { type: 'apiKey', in: 'cookie', name: 'foyer-staff', description: 'Opened by POST /api/sign-in.' } },
    },
  };
}
