// Files of a pack -> loaded content, or its problems in words. Pure; takes well under a second for a pack of this size.
import { createConversation } from '../../flows/engine/conversation.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { phrasesIn } from '../../flows/engine/pack/compiled.ts';
import { Bundle } from '../../flows/protocol/content.ts';
import type { Conversation } from '../../flows/engine/contract.ts';
import type { Language, LocalText } from '../../flows/protocol/language.ts';
import type { KioskContent, LoadContent } from './kiosk-content.ts';

/** Words a minute that a pack's `voice.rate` is measured against. */
const USUAL_PACE: Record<Language, number> = { zh: 165, en: 160 };

export const loadContent: LoadContent = async (files) => {
  const bundle = Bundle.safeParse(files);
  if (!bundle.success) return { ok: false, problems: bundle.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`) };
  const compiled = compilePack(bundle.data);
  if (!compiled.ok) return { ok: false, problems: compiled.problems.map((p) => `${p.file}:${p.line}: ${p.what} ${p.how}`) };
  return { ok: true, content: contentOf(compiled.pack) };
};

function contentOf(compiled: CompiledPack): KioskContent {
  const { pack } = compiled;
  const languages = pack.languages;
  return {
    conversation: createConversation(compiled) as Conversation,
    title: pack.title as LocalText,
    accent: pack.theme.accent,
    wake: languages.flatMap((language) => phrasesIn(pack.wake, language).map((phrase) => ({ language, phrase }))),
    idleSeconds: pack.policies.idleSeconds,
    rates: Object.fromEntries(languages.map((language) => [language, (pack.voice[language]?.rate ?? USUAL_PACE[language]) / USUAL_PACE[language]])),
    pronunciations: compiled.lexicon.pronunciations,
    answerCall: (connector, request) => sampleAnswer(compiled, connector, request),
  };
}

/** The first sample row whose `match` fits; null where the connector has a real address or no row fits. */
function sampleAnswer(compiled: CompiledPack, name: string, request: Record<string, unknown>): Record<string, unknown> | null {
  const connector = compiled.connectors[name];
  if (!connector || connector.url !== undefined) return null;
  const row = connector.sample.find(({ match }) => Object.entries(match).every(([key, value]) => String(request[key]) === String(value)));
  return row?.response ?? null;
}
