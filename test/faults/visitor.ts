// The visitor and prober: types questions on the real screen socket all the time, each with a word of its own, and knows
// how long the kiosk has been silent.
import { WebSocket } from 'ws';
import type { ScreenEvent, ScreenMessage } from '../../flows/protocol/screen.ts';
import { pause } from './processes.ts';
import type { Random } from './random.ts';

export interface Question { readonly text: string; readonly askedAt: number; readonly session: string | null; answeredAt: number | null }

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
  /** Nobody asks anything until `resume`; resolves when the last question is through. */
  pause(): Promise<void>;
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

export function createVisitor(options: { ask: string; answer: string; random: Random; pauseMs?: number }): Visitor {
  const questions: Question[] = [];
  const planted: string[] = [];
  let url: string | null = null;
  let socket: WebSocket | null = null;
  let running = false;
  let done: Promise<void> = Promise.resolve();
  let waitingSince: number | null = null;
  let restartedAt: number | null = null;
  let longestSilence = 0;
  let longestRestart = 0;
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

  function heard(question: Question): void {
    const now = performance.now();
    question.answeredAt = now;
    answered += 1;
    if (restartedAt !== null) longestRestart = Math.max(longestRestart, now - restartedAt);
    else if (waitingSince !== null) longestSilence = Math.max(longestSilence, now - waitingSince);
    restartedAt = null;
    waitingSince = null;
  }

  async function ask(): Promise<void> {
    const text = `${options.ask} ${wordOf(questions.length)}`;
    const question: Question = { text, askedAt: performance.now(), session, answeredAt: null };
    questions.push(question);
    waitingSince ??= question.askedAt;
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
        waitingSince = null;
        await pause(20);
        continue;
      }
      resting = false;
      if (socket === null) {
        if (url !== null) {
          waitingSince ??= performance.now(); // a closed screen is silence too
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
    get longestSilence() { return Math.max(longestSilence, waitingSince !== null && restartedAt === null ? performance.now() - waitingSince : 0); },
    get longestRestart() { return Math.max(longestRestart, restartedAt === null ? 0 : performance.now() - restartedAt); },
    start() {
      running = true;
      done = run();
    },
    at(next) { url = next; },
    restarting() { restartedAt = performance.now(); },
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
    resume() { paused = false; },
    forgetRecords() { longestSilence = longestRestart = 0; },
    plant(sentence) { planted.push(sentence); },
    async stop() {
      running = false;
      await done;
      socket?.terminate();
      socket = null;
    },
  };
}
