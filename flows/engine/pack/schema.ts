// The shape of every YAML file of a content pack. The compiler checks meaning (ids, dead ends, languages); this checks form.
import { z } from 'zod';

/** Text per language; the compiler demands every language of the pack. */
export const Text = z.strictObject({ zh: z.string().min(1).optional(), en: z.string().min(1).optional() });
export type Text = z.infer<typeof Text>;
export const Phrases = z.strictObject({ zh: z.array(z.string().min(1)).optional(), en: z.array(z.string().min(1)).optional() });
export type Phrases = z.infer<typeof Phrases>;
const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'ids are lower case letters, digits and hyphens');

/** pack.yaml */
export const PackFile = z.strictObject({
  name: Id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: Text,
  languages: z.array(z.enum(['zh', 'en'])).min(1),
  wake: Phrases, // the first phrase of each language is the one written on the screen
  persona: z.strictObject({ name: Text, address: z.enum(['您', '你']).default('您') }),
  theme: z.strictObject({ accent: z.string().regex(/^#[0-9a-f]{6}$/) }),
  headline: Text, // of the attract view
  greeting: Text, // said when a session starts
  /** Cards of the home and touch-only views, at most six; `opens` is a flow or an entry id. */
  home: z.array(z.strictObject({ id: Id, label: Text, hint: Text.optional(), icon: z.string().optional(), opens: Id })).max(6),
  examples: Phrases, // questions a visitor can ask, shown while listening
  hours: z.array(z.strictObject({ days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), open: z.string(), close: z.string() })).default([]),
  voice: z.strictObject({ zh: z.strictObject({ voice: z.string().optional(), rate: z.number().int().optional() }).optional(), en: z.strictObject({ voice: z.string().optional(), rate: z.number().int().optional() }).optional() }).default({}),
  escalation: z.strictObject({ skill: z.string().default('general'), nobody: Text }),
  policies: z.strictObject({
    noInputSeconds: z.number().min(2).max(60).default(8),
    idleSeconds: z.number().min(5).max(30).default(30),
    /** consequence -> recogniser or match confidence below which the act is confirmed; 1 = always. */
    confirmBelow: z.strictObject({ low: z.number().default(0), medium: z.number().default(0.85), high: z.number().default(1) }).default({ low: 0, medium: 0.85, high: 1 }),
  }).prefault({}),
  /** Overrides of the engine's own sentences, by their key (see flows/engine/prompts.ts); each a ladder of variants. */
  prompts: z.record(z.string(), Phrases).default({}),
});
export type PackFile = z.infer<typeof PackFile>;

/** What an answer shows; missing languages fall back to the spoken text as body. */
const ScreenCard = z.strictObject({
  headline: z.string().optional(), body: z.string().optional(), steps: z.array(z.string()).optional(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })).optional(),
});

/** knowledge/*.yaml */
export const KnowledgeFile = z.strictObject({
  entries: z.array(z.strictObject({
    id: Id,
    category: z.string().optional(),
    questions: Phrases,
    answer: Text, // spoken
    screen: z.strictObject({ zh: ScreenCard.optional(), en: ScreenCard.optional() }).default({}),
    buttons: z.array(Id).max(4).default([]), // flows or entries offered below the answer
    until: z.string().optional(), // ISO date after which the entry is not used
  })),
});
export type KnowledgeFile = z.infer<typeof KnowledgeFile>;

/** `{ value, zh, en }`: a value to compare and to sum up, with the words it is spoken in ("12.9 yuan a carton"). */
const WordedValue = z.strictObject({ value: z.union([z.number(), z.boolean(), z.string()]), zh: z.string().min(1).optional(), en: z.string().min(1).optional() });
const AttributeValue = z.union([z.string(), z.number(), z.boolean(), Text, Phrases, WordedValue]);

