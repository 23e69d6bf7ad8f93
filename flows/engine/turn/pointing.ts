// What a visitor points at with words: "how much is the second one", "订这个": the thing with that number on the screen, or the one spoken of.
import { textIn } from '../pack/compiled.ts';
import { packIndex } from '../pack-index.ts';
import { plain } from '../plain-text.ts';
import type { Language } from '../../protocol/language.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import type { MatchResult } from '../understanding/contract.ts';
import { isQuestion } from './reading.ts';
import { note } from './turn.ts';
import type { Turn } from './turn.ts';

const NUMBERS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, last: -1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const ORDINAL: Record<Language, RegExp> = {
  zh: /第([一二两三四五六1-6])(?:个|种|项|款|张|条|间|家|份|道|位|号)|最后(?:一|那)?(?:个|种|项|款|间|道)/u,
  en: /\b(?:the )?(first|second|third|fourth|fifth|sixth|last)(?: (?:one|option|item|choice))\b|\bnumber (one|two|three|four|five|six|[1-6])\b|\bthe (first|second|third|fourth|fifth|sixth|last)(?=\s*[?.!]?\s*$| (?:cost|take|include|have|need)\b)/i,
};
const TELLS: Record<Language, RegExp> = { zh: /介绍|详细|说说|讲讲|具体|情况|怎么样/, en: /\b(?:tell me|about|details?|describe|more)\b/i };

/** The thing that a number in the sentence stands for, and the sentence with its name instead; null where there is none. */
function byOrdinal(turn: Turn, text: string): { entity: string; words: string } | null {
  const { language } = turn.talk;
  const found = ORDINAL[language].exec(text);
  if (found === null) return null;
  const said = (found[1] ?? found[2] ?? found[3] ?? 'last').toLowerCase();
  const number = NUMBERS[said] ?? Number(said);
  const things = thingsShown(turn);
  const thing = number === -1 ? things.at(-1) : things.find((each) => each.number === number);
  if (thing === undefined) return null;
  const name = textIn(turn.kit.pack.entities.find((e) => e.id === thing.entity)?.name, language);
  return { entity: thing.entity, words: text.replace(found[0], name) };
}

/** Things with a number: cards and options on the screen, else what the last answer counted up. */
function thingsShown(turn: Turn): { number: number; entity: string }[] {
  const { pack } = turn.kit;
  const { view, topic, language } = turn.talk;
  const isThing = (id: string): boolean => pack.entities.some((e) => e.id === id);
  const cards = view === null ? [] : view.kind === 'answer' ? view.buttons : view.kind === 'choice' ? view.choices : view.kind === 'form' ? view.input.choices : [];
  const shown = cards.flatMap(({ id, number }) => {
    const entity = /^ask:[^/]+\/(.+)$/.exec(id)?.[1] ?? id;
    return isThing(entity) ? [{ number, entity }] : [];
  });
  const different = new Set(shown.map((each) => each.entity)).size;
  if (different > 1 || (shown.length === 1 && view?.kind !== 'answer')) return shown;
  const names = topic === null ? [] : pack.answers[`${topic.template}/${topic.entity}`]?.list[language] ?? [];
  const told = names.flatMap((name, i) => {
    const entity = packIndex(pack, language).names.find((e) => e.names.includes(plain(name)))?.id;
    return entity === undefined ? [] : [{ number: i + 1, entity }];
  });
  return told.length > 0 ? told : shown;
}

/** A question about the second one: asked of the thing by its name. */
export function aboutPointed(turn: Turn, text: string, match: (words: string, among?: (id: string) => boolean) => MatchResult): MatchResult | null {
  const { language } = turn.talk;
  if (!isQuestion(text, language) && !TELLS[language].test(text)) return null;
  const pointed = byOrdinal(turn, text);
  if (pointed === null) return null;
  const own = (id: string): boolean => id.startsWith('ask:') && id.endsWith(`/${pointed.entity}`);
  const whole = match(pointed.words);
  const found = whole.zone !== 'unknown' && whole.top[0] !== undefined && own(whole.top[0].id) ? whole : match(pointed.words, own);
  const [best] = found.top;
  if (best === undefined || found.zone === 'unknown' || !own(best.id)) return null;
  note(turn, `by its number it is about ${pointed.entity}`);
  return { zone: 'answer', probability: Math.max(0.6, found.probability), top: [{ ...best, probability: Math.max(0.6, found.probability) }] };
}

