// Reads the answer to one slot out of an utterance as a recogniser writes it. One reader per type under slots/; what they share is
// here: tidying, self-corrections, what may stand around an answer, and what is left over.
import type { ReadSlot, SlotReading } from './contract.ts';
import { tidy, withoutSounds } from './normalise.ts';
import { readAddress } from './slots/address.ts';
import { readAmount } from './slots/amount.ts';
import { onlyCarriers } from './slots/carriers.ts';
import { readChoice } from './slots/choice.ts';
import { readDate } from './slots/date.ts';
import { readDigits, readIdentityNumber, readPhone } from './slots/digits.ts';
import { readNumber } from './slots/number.ts';
import { readPersonName } from './slots/person-name.ts';
import { readPlate } from './slots/plate.ts';
import { readQuantity } from './slots/quantity.ts';
import { readDateRange, readTimeRange } from './slots/range.ts';
import type { Found, SlotReader, SlotRequest } from './slots/reading.ts';
import { asksSomething } from './slots/reading.ts';
import { readTime } from './slots/time.ts';
import { readYesNo } from './slots/yes-no.ts';

const READERS: Record<string, SlotReader> = {
  'yes-no': readYesNo, choice: readChoice, number: readNumber, digits: readDigits, phone: readPhone, 'id-number': readIdentityNumber,
  date: readDate, time: readTime, amount: readAmount, 'person-name': readPersonName,
  quantity: readQuantity, 'date-range': readDateRange, 'time-range': readTimeRange, plate: readPlate, address: readAddress,
};

const CORRECTED = /^.*(?:不对不对|不对|说错了|错了|搞错了|应该是|更正|no wait|wait no|no sorry|sorry no|i mean|i meant|scratch that|actually no|make that|correction)[ ,，]*(?=.)/u;
/** A question about the answer itself ("下周三可以吗") still gives the answer. */
const PROPOSES = /(?:可以|行|好|方便)(?:吗|不|么)?$|可不可以$|行不行$|^(?:can i|could i|can we|could we|may i) (?:have|get|do|book|choose|take|make it|come|pick)|^(?:how about|what about|is) .*$/u;

/** See contract.ts. Unknown types read as null. */
export const readSlot: ReadSlot = (request): SlotReading | null => {
  if (request.type === 'free-text') return freeText(request);
  const reader = READERS[request.type];
  if (!reader) return null;
  const tidied = request.type === 'yes-no' ? tidy(request.text, request.language) : withoutSounds(request.text, request.language);
  if (tidied === '') return null;
  const corrected = CORRECTED.exec(tidied);
  if (corrected && request.type !== 'yes-no') {
    const read = complete(reader(tidied.slice(corrected[0].length), request), tidied.slice(corrected[0].length), request);
    if (read) return read;
  }
  const found = reader(tidied, request);
  // "Not tomorrow, on Friday": what is refused is passed over, not taken.
  if (found !== null && MEASURED.has(request.type) && REFUSED.test(tidied.slice(0, found.from))) {
    const after = tidied.slice(found.to);
    const meant = after.trim() === '' ? null : reader(after, request);
    return meant === null ? null : complete({ ...meant, from: found.to + meant.from, to: found.to + meant.to }, tidied, request);
  }
  return complete(found, tidied, request);
};

const MEASURED = new Set(['date', 'time', 'number', 'quantity', 'amount', 'date-range', 'time-range', 'digits', 'phone', 'plate']);
const REFUSED = /(?:不是|不要|别)$|\b(?:not|isn't)(?: on| at| the| for)? ?$/u;

function complete(found: Found | null, tidied: string, request: SlotRequest): SlotReading | null {
  if (!found) return null;
  const before = tidied.slice(0, found.from).trim();
  const after = tidied.slice(found.to).trim();
  const rest = [before, after].filter((part) => part !== '').join(request.language === 'zh' ? '' : ' ');
  if (request.strict && rest !== '' && !onlyCarriers(before, after, request.language)) return null;
  const asked = rest !== '' && request.type !== 'choice' && request.type !== 'yes-no' && asksSomething(rest, request.language) && !PROPOSES.test(tidied);
  return { value: found.value, text: found.text, confidence: asked ? found.confidence * 0.6 : found.confidence, rest };
}

function freeText(request: SlotRequest): SlotReading | null {
  const said = request.text.trim().replace(/\s+/g, request.language === 'zh' && !/[a-z]/i.test(request.text) ? '' : ' ');
  if (!/[\p{L}\p{N}]/u.test(said)) return null;
  const { min, max } = request;
  if ((min !== undefined && said.length < min) || (max !== undefined && said.length > max)) return null;
  return { value: said, text: said, confidence: 0.9, rest: '' };
}
