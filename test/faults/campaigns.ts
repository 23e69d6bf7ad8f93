// The table of campaigns: what `foyer faults` knows by name.
import type { Campaign } from './contract.ts';
import { killBroker, killHub } from './campaigns/kill-hub.ts';
import { killKiosk } from './campaigns/kill-kiosk.ts';
import { network, tornPackets } from './campaigns/network.ts';
import { powerCut } from './campaigns/power-cut.ts';
import { tornFiles } from './campaigns/torn-files.ts';

export const CAMPAIGNS: readonly Campaign[] = [killKiosk, killHub, killBroker, network, tornPackets, powerCut, tornFiles];
