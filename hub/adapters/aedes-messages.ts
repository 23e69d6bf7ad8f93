// What the hub and its broker process say to each other over the IPC channel. What comes thousands of times a second goes
// in bundles, one for each turn of the event loop: a message of its own costs a system call on either side.
import type { KioskAddress, TopicName } from '../../flows/protocol/topics.ts';

export interface BrokerSettings { readonly host: string; readonly port: number; readonly packetsPerSecond: number; readonly bytesPerSecond: number; readonly maxConnections: number; readonly tls?: BrokerTls | undefined }
/** PEM texts. With them the broker speaks TLS and asks each peer for its own certificate, which needs no authority behind it. */
export interface BrokerTls { readonly key: string; readonly cert: string }

/** Hub -> broker. */
export type ToBroker =
  | { type: 'listen'; settings: BrokerSettings }
  | { type: 'answers'; ok: number[]; failed: number[] } // to `login` and `messages`, by id
  | { type: 'publish'; packets: Publication[] }
  | { type: 'ping'; id: number } // a broker that does not answer for long is taken for dead
  | { type: 'disconnect'; clientId: string }
  | { type: 'tls'; tls: BrokerTls } // for connections from now on
  | { type: 'stop' };

export interface Publication { readonly topic: string; readonly payload: string; readonly qos: 0 | 1; readonly retain: boolean }

/** Broker -> hub. */
export type ToHub =
  | { type: 'listening'; port: number }
  | { type: 'failed'; code: string; text: string }
  | { type: 'login'; id: number; address: KioskAddress; password: string | undefined; key: string | undefined; remote: string }
  | { type: 'connected'; connection: number; address: KioskAddress; remote: string; replaced: string | null }
  | { type: 'disconnected'; connection: number; address: KioskAddress; reason: string }
  | { type: 'messages'; bundle: Bundle }
  | { type: 'pong'; id: number }
  | { type: 'refused'; address: KioskAddress | null; remote: string; what: string };

/** Messages `first`, `first + 1` ... : who sent them (`tenant.site.kiosk`), under which name, and where each payload ends in `bytes`. */
export interface Bundle { readonly first: number; readonly from: string[]; readonly names: TopicName[]; readonly ends: number[]; readonly bytes: Uint8Array }
