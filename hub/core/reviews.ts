// A draft on its way to being released: checked with its dialogues, sent for review, and approved or sent back by a second
// person: one who has neither changed it since the last release nor asked for the review. Persons count, not roles.
import { type PackDirectory, withName } from './pack-directory.ts';
import type { Audit, Clock, ContentStore, PackProblem } from './ports.ts';
import type { ReleaseMaker } from './release-maker.ts';
import type { ContentSettings, DiffPacks, DraftCheck, PackDiff, Review, ReviewStore, RolloutStore, TestDraft } from './rollout-port.ts';

export interface DraftLife {
  readonly pack: string; readonly sha256: string; readonly version: string; readonly editedBy: string; readonly editedAt: number;
  readonly state: 'published' | 'taken-back' | 'draft' | 'requested' | 'returned' | 'approved';
  readonly review: Review | null; readonly history: readonly Review[]; readonly editors: readonly string[];
  readonly check: DraftCheck | null; readonly checking: boolean; readonly required: boolean;
}
export type RequestResult =
  | { readonly outcome: 'requested'; readonly life: DraftLife } | { readonly outcome: 'unknown-pack' | 'already' | 'nothing-new' }
  | { readonly outcome: 'refused'; readonly problems: readonly PackProblem[] };
export type DecideResult = { readonly outcome: 'decided'; readonly life: DraftLife } | { readonly outcome: 'unknown-pack' | 'not-requested' | 'changed-meanwhile' | 'own-work' | 'note-missing' };

export interface Reviews {
  life(pack: string): Promise<DraftLife | undefined>;
  /** Against the newest release. */
  diff(pack: string): Promise<(PackDiff & { from: string | null }) | undefined>;
  /** Somebody has saved this draft: notes the person and begins the check. */
  saved(pack: string, by: string): Promise<void>;
  request(request: { pack: string; by: string; note: string }): Promise<RequestResult>;
  decide(decision: { pack: string; sha256: string; by: string; approve: boolean; note: string }): Promise<DecideResult>;
  /** What the check says against this draft; waits for it. */
  problems(pack: string): Promise<readonly PackProblem[]>;
  released(pack: string): Promise<void>;
  settings(): Promise<ContentSettings>;
  change(settings: ContentSettings, by: string): Promise<void>;
}

const TEST_LIMIT_MS = 120_000;
const HISTORY = 20;

/** A failed check as a list of problems: what does not compile, else which dialogues came out differently. */
function problemsOf(check: DraftCheck): PackProblem[] {
  if (check.problems.length > 0) return [...check.problems];
  if (check.timedOut) return [{ file: 'tests', line: null, what: `The dialogues were not through after ${Math.round(TEST_LIMIT_MS / 1000)} s.`, how: 'Make the dialogues fewer or shorter, or send it for review with a note.' }];
  return check.failed.map(({ file, line, dialogue, what }) => ({ file, line, what: `Dialogue "${dialogue}": ${what}`, how: 'Mend the content, or the dialogue when it asks for what is no longer wanted; or send it for review with a note that says why it is right.' }));
}

