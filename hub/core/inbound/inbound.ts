// What every handler of an inbound message is given and gives back.
import type { KioskAddress } from '../../../flows/protocol/topics.ts';
import type { AckSender } from '../ack-sender.ts';
import type { Desk } from '../desk-service.ts';
import type { DrainShare } from '../drain-share.ts';
import type { Fleet } from '../fleet.ts';
import type { FleetHealth } from '../health.ts';
import type { Twin } from '../twin-service.ts';
import type { Incidents } from '../incidents.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { RemoteCommands } from '../remote-commands.ts';
import type { AppendResult, Audit, Bus, Clock, InboundBatch } from '../ports.ts';
import type { Readable } from './readable.ts';

export interface InboundParts {
  readonly bus: Bus; readonly clock: Clock; readonly feed: LiveFeed; readonly incidents: Incidents; readonly audit: Audit;
  readonly twin: Pick<Twin, 'reported'>; readonly health: Pick<FleetHealth, 'metric'>;
  readonly fleet: Fleet; readonly desk: Desk; readonly commands: Pick<RemoteCommands, 'settled'>;
  readonly drain: Pick<DrainShare, 'stored'>; readonly acks: AckSender;
  /** Resolves after the commit. */
  append(batch: InboundBatch): Promise<AppendResult>;
  /** Answers a connector call; may take as long as the call's deadline. */
  call(from: KioskAddress, raw: Record<string, unknown>): Promise<Readable<undefined>>;
}

/** What the backlog needs: the hub has it all, and so has a worker beside it. */
export interface EventParts extends Pick<InboundParts, 'clock' | 'incidents' | 'append' | 'acks' | 'drain'> {
  readonly feed: Pick<LiveFeed, 'send'>; readonly fleet: Pick<Fleet, 'moved'>;
}

/** `raw` is a JSON object of version 1. Resolves when the message is durable; rejects when the hub itself failed. */
export type Inbound = (from: KioskAddress, raw: Record<string, unknown>, hub: InboundParts) => Promise<Readable<undefined>>;
