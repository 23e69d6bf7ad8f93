// A well-known matcher that downloads nothing either (nlp.js), trained on the same phrases, so that figures can be compared.
import { containerBootstrap } from '@nlpjs/core';
import { LangEn } from '@nlpjs/lang-en';
import { LangZh } from '@nlpjs/lang-zh';
import { NluManager, NluNeural } from '@nlpjs/nlu';
import type { MatchTarget } from '../../flows/engine/understanding/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';

export interface Peer {
  /** The best intent, and how sure it says it is (0..1); null where it knows none. */
  ask(text: string, language: Language): Promise<{ id: string; score: number } | null>;
}

export async function trainNlpJs(targets: readonly MatchTarget[]): Promise<Peer> {
  const container = await containerBootstrap();
  for (const part of [LangEn, LangZh, NluNeural]) container.use(part);
  const manager = new NluManager({ container, locales: ['zh', 'en'], trainByDomain: false, autoSave: false });
  manager.addLanguage(['zh', 'en']);
  for (const { id, language, phrases } of targets) for (const phrase of phrases) manager.add(language, phrase, id);
  const { log } = console;
  console.log = () => undefined; // it prints every epoch
  try { await manager.train(); } finally { console.log = log; }
  return {
    async ask(text, language) {
      const { intent, score } = await manager.process(language, text);
      return intent === 'None' ? null : { id: intent, score };
    },
  };
}
