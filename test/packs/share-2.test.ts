// A fifth of the packs: files run side by side, and a pack that is added is found by itself (see rig.ts).
import { exercisePack, packsOfShare } from './rig.ts';

for (const pack of packsOfShare(2, 5)) exercisePack(pack);
