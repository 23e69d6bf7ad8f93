// What staff write to each other (notes of reviews and rollouts, reasons) loses what belongs to a person before it is stored, as
// everything else does. Names by which staff, tokens, kiosks and places are known are kept: they are addresses.
import type { KioskKeyStore } from './kiosk-identity-port.ts';
import type { Privacy } from './privacy.ts';
import type { Cause, Rollout } from './rollout-contract.ts';
import type { Review, ReviewStore, RolloutStore } from './rollout-port.ts';

type Cleaner = Pick<Privacy, 'text'>;

export function privateReviews<S extends ReviewStore>(store: S, privacy: Cleaner): S {
  return {
    ...store,
    add: (review: Omit<Review, 'id'>) => store.add({ ...review, note: privacy.text(review.note), answer: privacy.text(review.answer) }),
    decide: (id: number, decision: Parameters<ReviewStore['decide']>[1]) => store.decide(id, { ...decision, answer: privacy.text(decision.answer) }),
  };
}

/** Reasons of staff, and what kiosks say about content that they do not take. */
export function privateRollouts<S extends RolloutStore>(store: S, privacy: Cleaner): S {
  const cause = (given: Cause | null): Cause | null => (given?.text === undefined ? given : { ...given, text: privacy.text(given.text) });
  return {
    ...store,
    save(rollout: Rollout) {
      const kiosks = Object.fromEntries(Object.entries(rollout.kiosks).map(([name, place]) => [name, place.why?.text === undefined ? place : { ...place, why: cause(place.why) }]));
      return store.save({ ...rollout, kiosks, emergency: rollout.emergency === null ? null : privacy.text(rollout.emergency), cause: cause(rollout.cause), history: rollout.history.map((entry) => ({ ...entry, cause: cause(entry.cause) })) });
    },
  };
}

/** Why a kiosk was removed or is held. */
export function privateKeys<S extends KioskKeyStore>(store: S, privacy: Cleaner): S {
  return { ...store, shut: (out: Parameters<KioskKeyStore['shut']>[0]) => store.shut({ ...out, reason: privacy.text(out.reason) }) };
}
