// The local WebSocket between the device and its customer screen. The device owns the truth: it sends whole views,
// the screen sends what was touched. Small frequent messages (level, caption) never change the view.
import { z } from 'zod';
import { Language, LocalText } from './language.ts';

/** One large card or button. `number` is what a visitor may say to choose it. */
export const ChoiceCard = z.looseObject({
  id: z.string(), number: z.number().int().positive(), label: z.string(), hint: z.string().default(''), icon: z.string().default(''),
});
export type ChoiceCard = z.infer<typeof ChoiceCard>;

/** `best`: the one that a comparison speaks for. */
const Fact = z.looseObject({ label: z.string(), value: z.string(), best: z.boolean().optional() });

/** Who is called and why, in a visit that the hub began: shown so large that it is read from across the hall. */
export const CallCard = z.looseObject({ title: z.string(), facts: z.array(z.looseObject({ label: z.string(), value: z.string() })) });
export type CallCard = z.infer<typeof CallCard>;
const call = CallCard.optional();
const ChatMessage = z.looseObject({ who: z.enum(['visitor', 'kiosk', 'agent']), text: z.string(), at: z.number() });

/** How a form's open slot is filled by touch. */
const FormInput = z.looseObject({
  type: z.enum(['choice', 'digits', 'number', 'date', 'time', 'text', 'yes-no']),
  choices: z.array(ChoiceCard).default([]),
  maxLength: z.number().int().positive().default(40),
  placeholder: z.string().default(''),
  /** What is asked for, more exactly than `type`; a screen that does not know it goes by `type`. */
  kind: z.enum(['number', 'amount', 'quantity', 'digits', 'phone', 'id-number', 'plate', 'date', 'date-range', 'time', 'time-range', 'person-name', 'address', 'free-text']).optional(),
  /** Least and most of a number, amount or quantity; of digits, how many there are. */
  min: z.number().optional(), max: z.number().optional(),
  /** What is counted, as it is sent behind a quantity and shown behind a number ("件", "night"). */
  unit: z.string().optional(),
  /** The day it is, and the first and last one that can be chosen; YYYY-MM-DD. */
  today: z.string().optional(), earliest: z.string().optional(), latest: z.string().optional(),
  /** First and last time that can be chosen, HH:MM. */
  opens: z.string().optional(), closes: z.string().optional(),
});

export const View = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('attract'), headline: LocalText, wake: z.array(z.object({ language: Language, phrase: z.string() })), cards: z.array(ChoiceCard), notice: z.string().default('') }),
  z.looseObject({ kind: z.literal('listening'), call, headline: z.string(), hint: z.string().default(''), examples: z.array(z.string()).default([]), cards: z.array(ChoiceCard).default([]) }),
  z.looseObject({ kind: z.literal('thinking'), sentence: z.string() }),
  z.looseObject({ kind: z.literal('answer'), call, question: z.string().default(''), headline: z.string(), body: z.string().default(''), steps: z.array(z.string()).default([]), facts: z.array(Fact).default([]), buttons: z.array(ChoiceCard).default([]), /** How facts and buttons belong together: two things side by side, or a list whose cards show their values as hints. */ layout: z.enum(['comparison', 'list']).optional() }),
  z.looseObject({ kind: z.literal('choice'), call, headline: z.string(), body: z.string().default(''), choices: z.array(ChoiceCard).max(6) }),
  z.looseObject({ kind: z.literal('form'), call, title: z.string(), headline: z.string(), slots: z.array(z.looseObject({ id: z.string(), label: z.string(), value: z.string().nullable(), state: z.enum(['done', 'current', 'todo']), editable: z.boolean().optional() })), input: FormInput }),
  z.looseObject({ kind: z.literal('confirm'), headline: z.string(), rows: z.array(Fact), yes: ChoiceCard, no: ChoiceCard }),
  z.looseObject({ kind: z.literal('escalation'), stage: z.enum(['raising', 'waiting', 'talking', 'nobody']), headline: z.string(), body: z.string().default(''), place: z.number().int().nullable().default(null), agent: z.string().nullable().default(null), agentTyping: z.boolean().default(false), messages: z.array(ChatMessage).default([]), buttons: z.array(ChoiceCard).default([]) }),
  z.looseObject({ kind: z.literal('ticket'), call, headline: z.string(), number: z.string().default(''), rows: z.array(Fact).default([]), hint: z.string().default(''), buttons: z.array(ChoiceCard).default([]) }),
  z.looseObject({ kind: z.literal('survey'), headline: z.string(), scale: z.literal(5).default(5) }),
  z.looseObject({ kind: z.literal('goodbye'), headline: z.string(), body: z.string().default('') }),
  z.looseObject({ kind: z.literal('touch-only'), headline: z.string(), body: z.string().default(''), cards: z.array(ChoiceCard) }),
  z.looseObject({ kind: z.literal('out-of-service'), headline: LocalText, body: LocalText }),
  /** The kiosk asks to be let in: the code for staff (empty while there is none), and the beginnings of both keys to compare. */
  z.looseObject({ kind: z.literal('claim'), headline: LocalText, body: LocalText, code: z.string(), hub: z.string(), hubKey: z.string(), kioskKey: z.string() }),
]);
export type View = z.infer<typeof View>;
export type ViewKind = View['kind'];

