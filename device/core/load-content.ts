// Files of a pack -> a conversation and the facts around it, or its problems in words. Pure, but training the
// understanding of a large pack takes seconds: the kiosk does it in a thread of its own.
import { createConversation } from '../../flows/engine/conversation.ts';
import type { Conversation } from '../../flows/engine/contract.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { Matcher } from '../../flows/engine/understanding/contract.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { phrasesIn } from '../../flows/engine/pack/compiled.ts';
import { publicNumbers, textsIn } from '../../flows/privacy/public-numbers.ts';
import { Bundle } from '../../flows/protocol/content.ts';
import type { Language, LocalText } from '../../flows/protocol/language.ts';
import type { ContentFacts } from './kiosk-content.ts';

/** Words a minute that a pack's `voice.rate` is measured against. */
const USUAL_PACE: Record<Language, number> = { zh: 165, en: 160 };

export type CheckedFiles = { ok: true; compiled: CompiledPack } | { ok: false; problems: string[] };

/** Form and meaning, without training anything: well under a second. */
export function checkFiles(files: Record<string, string>): CheckedFiles {
  const bundle = Bundle.safeParse(files);
  if (!bundle.success) return { ok: false, problems: bundle.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`) };
  const compiled = compilePack(bundle.data, { warnings: false });
  if (!compiled.ok) return { ok: false, problems: compiled.problems.map((p) => `${p.file}:${p.line}: ${p.what} ${p.how}`) };
  return { ok: true, compiled: compiled.pack };
}

/** `offsetMinutes`: minutes east of UTC at a moment, so that "tomorrow" is the visitor's. */
export function loadPack(compiled: CompiledPack, options: { offsetMinutes(at: number): number; matcher?: Matcher }): { conversation: Conversation; facts: ContentFacts } {
  return { conversation: createConversation(compiled, options) as Conversation, facts: factsOf(compiled) };
}

function factsOf(compiled: CompiledPack): ContentFacts {
  const { pack } = compiled;
  return {
    title: pack.title as LocalText,
    accent: pack.theme.accent,
    address: pack.persona.address,
    wake: pack.languages.flatMap((language) => phrasesIn(pack.wake, language).map((phrase) => ({ language, phrase }))),
    idleSeconds: pack.policies.idleSeconds,
    rates: Object.fromEntries(pack.languages.map((language) => [language, (pack.voice[language]?.rate ?? USUAL_PACE[language]) / USUAL_PACE[language]])),
    pronunciations: compiled.lexicon.pronunciations,
    examples: Object.fromEntries(pack.languages.map((language) => [language, phrasesIn(pack.examples, language)])),
    publicNumbers: [...publicNumbers(textsIn([compiled.entries, compiled.answers, compiled.flows, compiled.entities, compiled.pack]))],
    samples: Object.fromEntries(Object.values(compiled.connectors).filter((connector) => connector.url === undefined && connector.mqtt === undefined).map(({ name, sample }) => [name, sample])),
  };
}