const WISH: Record<Language, RegExp> = {
  zh: /^(?:好的?|行|嗯|那么?|就|我们?|想|要|请|麻烦|帮我们?|给我们?)*(?:预订|预定|预约|订|定|约|购买|买|点|来|要|办理?|租|换|报名?|选|存|吃|喝|看|住|去)(?:上|下)?(?:第[一二两三四五六1-6](?:个|种|项|款|张|条|间|家|份|道|位)|最后一?个|它|(?:一|这|那)一?(?:个|张|份|间|款|台|套|本|项|种|单|位|杯|碗|条|次|道|趟))(?:吧|了|好了|就行|谢谢)*[。.]?$/u,
  en: /^(?:(?:ok|okay|yes|well|then|great|fine|good|so|all right|alright)[,\s]+)*(?:(?:i'll|i will|i'd like(?: to)?|i would like(?: to)?|i want(?: to)?|let me|let's|can i|could i|can you|could you|please|we'll) )*(?:(?:book|take|order|buy|reserve|get|have|rent|choose|try|sign up for|enrol in|enroll in|go for|go with)(?: me)? )?(?:it|that|this|that one|this one|one|one of (?:those|these|them)|(?:the (?:first|second|third|fourth|fifth|sixth|last) one)|number (?:one|two|three|four|five|six))(?: then| please| for me| now)*[.!]?$/i,
};
const WANTS_EN = /\b(?:i'll|i will|i'd like|i would like|i want|we'll|book|take|order|buy|reserve|get|have|rent|choose|try|sign|enrol|enroll|go)\b/i;

/** The thing that is wished for without its name ("订一个", "I'll take the second one"); null where none is. */
export function wishedThing(turn: Turn, text: string): string | null {
  const { language, topic } = turn.talk;
  const said = text.trim();
  if (!WISH[language].test(said) || (language === 'en' && !WANTS_EN.test(said))) return null;
  if (ORDINAL[language].test(said)) return byOrdinal(turn, said)?.entity ?? null;
  return topic === null || topic.entity === '' ? null : topic.entity;
}

/** The slot of a task that this thing is an answer to. */
export function slotForThing(flow: CompiledFlow, entity: string): CompiledSlot | undefined {
  return flow.slots.find((slot) => slot.type === 'choice' && slot.optionsFrom !== undefined && slot.choices.some((option) => option.id === entity));
}

/** "Book that one": the task that has a place for what was just spoken of; by the words of the wish where several have. */
export function taskForThing(turn: Turn, text: string, match: (words: string) => MatchResult): MatchResult | null {
  const { pack } = turn.kit;
  const { language } = turn.talk;
  const entity = wishedThing(turn, text);
  if (entity === null) return null;
  const flows = Object.values(pack.flows).filter((flow) => !flow.notice && slotForThing(flow, entity) !== undefined);
  if (flows.length === 0) return null;
  const name = textIn(pack.entities.find((e) => e.id === entity)?.name, language);
  const verb = language === 'zh' ? text.replace(/第.(?:个|种|项|款)|[一这那]一?个|它|吧|了|好的?|那|就/gu, '') : text.replace(/\b(?:the \w+ one|that one|this one|one|it|that|this|ok|okay|then|please)\b/gi, '');
  const found = match(language === 'zh' ? `${verb}${name}` : `${verb} ${name}`);
  const order = found.top.map((c) => c.id);
  const place = (flow: CompiledFlow): number => { const at = order.indexOf(`flow:${flow.id}`); return at < 0 ? order.length : at; };
  const ranked = flows.toSorted((a, b) => place(a) - place(b));
  const [first, second] = ranked;
  if (first === undefined) return null;
  note(turn, `wished for: ${entity}`);
  if (second !== undefined && place(first) === place(second)) return { zone: 'clarify', probability: 0.4, top: ranked.slice(0, 3).map((flow) => ({ id: `flow:${flow.id}`, probability: 0.4, evidence: ['topic'] })) };
  return { zone: 'answer', probability: 0.85, top: [{ id: `flow:${first.id}`, probability: 0.85, evidence: ['topic'] }] };
}
