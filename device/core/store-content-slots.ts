// Content slots of a kiosk whose disk cannot be used (or of a test): the store keeps the release in force, memory the rest.
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { type ContentSlots, NO_CONTENT, type SlotState } from './content-slots-port.ts';
import type { Store } from './ports.ts';

export function createStoreContentSlots(store: Pick<Store, 'activeRelease' | 'activate'>): ContentSlots {
  const kept = new Map<string, Record<string, string>>();
  const active = store.activeRelease();
  if (active) kept.set(active.release.sha256, active.files);
  let state: SlotState = active ? { ...NO_CONTENT, current: active.release, desiredVersion: active.desiredVersion } : NO_CONTENT;
  const filesOf = (release: PackRelease): Record<string, string> | null => kept.get(release.sha256) ?? null;
  return {
    state: () => state,
    read: async (release) => filesOf(release),
    find: async () => undefined,
    async write(release, files) { kept.set(release.sha256, { ...files }); },
    async point(next) {
      const files = next.current && filesOf(next.current);
      if (next.current && files) store.activate(next.current, files, next.desiredVersion);
      state = next;
      for (const sha256 of kept.keys()) if (sha256 !== next.current?.sha256 && sha256 !== next.previous?.sha256) kept.delete(sha256);
    },
  };
}
