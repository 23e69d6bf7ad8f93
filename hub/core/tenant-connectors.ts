// Where the hub calls on behalf of a tenant's pack. The appliances on the premises are the whole hub's (a topic of one tenant
// would be another's lamp), and the machine that the hub runs on is nobody's: what listens there trusts its neighbours.
import type { ConnectorReach, PackProblem } from './ports.ts';

const OWN_MACHINE = /^(localhost|.*\.localhost|127\..*|0\.0\.0\.0|169\.254\..*|\[::1?\]|\[fe80:.*\]|\[::ffff:(7f|a9fe).*\])$/;

/** What of a pack's connectors a tenant's pack may not have; addresses are read as the call reads them. A name that leads to the machine itself is not seen here. */
export function connectorProblems(connectors: readonly ConnectorReach[]): PackProblem[] {
  return connectors.flatMap(({ name, url, mqtt }): PackProblem[] => {
    if (mqtt) return [{ file: 'connectors.yaml', line: null, what: `The connector ${name} reaches appliances, which belong to the whole hub.`, how: 'Use url: with a service of your own, or have staff of the whole hub put it into a pack of the whole hub.' }];
    const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
    if (OWN_MACHINE.test(host)) return [{ file: 'connectors.yaml', line: null, what: `The connector ${name} reaches the machine of the hub itself.`, how: 'Give the address of a service of your own.' }];
    return [];
  });
}
