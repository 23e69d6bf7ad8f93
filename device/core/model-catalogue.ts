// The official Vosk models that a kiosk may run with, pinned by checksum where one is publicly known.

export interface CatalogueModel {
  name: string; // folder and archive name
  language: 'zh' | 'en';
  bytes: number; // of the archive
  /** SHA-256 of the archive in hexadecimal; null = none is publicly known, so the installer must be given one. */
  sha256: string | null;
  /** Closed grammars at run time need a model with a lookahead graph; the big static ones have none. */
  grammar: boolean;
  memoryMb: number; // about, when loaded
  note: string;
}

export const OFFICIAL_ADDRESS = 'https://alphacephei.com/vosk/models';

/** Checksums agree between several independent public sources (package recipes and pinned downloads). */
export const MODEL_CATALOGUE: readonly CatalogueModel[] = [
  { name: 'vosk-model-small-cn-0.22', language: 'zh', bytes: 43_898_754, sha256: '3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba', grammar: true, memoryMb: 300, note: 'Mandarin, small: the usual choice for a kiosk' },
  { name: 'vosk-model-small-en-us-0.15', language: 'en', bytes: 41_205_931, sha256: '30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498', grammar: true, memoryMb: 300, note: 'American English, small: the usual choice for a kiosk' },
  { name: 'vosk-model-en-us-0.22-lgraph', language: 'en', bytes: 130_557_655, sha256: 'd9838b4aaa82a75c4a17f5aca300eaca129aaab2a7cbf951bafbb500eb9c4334', grammar: true, memoryMb: 600, note: 'American English, middle' },
  { name: 'vosk-model-cn-0.22', language: 'zh', bytes: 1_358_736_686, sha256: '7f5580bf7ca3d9e8ce8be68337378950ed78ef974df7a7d4ead8dbe32bec2fa1', grammar: false, memoryMb: 4000, note: 'Mandarin, large: free dictation only, needs 4 GB of memory' },
  { name: 'vosk-model-en-us-0.22', language: 'en', bytes: 1_913_365_522, sha256: '47f9a81ebb039dbb0bd319175c36ac393c0893b796c2b6303e64cf58c27b69f6', grammar: false, memoryMb: 5000, note: 'American English, large: free dictation only, needs 5 GB of memory' },
  { name: 'vosk-model-cn-kaldi-multicn-0.15', language: 'zh', bytes: 1_678_260_145, sha256: null, grammar: false, memoryMb: 4000, note: 'Mandarin, large, from the MultiCN corpora' },
];

/** A model by its full name, or the usual one of a language by "zh"/"cn" or "en". */
export function catalogueModel(name: string): CatalogueModel | null {
  const language = name === 'zh' || name === 'cn' ? 'zh' : name === 'en' ? 'en' : null;
  return MODEL_CATALOGUE.find((model) => (language ? model.language === language : model.name === name)) ?? null;
}
