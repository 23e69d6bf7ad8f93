// One synthesizer out of two: a language with a voice of its own uses it, the others use the usual one.
import type { Language } from '../../flows/protocol/language.ts';
import type { Synthesizer } from './ports.ts';

export function voicesByLanguage(usual: Synthesizer, own: { synthesizer: Synthesizer; languages: Language[] }): Synthesizer {
  return {
    async start() { await Promise.all([usual.start(), own.synthesizer.start()]); },
    render: (text, language, options) => (own.languages.includes(language) ? own.synthesizer : usual).render(text, language, options),
    async stop() { await Promise.all([usual.stop(), own.synthesizer.stop()]); },
  };
}
