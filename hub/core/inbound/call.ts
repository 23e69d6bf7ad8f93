// `up/call`: a flow asks the outside world through the hub.
import type { Inbound } from './inbound.ts';

export const onCall: Inbound = (from, raw, hub) => hub.call(from, raw);
