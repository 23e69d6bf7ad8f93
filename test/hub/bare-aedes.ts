// A bare aedes with its defaults, as a program of its own, to show on it what the hub's broker must survive.
import { createServer } from 'node:net';
import { Aedes } from 'aedes';

const broker = await Aedes.createBroker({});
const server = createServer({ noDelay: true }, broker.handle);
server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  process.send?.({ port: typeof bound === 'object' && bound ? bound.port : 0 });
});
process.on('disconnect', () => process.exit(0));
