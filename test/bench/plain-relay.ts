// The floor of the desk bench: what comes from kiosks goes to every page that is open; nothing is kept, checked or owned.
// `node plain-relay.ts BROKER_PORT`; says its own port.
import mqtt from 'mqtt';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
const client = mqtt.connect(`mqtt://127.0.0.1:${process.argv[2] ?? ''}`, { protocolVersion: 4, clean: true, clientId: 'plain-relay' });
client.on('message', (_topic, payload) => {
  const text = payload.toString();
  for (const page of server.clients) page.send(text);
});
client.on('connect', () => client.subscribe('foyer/1/+/+/+/up/escalate', { qos: 1 }, () => {
  const at = server.address();
  process.send?.({ port: typeof at === 'object' && at ? at.port : 0 });
}));
process.on('disconnect', () => process.exit(0));