/** graph/*.yaml */
export const GraphFile = z.strictObject({
  types: z.array(z.strictObject({
    id: Id, label: Text, parent: Id.optional(),
    aliases: Phrases.default({}), // other words for things of this kind ("something to drink")
    attributes: z.array(z.strictObject({ id: Id, label: Text, type: z.enum(['text', 'list', 'number', 'money', 'minutes', 'days', 'place', 'yes-no']), unit: Text.optional(), required: z.boolean().default(false) })).default([]),
    /** What entities of this type may be related by, and to which type. */
    relations: z.array(z.strictObject({ id: Id, label: Text, to: Id })).default([]),
    /** Values of every entity of this type (and of the types below it) that says nothing else. */
    defaults: z.record(Id, AttributeValue).default({}),
  })).default([]),
  entities: z.array(z.strictObject({
    id: Id, type: Id, name: Text, aliases: Phrases.default({}),
    attributes: z.record(Id, AttributeValue).default({}),
    relations: z.record(Id, z.array(Id)).default({}),
  })).default([]),
  /** `{entity}` and `{value}` are filled in; `{label}` is the attribute's label. `attribute` may name a relation (the value is the names
      of the related entities); `inverse` reads a relation of another type from its far end ("which windows take cash"). */
  templates: z.array(z.strictObject({ id: Id, type: Id, attribute: Id, inverse: z.boolean().default(false), questions: Phrases, answer: Text, missing: Text.optional() })).default([]),
  /** Two entities side by side ("which is cheaper, {a} or {b}"). Answer: {winner}, {winnerValue}, {loser}, {loserValue}; `same`: {a}, {b}, {value}. */
  comparisons: z.array(z.strictObject({ id: Id, type: Id, attribute: Id, better: z.enum(['lower', 'higher']), questions: Phrases, answer: Text, same: Text })).default([]),
  /** Every entity for which something holds ("what drinks do you have under {limit} yuan"). Answer: {items}, {count}, {limit} or {value}, {type}.
      `limit` fixes the bound, so that the questions need no {limit} ("which services are free": at-most, limit 0). */
  lists: z.array(z.strictObject({
    id: Id, type: Id, attribute: Id.optional(), keep: z.enum(['all', 'at-most', 'at-least', 'equal', 'yes', 'lowest', 'highest']), limit: z.number().optional(),
    questions: Phrases, answer: Text, none: Text,
  })).default([]),
});
export type GraphFile = z.infer<typeof GraphFile>;

const SLOT_TYPES = ['yes-no', 'choice', 'number', 'digits', 'phone', 'id-number', 'date', 'time', 'amount', 'person-name', 'free-text',
  'quantity', 'date-range', 'time-range', 'plate', 'address'] as const;

const Option = z.strictObject({ id: Id, label: Text, hint: Text.optional(), say: Phrases.default({}), icon: z.string().optional() });

export const Slot = z.strictObject({
  id: Id,
  type: z.enum(SLOT_TYPES),
  label: Text,
  ask: Text,
  again: Text.optional(), // second wording after a no-match
  options: z.array(Option).default([]), // for `choice`
  optionsFrom: Id.optional(), // or: every entity of this graph type
  optional: z.boolean().default(false),
  min: z.number().optional(), max: z.number().optional(), // number, amount, quantity; length of digits
  earliest: z.number().int().optional(), latest: z.number().int().optional(), // date, date-range: days from today (0 = today, -1 = yesterday)
  opens: z.string().regex(/^\d\d:\d\d$/).optional(), closes: z.string().regex(/^\d\d:\d\d$/).optional(), // time, time-range: HH:MM
  outside: Text.optional(), // said when the answer lies outside of these limits; the engine has words of its own
  dependsOn: z.array(Id).default([]), // cleared when one of these changes
});
export type Slot = z.infer<typeof Slot>;

