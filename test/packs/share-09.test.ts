// One pack of fourteen: files run side by side on as many cores as there are, and a pack that is added is found by itself (see rig.ts).
import { exerciseShare } from './rig.ts';

exerciseShare(9, 14);
