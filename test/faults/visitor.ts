// The visitor and prober: types questions on the real screen socket all the time, each with a word of its own, and knows
// how long the kiosk has been silent.
import { WebSocket } from 'ws';
import type { ScreenEvent, ScreenMessage } from '../../flows/protocol/screen.ts';
import { pause } from './processes.ts';
import type { Random } from './random.ts';

export interface Question { readonly text: string; readonly askedAt: number; readonly session: string | null; answeredAt: number | null }

/** One wait for an answer: how long in ms, and how long of it the kiosk was ready to run and got no processor. */
export interface Wait { readonly ms: number; readonly starvedMs: number }

export interface Visitor {
  start(): void;
  /** The screen's address, as each start of the kiosk tells it. */
  at(url: string): void;
  /** From now until the next answer the kiosk is being restarted by the rig itself; said again, it counts from the later moment. */
  restarting(): void;
  /** Resolves at the next answered question that was asked after this call; false when there is none in time. */
  nextAnswer(ms: number): Promise<boolean>;
  readonly questions: readonly Question[];
  readonly answered: number;
  /** Longest time in ms from a question to its answer while the kiosk was not being restarted. */
  readonly longestSilence: number;
  /** Longest time in ms from a restart by the rig to the first answer. */
  readonly longestRestart: number;
  /** Every wait that ended, and the one that has not, longest first. */
  readonly silences: readonly Wait[];
  readonly restarts: readonly Wait[];
  /** Nobody asks anything until `resume`; resolves when the last question is through. */
  pause(): Promise<void>;
  readonly paused: boolean;
  resume(): void;
  /** Starts the two records afresh: the very first start is not measured. */
  forgetRecords(): void;
  /** Sentences with planted personal data, typed like any question. */
  plant(sentence: string): void;
  stop(): Promise<void>;
}

const GIVE_UP_MS = 4_000; // for one question; the silence goes on counting
const HOME_MS = 3000;
const LETTERS = 'bcdfghjkmnpqrstvwz';

/** A word that no pack knows and no redaction takes for a number. */
function wordOf(number: number): string {
  let word = '';
  for (let left = number + 1; left > 0; left = Math.floor(left / LETTERS.length)) word += LETTERS[left % LETTERS.length] ?? 'b';
  return `${word}x`;
}

