// The parts between a draft and the kiosks, wired to each other: maker of releases, reviews, rollouts, publishing.
import type { Fleet } from './fleet.ts';
import type { Incidents } from './incidents.ts';
import { createPackAccess, type PackAccess } from './pack-access.ts';
import { createPackDirectory, type PackDirectory } from './pack-directory.ts';
import type { Audit, CheckPack, Clock, ContentStore, FleetStore, Log, Sha256 } from './ports.ts';
import { createPublishing, type Publishing } from './publishing.ts';
import { createReleaseMaker } from './release-maker.ts';
import type { ReleaseRepository } from './release-repository.ts';
import { createReviews, type Reviews } from './reviews.ts';
import type { DiffPacks, OutcomeStore, ReviewStore, RolloutStore, TestDraft } from './rollout-port.ts';
import { createRollouts, type Rollouts } from './rollout-service.ts';

export interface ContentLife { readonly directory: PackDirectory; readonly access: PackAccess; readonly publishing: Publishing; readonly reviews: Reviews; readonly rollouts: Rollouts }

export function createContentLife(options: {
  content: ContentStore; reviewStore: ReviewStore; rolloutStore: RolloutStore; outcomes: OutcomeStore; kiosks: Pick<FleetStore, 'kiosks' | 'kiosk'>; fleet: () => Pick<Fleet, 'desire'>;
  repository: ReleaseRepository; check: CheckPack; test: TestDraft; diff: DiffPacks; sha256: Sha256; incidents: Incidents; audit: Audit; clock: Clock; log: Log; newId(): string;
  /** Twelve random hexadecimal digits. */
  digits(): string;
}): ContentLife {
  const directory = createPackDirectory({ refs: () => options.content.refs(), digits: options.digits });
  const access = createPackAccess({ directory, kiosks: options.kiosks });
  const maker = createReleaseMaker(options);
  const reviews = createReviews({ ...options, directory, store: options.reviewStore, rollouts: options.rolloutStore, maker });
  const rollouts = createRollouts({ ...options, directory, store: options.rolloutStore, again: (before) => maker.again(before, 'foyer') });
  const publishing = createPublishing({ ...options, directory, maker, reviews, rollouts, current: options.rolloutStore });
  return { directory, access, publishing, reviews, rollouts };
}
