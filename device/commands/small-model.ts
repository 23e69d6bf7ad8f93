// Where the speech model that comes with the product lies.
import { fileURLToPath } from 'node:url';

export const SMALL_MODEL = fileURLToPath(new URL('../models/foyer-small-zh-en', import.meta.url));
