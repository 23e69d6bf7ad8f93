// Reads wake.json beside a model: which neighbours of a wake phrase this model confuses with it, and how sure it must be.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Log, WakeProfile } from '../../core/ports.ts';
import type { VoskModels } from './messages.ts';

const WakeFile = z.object({
  phrases: z.record(z.string(), z.object({ decoys: z.array(z.string()).default([]), min_confidence: z.number().min(0).max(1).optional() })),
});

/** Profiles of all models in use; a model without the file advises nothing, a broken file is logged and passed over. */
export async function readWakeProfile(models: VoskModels, log: Log): Promise<WakeProfile> {
  const profile: WakeProfile = {};
  for (const folder of new Set(Object.values(models))) {
    const text = await readFile(path.join(folder, 'wake.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    try {
      for (const [phrase, { decoys, min_confidence: floor }] of Object.entries(WakeFile.parse(JSON.parse(text)).phrases)) {
        profile[phrase] = { decoys: [...(profile[phrase]?.decoys ?? []), ...decoys], ...(floor === undefined ? {} : { floor }) };
      }
    } catch (error) {
      log.warn('wake.json of the speech model cannot be read', { folder, reason: String(error) });
    }
  }
  return profile;
}
