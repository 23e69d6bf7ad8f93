// A conversation of a few fixed rules, so that the kiosk can be tested without a pack: it repeats, asks, calls, escalates.
import type { Conversation, ConversationEvent, Effect } from '../../flows/engine/contract.ts';
import type { Decision } from '../../flows/protocol/conversation.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { liveConversation, type KioskContent } from '../../device/core/kiosk-content.ts';

interface ScriptState { session: string; language: Language; turns: number; silences: number; version: string }

const decision = (rule: string): Decision => ({ rule, intent: null, entry: null, flow: null, zone: 'none', probability: 1, top: [], slots: {}, why: [] });

function createScriptedConversation(options: { version?: string; refusesForeignState?: boolean } = {}): Conversation<ScriptState> {
  const version = options.version ?? '1.0.0';
  const say = (text: string, language: Language, who: 'kiosk' | 'agent' = 'kiosk'): Effect => ({ type: 'say', text, language, key: text, who });
  const show = (headline: string): Effect => ({ type: 'show', view: { kind: 'answer', question: '', headline, body: '', steps: [], facts: [], buttons: [] } });
  const listen = (kind: 'open' | 'desk' = 'open'): Effect => ({ type: 'listen', expect: { kind, phrases: [] }, timeoutMs: 8000 });

  return {
    pack: { name: 'script', version, languages: ['zh', 'en'] },
    initial: () => ({ session: '', language: 'zh', turns: 0, silences: 0, version }),
    homeView: () => ({ kind: 'attract', headline: { zh: '欢迎', en: 'Welcome' }, wake: [], cards: [], notice: version }),
    touchOnlyView: () => ({ kind: 'touch-only', headline: 'touch', body: '', cards: [] }),
    transcript: () => [],
    fixedPrompts: () => [],
    grammarPhrases: () => [],
    handle(before, event) {
      if (options.refusesForeignState && before.version !== version) throw new Error('foreign state');
      const state = { ...before };
      const effects: Effect[] = [];
      const turn = (kind: 'speech' | 'touch' | 'silence' | 'start', text: string, said: string[]): void => {
        state.turns += 1;
        effects.push({ type: 'record', data: { type: 'foyer.turn', session: state.session, turn: state.turns, language: state.language, input: { kind, text, confidence: null }, decision: decision(kind), said, view: 'answer', latencyMs: null } });
      };
      const end = (reason: Extract<Effect, { type: 'end' }>['reason']): void => {
        effects.push({ type: 'record', data: { type: 'foyer.session.ended', session: state.session, reason, turns: state.turns, rating: null } }, { type: 'end', reason });
      };
      answer(event);
      return { state, effects, decision: event.type === 'utterance' || event.type === 'touch' ? decision(event.type) : null };

      function answer(e: ConversationEvent): void {
        switch (e.type) {
          case 'session-started':
            state.session = e.session;
            state.language = e.language;
            effects.push({ type: 'record', data: { type: 'foyer.session.started', session: e.session, by: e.by, language: e.language, pack: 'script', packVersion: version } }, show('hello'), say('hello', e.language), listen());
            return;
          case 'utterance': {
            if (e.text === 'crash') throw new Error('boom');
            if (e.text === 'bye') { turn('speech', e.text, ['goodbye']); effects.push(say('goodbye', state.language)); return end('visitor'); }
            if (e.text === 'again') { turn('speech', e.text, ['starting over']); effects.push(say('starting over', state.language)); return end('start-over'); }
            if (e.text === 'call') { turn('speech', e.text, ['wait']); effects.push(say('wait please', state.language), { type: 'call', call: `c${state.turns}`, connector: 'queue', request: { a: 1 }, timeoutMs: 3000, idempotencyKey: 'k' }); return; }
            if (e.text === 'human') { turn('speech', e.text, []); effects.push({ type: 'escalate', message: raise(e.at) }, listen('desk')); return; }
            turn('speech', e.text, [`${version}:${e.text}`]);
            effects.push(show(`${version}:${e.text}`), say(`${version}:${e.text}`, state.language), listen());
            return;
          }
          case 'touch': turn('touch', e.id, [`touched ${e.id}`]); effects.push(show(e.id), say(`touched ${e.id}`, state.language), listen()); return;
          case 'silence':
            state.silences += 1;
            if (state.silences >= 3) return end('no-input');
            turn('silence', '', ['still there?']);
            effects.push(say('still there?', state.language), listen());
            return;
          case 'call-settled': effects.push(say(e.ok ? `result ${JSON.stringify(e.response)}` : `no result: ${e.reason ?? ''}`, state.language), listen()); return;
          case 'language-chosen': state.language = e.language; effects.push({ type: 'language', language: e.language }, show('language'), listen()); return;
          case 'desk-message':
            if (e.message.kind === 'say') effects.push(say(e.message.text, state.language, 'agent'), listen('desk'));
            else if (e.message.kind === 'nobody') effects.push(say('nobody is there', state.language), listen());
            else effects.push(show(e.message.kind), listen(e.message.kind === 'handback' ? 'open' : 'desk'));
            return;
          case 'interrupted': effects.push({ type: 'record', data: { type: 'foyer.incident', code: 'interrupted', text: e.heard, session: state.session } }, listen()); return;
          case 'idle-expired': return end('idle');
          case 'start-over': return end('start-over');
          case 'human-wanted': effects.push({ type: 'escalate', message: raise(e.at) }, listen('desk')); return;
          case 'back': return;
        }
      }
      function raise(at: number): Extract<Effect, { type: 'escalate' }>['message'] {
        return { kind: 'raise', escalation: `${state.session}-e`, session: state.session, at, language: state.language, reason: 'request', headline: 'help', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: at };
      }
    },
  } as Conversation<ScriptState>;
}

/** The scripted conversation as loaded content. `files` may carry a version and be broken on purpose. */
export function scriptedContent(version = '1.0.0', refusesForeignState = false): KioskContent {
  return {
    conversation: liveConversation(createScriptedConversation({ version, refusesForeignState }) as Conversation), title: { zh: '剧本', en: 'Script' }, accent: '#123456', address: '您',
    wake: [{ language: 'zh', phrase: '你好小厅' }, { language: 'en', phrase: 'hello kiosk' }], idleSeconds: 30, rates: {}, pronunciations: {},
    samples: { queue: [{ match: {}, response: { number: 'A001' } }] },
  };
}
