// The table of campaigns: what `foyer faults` knows by name.
import type { Campaign } from './contract.ts';
import { activationCut } from './campaigns/activation-cut.ts';
import { badRelease } from './campaigns/bad-release.ts';
import { clock } from './campaigns/clock.ts';
import { backlog, stampede } from './campaigns/crowd.ts';
import { diskFull } from './campaigns/disk-full.ts';
import { forgedRelease } from './campaigns/forged-release.ts';
import { floods, fuzz } from './campaigns/hostile.ts';
import { killBroker, killHub } from './campaigns/kill-hub.ts';
import { killKiosk } from './campaigns/kill-kiosk.ts';
import { killRollout } from './campaigns/kill-rollout.ts';
import { network, tornPackets } from './campaigns/network.ts';
import { powerCut } from './campaigns/power-cut.ts';
import { restore } from './campaigns/restore.ts';
import { tornFiles } from './campaigns/torn-files.ts';

export const CAMPAIGNS: readonly Campaign[] = [
  killKiosk, killHub, killBroker, killRollout, powerCut, activationCut, badRelease, forgedRelease, tornFiles, diskFull, network, tornPackets, clock, fuzz, floods, stampede, backlog, restore,
];