/** `starved`: ms without a processor so far, of the kiosk that runs now; it begins again at a restart. */
export function createVisitor(options: { ask: string; answer: string; random: Random; pauseMs?: number; starved?(): number }): Visitor {
  const questions: Question[] = [];
  const planted: string[] = [];
  let url: string | null = null;
  let socket: WebSocket | null = null;
  let running = false;
  let done: Promise<void> = Promise.resolve();
  let waitingSince: number | null = null;
  let restartedAt: number | null = null;
  let silences: Wait[] = [];
  let restarts: Wait[] = [];
  let starvedBefore = 0;
  let answered = 0;
  let session: string | null = null;
  let paused = false;
  let resting = false;
  let onView: (message: Extract<ScreenMessage, { type: 'view' }>) => void = () => undefined;

  function connect(to: string): Promise<WebSocket | null> {
    return new Promise((resolve) => {
      const opened = new WebSocket(`${to.replace('http', 'ws').replace(/\/$/, '')}/screen`, { origin: to.replace(/\/$/, ''), handshakeTimeout: 2000 });
      opened.on('error', () => { opened.terminate(); resolve(null); });
      opened.once('close', () => { if (socket === opened) socket = null; resolve(null); });
      opened.on('message', (data) => {
        const message = JSON.parse(String(data)) as ScreenMessage;
        if (message.type !== 'view' || socket !== opened) return;
        session = message.session;
        onView(message);
      });
      opened.once('open', () => {
        socket = opened;
        opened.send(JSON.stringify({ type: 'ready', v: 1 } satisfies ScreenEvent));
        resolve(opened);
      });
    });
  }
  function send(event: ScreenEvent): void { if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(event)); }

  function beginWait(at: number): void {
    if (waitingSince !== null) return;
    waitingSince = at;
    if (restartedAt === null) starvedBefore = options.starved?.() ?? 0;
  }
  function waited(since: number, now: number): Wait {
    return { ms: now - since, starvedMs: Math.min(now - since, Math.max(0, (options.starved?.() ?? 0) - starvedBefore)) };
  }
  /** With what goes on now. */
  function sorted(ended: readonly Wait[], since: number | null): Wait[] {
    return [...ended, ...(since === null ? [] : [waited(since, performance.now())])].sort((a, b) => b.ms - a.ms);
  }
  const allSilences = (): Wait[] => sorted(silences, restartedAt === null ? waitingSince : null);
  const allRestarts = (): Wait[] => sorted(restarts, restartedAt);

  function heard(question: Question): void {
    const now = performance.now();
    question.answeredAt = now;
    answered += 1;
    if (restartedAt !== null) restarts.push(waited(restartedAt, now));
    else if (waitingSince !== null) silences.push(waited(waitingSince, now));
    restartedAt = null;
    waitingSince = null;
  }

  async function ask(): Promise<void> {
    const text = `${options.ask} ${wordOf(questions.length)}`;
    const question: Question = { text, askedAt: performance.now(), session, answeredAt: null };
    questions.push(question);
    beginWait(question.askedAt);
    const until = performance.now() + GIVE_UP_MS;
    const mine = socket;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => { if (performance.now() > until || socket !== mine || !running) finish(); }, 20);
      const finish = (): void => {
        clearInterval(timer);
        onView = () => undefined;
        resolve();
      };
      onView = (message) => {
        if (message.view.kind !== 'answer' || !JSON.stringify(message.view).includes(options.answer)) return;
        if (!message.view.question.includes(wordOf(questions.length - 1))) return; // the answer to an earlier one
        heard(question);
        finish();
      };
      send({ type: 'text', text });
    });
  }

  /** Ends the visit and waits for the home view, as somebody does who looks at the screen. */
  async function leave(): Promise<void> {
    const mine = socket;
    const until = performance.now() + HOME_MS;
    send({ type: 'control', control: 'start-over' });
    while (session !== null && socket === mine && running && performance.now() < until) await pause(20);
  }

  async function run(): Promise<void> {
    while (running) {
      if (paused) {
        resting = true;
        if (waitingSince !== null && restartedAt === null) silences.push(waited(waitingSince, performance.now()));
        waitingSince = null;
        await pause(20);
        continue;
      }
      resting = false;
      if (socket === null) {
        if (url !== null) {
          beginWait(performance.now()); // a closed screen is silence too
          await connect(url);
        }
        if (socket === null) { await pause(50); continue; }
      }
      const sentence = planted.shift();
      if (sentence !== undefined) {
        send({ type: 'text', text: sentence });
        await pause(300);
      }
      await ask();
      if (options.random.next() < 0.3) await leave();
      await pause(options.random.between(0.2, 1.8) * (options.pauseMs ?? 250));
    }
  }

  return {
    questions,
    get answered() { return answered; },
    get longestSilence() { return allSilences()[0]?.ms ?? 0; },
    get longestRestart() { return allRestarts()[0]?.ms ?? 0; },
    get silences() { return allSilences(); },
    get restarts() { return allRestarts(); },
    start() {
      running = true;
      done = run();
    },
    at(next) { url = next; },
    restarting() {
      restartedAt = performance.now();
      starvedBefore = 0; // the next kiosk's count begins at nothing
    },
    async nextAnswer(ms) {
      const asked = questions.length;
      const end = performance.now() + ms;
      while (performance.now() < end) {
        if (questions.slice(asked).some((question) => question.answeredAt !== null)) return true;
        await pause(30);
      }
      return false;
    },
    async pause() {
      paused = true;
      while (running && !resting) await pause(20);
    },
    get paused() { return paused; },
    resume() { paused = false; },
    forgetRecords() {
      silences = [];
      restarts = [];
    },
    plant(sentence) { planted.push(sentence); },
    async stop() {
      running = false;
      await done;
      socket?.terminate();
      socket = null;
    },
  };
}