export function createReviews(options: { content: ContentStore; store: ReviewStore; rollouts: Pick<RolloutStore, 'takenBackAt'>; maker: ReleaseMaker; test: TestDraft; diff: DiffPacks; clock: Clock; audit: Audit; directory: Pick<PackDirectory, 'address' | 'of'> }): Reviews {
  const { directory, content, store, clock, audit } = options;
  const running = new Map<string, Promise<DraftCheck>>();

  /** The check of these bytes: kept, under way, or begun now. */
  async function checkOf(sha256: string, files: Record<string, string>): Promise<DraftCheck> {
    const kept = await store.check(sha256);
    if (kept && !kept.timedOut) return kept;
    let work = running.get(sha256);
    if (!work) {
      work = options.test(files, TEST_LIMIT_MS).then(async (result) => {
        const check = { ...result, sha256, at: clock.now() };
        await store.saveCheck(check);
        return check;
      }).finally(() => running.delete(sha256));
      running.set(sha256, work);
    }
    return work;
  }
  async function life(pack: string): Promise<DraftLife | undefined> {
    const draft = await content.draft(pack);
    if (!draft) return undefined;
    const { sha256, version, editedBy, editedAt } = draft.row;
    const history = await store.list(pack, HISTORY);
    // What was taken back has to be looked at again, however it was approved the first time.
    const back = await options.rollouts.takenBackAt(pack, sha256);
    const review = history.find((one) => one.sha256 === sha256 && one.requestedAt >= (back ?? 0)) ?? null;
    const published = (await content.releases(pack)).some((one) => one.release.sha256 === sha256);
    return {
      pack, sha256, version, editedBy, editedAt, state: published && back === null ? 'published' : review?.state ?? (back === null ? 'draft' : 'taken-back'), review, history, editors: await store.editors(pack),
      check: await store.check(sha256) ?? null, checking: running.has(sha256), required: (await store.settings()).review === 'required',
    };
  }
  async function lifeNow(pack: string): Promise<DraftLife> {
    const found = await life(pack);
    if (!found) throw new Error(`the pack ${pack} has gone`);
    return found;
  }

  return {
    life,
    async diff(pack) {
      const draft = await content.draft(pack);
      if (!draft) return undefined;
      const latest = await content.latestRelease(pack);
      const text = latest && await content.bundle(latest.sha256);
      const shown = (files: Record<string, string>): Record<string, string> => withName(files, pack, directory.of(pack).name);
      return { from: latest?.version ?? null, ...options.diff(text === undefined ? {} : shown(JSON.parse(text) as Record<string, string>), shown(draft.files)) };
    },
    async saved(pack, by) {
      await store.edited(pack, by, clock.now());
      const draft = await content.draft(pack);
      // Nobody waits for it here; whoever asks for the review does.
      if (draft) checkOf(draft.row.sha256, draft.files).catch(() => undefined);
    },
    async request({ pack, by, note }) {
      const before = await life(pack);
      if (!before) return { outcome: 'unknown-pack' };
      if (before.state === 'published') return { outcome: 'nothing-new' };
      if (before.state === 'requested' || before.state === 'approved') return { outcome: 'already' };
      // The bytes that are approved are the bytes that kiosks get: the number is settled first.
      const draft = await options.maker.numbered(pack);
      if (!draft) return { outcome: 'unknown-pack' };
      const check = await checkOf(draft.row.sha256, draft.files);
      // A dialogue may ask for what is no longer wanted: with a reason it is the second person who decides.
      if (!check.ok && (check.problems.length > 0 || note.trim() === '')) return { outcome: 'refused', problems: problemsOf(check) };
      await store.add({ pack, sha256: draft.row.sha256, state: 'requested', requestedBy: by, requestedAt: clock.now(), note, decidedBy: null, decidedAt: null, answer: '' });
      await audit.note({ at: clock.now(), who: by, what: 'review-requested', detail: { pack: directory.address(pack), version: draft.row.version, sha256: draft.row.sha256, note, dialoguesFailed: check.failed.length } });
      return { outcome: 'requested', life: await lifeNow(pack) };
    },
    async decide({ pack, sha256, by, approve, note }) {
      const before = await life(pack);
      if (!before) return { outcome: 'unknown-pack' };
      if (before.sha256 !== sha256) return { outcome: 'changed-meanwhile' };
      const { review } = before;
      if (!review || review.state !== 'requested') return { outcome: 'not-requested' };
      if (review.requestedBy === by || before.editors.includes(by) || before.editedBy === by) return { outcome: 'own-work' };
      if (!approve && note.trim() === '') return { outcome: 'note-missing' };
      await store.decide(review.id, { state: approve ? 'approved' : 'returned', decidedBy: by, decidedAt: clock.now(), answer: note });
      await audit.note({ at: clock.now(), who: by, what: approve ? 'review-approved' : 'review-returned', detail: { pack: directory.address(pack), version: before.version, sha256, requestedBy: review.requestedBy, editors: before.editors, note } });
      return { outcome: 'decided', life: await lifeNow(pack) };
    },
    async problems(pack) {
      const draft = await content.draft(pack);
      const check = draft && await checkOf(draft.row.sha256, draft.files);
      return !check || check.ok ? [] : problemsOf(check);
    },
    released: (pack) => store.forgetEditors(pack),
    settings: () => store.settings(),
    async change(settings, by) {
      const before = await store.settings();
      await store.saveSettings(settings, by, clock.now());
      await audit.note({ at: clock.now(), who: by, what: 'content-settings-changed', detail: { from: before, to: settings } });
    },
  };
}
