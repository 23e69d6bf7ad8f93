// The few calls of nlp.js that the bench uses; the library ships no types of its own.
declare module '@nlpjs/core' { export function containerBootstrap(): Promise<{ use(part: unknown): void }>; }
declare module '@nlpjs/lang-en' { export const LangEn: unknown; }
declare module '@nlpjs/lang-zh' { export const LangZh: unknown; }
declare module '@nlpjs/nlu' {
  export const NluNeural: unknown;
  export class NluManager {
    constructor(options: { container: unknown; locales: string[]; trainByDomain: boolean; autoSave: boolean });
    addLanguage(languages: string[]): void;
    add(language: string, text: string, intent: string): void;
    train(): Promise<unknown>;
    process(language: string, text: string): Promise<{ intent: string; score: number }>;
  }
}
