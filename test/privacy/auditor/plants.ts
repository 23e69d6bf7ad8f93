// The whole set of one seed.
import { numberPlants } from './numbers.ts';
import { homePlant, mailPlant, namePlant, wechatPlant } from './people.ts';
import { platePlant } from './plates.ts';
import type { Plant } from './plant.ts';
import { createDice } from './random.ts';

const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
/** Six thousand and more; the same seed gives the same ones. `scale` makes a smaller set of the same mixture. */
export function plantsOf(seed: number, scale = 1): Plant[] {
  const dice = createDice(seed);
  const n = (count: number): number => Math.round(count * scale);
  return [
    ...numberPlants(dice, { speech: n(1500), chat: n(900), turns: n(700), log: n(900) }),
    ...times(n(700), () => platePlant(dice)), ...times(n(900), () => namePlant(dice)), ...times(n(300), () => homePlant(dice)),
    ...times(n(250), () => wechatPlant(dice)), ...times(n(250), () => mailPlant(dice)),
  ];
}
