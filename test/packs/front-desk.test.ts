// The exercises on the small pack of the tests; and that the shares of the others leave no pack out.
import { expect, it } from 'vitest';
import { FRONT_DESK } from '../engine/front-desk.ts';
import { allPacks, exercisePack, packsOfShare } from './rig.ts';

exercisePack(FRONT_DESK);

it('exercises every pack of the product in exactly one test file', () => {
  const shared = [1, 2, 3, 4, 5].flatMap((share) => packsOfShare(share, 5));
  if (process.env['FOYER_PACKS'] === undefined) expect(shared.toSorted()).toEqual(allPacks());
  expect(new Set(shared).size).toBe(shared.length);
});
