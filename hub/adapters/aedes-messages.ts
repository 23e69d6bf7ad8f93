// What the hub and its broker process say to each other over the IPC channel.
import type { KioskAddress, TopicName } from '../../flows/protocol/topics.ts';

export interface BrokerSettings { readonly host: string; readonly port: number; readonly packetsPerSecond: number; readonly bytesPerSecond: number; readonly maxConnections: number }

/** Hub -> broker. */
export type ToBroker =
  | { type: 'listen'; settings: BrokerSettings }
  | { type: 'answer'; id: number; ok: boolean } // to `login` and `message`
  | { type: 'publish'; topic: string; payload: string; qos: 0 | 1; retain: boolean }
  | { type: 'disconnect'; clientId: string }
  | { type: 'stop' };

/** Broker -> hub. */
export type ToHub =
  | { type: 'listening'; port: number }
  | { type: 'failed'; code: string; text: string }
  | { type: 'login'; id: number; address: KioskAddress; password: string; remote: string }
  | { type: 'connected'; connection: number; address: KioskAddress; remote: string; replaced: string | null }
  | { type: 'disconnected'; connection: number; address: KioskAddress; reason: string }
  | { type: 'message'; id: number; from: KioskAddress; name: TopicName; payload: Uint8Array }
  | { type: 'refused'; address: KioskAddress | null; remote: string; what: string };
