// The peer of the ingest bench: what one would write in an afternoon. Subscribes to a plain broker, puts every event into
// SQLite (synchronous=FULL) and acknowledges it to the kiosk after the commit. One transaction a message, or with
// `group` one for what came within 5 ms. `node plain-subscriber.ts PORT FILE single|group`
import Sqlite from 'better-sqlite3';
import mqtt from 'mqtt';

const [port, file, mode] = process.argv.slice(2);
const GROUP_MS = 5;
const database = new Sqlite(file ?? '');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE events (kiosk TEXT, epoch TEXT, seq INTEGER, body TEXT, PRIMARY KEY (kiosk, epoch, seq)) WITHOUT ROWID');
const insert = database.prepare('INSERT INTO events (kiosk, epoch, seq, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
interface Message { topic: string; batch: { epoch: string; events: { seq: number }[] } }
const write = database.transaction((messages: Message[]) => {
  for (const { topic, batch } of messages) for (const event of batch.events) insert.run(topic, batch.epoch, event.seq, JSON.stringify(event));
});
const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4, clean: true, clientId: 'plain-subscriber' });
let waiting: Message[] = [];

function commit(messages: Message[]): void {
  write(messages);
  for (const { topic, batch } of messages) client.publish(topic.replace(/up\/event$/, 'down/ack'), JSON.stringify({ v: 1, epoch: batch.epoch, upTo: batch.events.at(-1)?.seq ?? 0 }), { qos: 1 });
}
client.on('message', (topic, payload) => {
  const message = { topic, batch: JSON.parse(payload.toString()) as Message['batch'] };
  if (mode === 'single') return commit([message]);
  waiting.push(message);
  if (waiting.length > 1) return;
  setTimeout(() => {
    const messages = waiting;
    waiting = [];
    commit(messages);
  }, GROUP_MS);
});
client.on('connect', () => client.subscribe('foyer/1/+/+/+/up/event', { qos: 1 }, () => {
  client.publish('foyer/1/sim/hub/state', JSON.stringify({ v: 1, state: 'ready', at: Date.now() }), { qos: 1, retain: true }, () => process.send?.({ type: 'ready' }));
}));
process.on('disconnect', () => process.exit(0));
