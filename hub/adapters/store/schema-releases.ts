// The part of the hub's schema for signed releases and their files: SQL steps that only ever grow.

export const releasesSteps: readonly string[] = [
  `CREATE TABLE content_files (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, body TEXT NOT NULL);
   CREATE TABLE release_manifests (path TEXT PRIMARY KEY, pack TEXT NOT NULL, version TEXT NOT NULL, bundle TEXT NOT NULL, bundle_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, added_at INTEGER NOT NULL);
   CREATE TABLE tuf_metadata (name TEXT PRIMARY KEY, role TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL);
   CREATE TABLE tuf_pending (role TEXT PRIMARY KEY, version INTEGER NOT NULL, digest TEXT NOT NULL, signed TEXT NOT NULL, at INTEGER NOT NULL);
   CREATE TABLE tuf_signatures (digest TEXT NOT NULL, keyid TEXT NOT NULL, sig TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (digest, keyid));`,
  // Packs get an owner; what is there belongs to the whole hub. Files that were there before are noted under no pack, which means the same.
  `ALTER TABLE packs ADD COLUMN owner TEXT NOT NULL DEFAULT 'common';
   ALTER TABLE packs ADD COLUMN own_name TEXT NOT NULL DEFAULT '';
   UPDATE packs SET own_name = name;
   CREATE UNIQUE INDEX packs_by_owner ON packs (owner, own_name);
   CREATE TABLE content_packs (sha256 TEXT NOT NULL, pack TEXT NOT NULL, PRIMARY KEY (sha256, pack));
   INSERT INTO content_packs SELECT sha256, '' FROM content_files;`,
];

export interface ReleasesTables {
  content_files: { sha256: string; bytes: number; body: string };
  release_manifests: { path: string; pack: string; version: string; bundle: string; bundle_bytes: number; sha256: string; bytes: number; added_at: number };
  tuf_metadata: { name: string; role: string; version: number; body: string; at: number };
  tuf_pending: { role: string; version: number; digest: string; signed: string; at: number };
  /** In releases of which packs a content file (or manifest) stands. */
  content_packs: { sha256: string; pack: string };
  tuf_signatures: { digest: string; keyid: string; sig: string; at: number };
}
