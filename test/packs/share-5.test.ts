// A fifth of the packs: files run side by side, and a pack that is added is found by itself (see rig.ts).
import { exerciseShare } from './rig.ts';

exerciseShare(5, 5);