export const Presence = z.enum(['idle', 'listening', 'thinking', 'speaking', 'off']);
export type Presence = z.infer<typeof Presence>;

/** Device -> screen. */
export const ScreenMessage = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('hello'), v: z.literal(1), kiosk: z.string(), languages: z.array(Language),
    pack: z.looseObject({ name: z.string(), title: LocalText, accent: z.string(), /** How the pack speaks to a visitor in Chinese; 您 when it does not say. */ address: z.enum(['您', '你']).optional(), wake: z.array(z.object({ language: Language, phrase: z.string() })) }),
  }),
  z.looseObject({ type: z.literal('view'), seq: z.number().int(), language: Language, session: z.string().nullable(), view: View }),
  z.looseObject({ type: z.literal('presence'), presence: Presence }),
  z.looseObject({ type: z.literal('level'), microphone: z.number().min(0).max(1), output: z.number().min(0).max(1) }),
  /** `certain` counts the leading characters the recogniser will not change any more. */
  z.looseObject({ type: z.literal('caption'), who: z.enum(['visitor', 'kiosk', 'agent']), text: z.string(), certain: z.number().int().nonnegative(), final: z.boolean(), phrase: z.object({ start: z.number().int(), end: z.number().int() }).nullable().default(null) }),
  z.looseObject({ type: z.literal('status'), microphone: z.enum(['ok', 'off', 'failed']), loudspeaker: z.enum(['ok', 'off', 'failed']), hub: z.enum(['online', 'offline']), note: LocalText.nullable().default(null) }),
  /** Idle clear: seconds left until everything of this visitor is wiped; null hides the countdown. */
  z.looseObject({ type: z.literal('countdown'), seconds: z.number().int().nullable() }),
  /** `scale` is the size of type; without it `larger` means 1.5. */
  z.looseObject({ type: z.literal('comfort'), volume: z.number().int().min(0).max(4), slower: z.boolean(), larger: z.boolean(), scale: z.number().min(1).max(2).optional() }),
]);
export type ScreenMessage = z.infer<typeof ScreenMessage>;

export const Control = z.enum(['start', 'microphone', 'language', 'louder', 'quieter', 'slower', 'larger', 'human', 'start-over', 'back', 'still-here']);
export type Control = z.infer<typeof Control>;

/**
 * Screen -> device. What `touch` carries: a card or button its own `id`; the open slot of a form that slot's `id` with what was
 * keyed in as `value` (date YYYY-MM-DD, time HH:MM, two of them with a hyphen between spaces for a range, a quantity with its unit, digits as they are); a done slot marked `editable` its `id` without a value (to change it);
 * the survey `id: 'survey:1'` .. `'survey:5'`. `text` is what was typed on the screen's keyboard, in any view.
 */
export const ScreenEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('ready'), v: z.literal(1) }),
  z.looseObject({ type: z.literal('touch'), id: z.string().max(200), value: z.string().max(500).optional() }),
  z.looseObject({ type: z.literal('text'), text: z.string().max(500) }),
  z.looseObject({ type: z.literal('control'), control: Control, language: Language.optional() }),
]);
export type ScreenEvent = z.infer<typeof ScreenEvent>;

export const MAX_SCREEN_MESSAGE_BYTES = 64 * 1024;