const When = z.string(); // `slots.service == "id-card"`, `result.ok`, `result.waiting > 10`, joined by `and`, `or`, `not`
const stepBase = { id: Id.optional() };
/** One step; exactly one verb. `goto` names a step id of the same flow. Text may hold {slots.x}, {result.y}, {calls.name.y}. */
export const Step = z.union([
  z.strictObject({ ...stepBase, say: Text }),
  z.strictObject({ ...stepBase, ask: Id }), // asks the slot unless it is filled
  z.strictObject({ ...stepBase, choose: Text, options: z.array(Option.extend({ goto: Id })).min(2).max(6) }),
  z.strictObject({ ...stepBase, confirm: Text, consequence: z.enum(['low', 'medium', 'high']).default('medium'), no: Id }), // reads the slots back; `no` = step to go to
  z.strictObject({ ...stepBase, call: Id, request: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}), wait: Text.optional(), offline: Id }), // `offline` = step when it fails
  z.strictObject({ ...stepBase, branch: z.array(z.strictObject({ when: When, goto: Id })).min(1), otherwise: Id.optional() }),
  z.strictObject({ ...stepBase, show: z.strictObject({ headline: Text, body: Text.optional(), steps: Phrases.optional(), facts: z.array(z.strictObject({ label: Text, value: Text })).optional() }), say: Text }),
  z.strictObject({ ...stepBase, ticket: z.strictObject({ headline: Text, number: z.string(), rows: z.array(z.strictObject({ label: Text, value: Text })).default([]), hint: Text.optional() }), say: Text }),
  z.strictObject({ ...stepBase, escalate: z.enum(['request', 'rule', 'failure', 'sensitive']), say: Text.optional() }),
  z.strictObject({ ...stepBase, goto: Id }),
  z.strictObject({ ...stepBase, end: z.enum(['success', 'failed', 'cancelled']), say: Text.optional() }),
]);
export type Step = z.infer<typeof Step>;

/** flows/*.yaml, one flow a file */
export const FlowFile = z.strictObject({
  flow: Id, title: Text,
  triggers: Phrases.default({}), // what a visitor says to begin it
  notice: z.boolean().default(false), // begun by the hub (a call, a reminder, a survey), never by a visitor
  slots: z.array(Slot).default([]),
  steps: z.array(Step).min(1),
});
export type FlowFile = z.infer<typeof FlowFile>;

/** connectors.yaml; `sample` answers for the bundled sample service, first row whose `match` fits. */
export const ConnectorsFile = z.strictObject({
  connectors: z.array(z.strictObject({
    name: Id, timeoutSeconds: z.number().default(5), offline: Text,
    request: z.array(z.string()), response: z.array(z.string()),
    /** It only looks something up: calling it with a wrong value changes nothing. Whatever does not say so counts as an act. */
    reads: z.boolean().default(false),
    /** What it does is seen or heard at once and undone by the next sentence (a light, a temperature): a wrong value is a nuisance, no harm. */
    undoable: z.boolean().default(false),
    url: z.string().optional(), // POST JSON; without it the sample rows answer
    /** Instead of `url`: appliances on the premises. Publishes the request as JSON; the answer is the next message on `answer`. {request.x} in topics. */
    mqtt: z.strictObject({ publish: z.string().min(1), answer: z.string().min(1).optional() }).optional(),
    /** A text of a sample response may hold {request.x}. */
    sample: z.array(z.strictObject({ match: z.record(z.string(), z.union([z.string(), z.number()])).default({}), response: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })).min(1),
  })),
});
export type ConnectorsFile = z.infer<typeof ConnectorsFile>;

/** lexicon.yaml */
export const LexiconFile = z.strictObject({
  pronunciations: z.record(z.string(), z.array(z.string())).default({}), // word -> numbered pinyin or phonemes
  aliases: z.strictObject({ zh: z.record(z.string(), z.array(z.string())).optional(), en: z.record(z.string(), z.array(z.string())).optional() }).default({}),
  sensitive: z.array(z.strictObject({ words: Phrases, action: z.enum(['mask', 'alarm', 'escalate']), note: z.string().optional() })).default([]),
});
export type LexiconFile = z.infer<typeof LexiconFile>;
