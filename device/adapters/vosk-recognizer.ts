// Recognizer port over libvosk in a process of its own: a crash of the native library is a restart with back-off.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { Clock, Log, Recognition, Recognizer, RecognizerStream } from '../core/ports.ts';
import { readWakeProfile } from './vosk-recognizer/wake-profile.ts';
import type { FromChild, ToChild, VoskModels } from './vosk-recognizer/messages.ts';

export interface VoskRecognizerOptions {
  models: VoskModels; // folders
  clock: Clock;
  log: Log;
  /** Environment of the child; tests use it to break the library. */
  environment?: NodeJS.ProcessEnv;
  restartMs?: { first: number; longest: number };
}

export interface VoskRecognizer extends Recognizer {
  /** Resolves when everything accepted so far has been decoded. */
  settled(): Promise<void>;
  /** Resident bytes of the child, null while it is down. */
  memory(): Promise<number | null>;
  /** Process id of the child, null while it is down. */
  readonly pid: number | null;
  /** Ends a child that does not answer; it is started again with the usual back-off. */
  kill(): void;
}

const CHILD = fileURLToPath(new URL('./vosk-recognizer/child.ts', import.meta.url));
const SETTLED_RUN_MS = 30_000; // after this long without a crash the back-off begins anew
type Answer = { resolve(value: never): void; reject(error: Error): void };
type WithId = Exclude<ToChild, { call: 'accept' }>;
type Request = WithId extends infer Message ? (Message extends { id: number } ? Omit<Message, 'id'> : never) : never;

/** One child per recogniser; streams are numbered, calls answered by number. */
export function createVoskRecognizer(options: VoskRecognizerOptions): VoskRecognizer {
  const { clock, log } = options;
  const restart = options.restartMs ?? { first: 250, longest: 10_000 };
  let child: ChildProcess | null = null;
  let ready = false;
  let stopping = false;
  let delay = restart.first;
  let cancelRestart: () => void = () => undefined;
  let events: { down(reason: string): void; up(): void } = { down: () => undefined, up: () => undefined };
  let next = 1;
  const answers = new Map<number, Answer>();
  const listeners = new Map<number, { partial: ((text: string) => void)[]; endpoint: (() => void)[] }>();

  const dead = (): Fault => new Fault('recognizer-crashed', 'The speech recogniser is not running.', 'It restarts by itself; the kiosk serves by touch meanwhile.');

  function request<T>(message: Request): Promise<T> {
    const target = child;
    if (!target?.connected) return Promise.reject(dead());
    const id = next++;
    return new Promise<T>((resolve, reject) => {
      answers.set(id, { resolve: resolve as (value: never) => void, reject });
      target.send({ ...message, id } as ToChild, (error) => {
        if (error && answers.delete(id)) reject(dead());
      });
    });
  }

  function heard(message: FromChild): void {
    if ('answer' in message) {
      const answer = answers.get(message.answer);
      answers.delete(message.answer);
      if (!answer) return;
      if ('fault' in message) {
        const { code, what, mend, where } = message.fault;
        answer.reject(new Fault(code, what, mend, where === undefined ? {} : { where }));
      } else answer.resolve(message.value as never);
    } else if ('partial' in message) for (const listener of listeners.get(message.stream)?.partial ?? []) listener(message.partial);
    else for (const listener of listeners.get(message.stream)?.endpoint ?? []) listener();
  }

  async function launch(): Promise<void> {
    const launched = fork(CHILD, {
      serialization: 'advanced',
      execPath: process.execPath,
      execArgv: ['--max-old-space-size=64', '--max-semi-space-size=1'],
      // one malloc arena: glibc would otherwise keep one for each thread that ever allocated
      env: { ...process.env, MALLOC_ARENA_MAX: '1', ...options.environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child = launched;
    let stderr = '';
    let over = false;
    const startedAt = clock.monotonic();
    const gone = (reason: string): void => {
      if (over || child !== launched) return;
      over = true;
      child = null;
      ready = false;
      for (const answer of answers.values()) answer.reject(dead());
      answers.clear();
      listeners.clear();
      if (stopping) return;
      if (clock.monotonic() - startedAt > SETTLED_RUN_MS) delay = restart.first;
      log.warn('speech recogniser went down', { reason, stderr: stderr.slice(-500), restartMs: delay });
      events.down(reason);
      cancelRestart = clock.setTimeout(again, delay);
      delay = Math.min(delay * 2, restart.longest);
    };
    launched.stderr?.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-4000)));
    launched.on('message', (message) => heard(message as FromChild));
    launched.on('error', (error) => gone(error.message));
    launched.on('exit', (code, signal) => gone(signal ? `killed by ${signal}` : `exited with code ${code}`));
    await request<null>({ call: 'load', models: options.models });
    ready = true;
  }

  function again(): void {
    launch().then(
      () => {
        log.info('speech recogniser is back');
        events.up();
      },
      (error: unknown) => {
        // a model that cannot be read does not mend itself within seconds, but an installer may be at work: try again, slowly
        if (child) {
          log.warn('speech model cannot be loaded', { reason: String(error) });
          child.kill();
        }
      },
    );
  }

  async function open(request_: { language: Language | 'any'; grammar?: string[] }): Promise<RecognizerStream> {
    const id = next++;
    const owner = child;
    listeners.set(id, { partial: [], endpoint: [] });
    try {
      await request<null>({ call: 'open', stream: id, language: request_.language, grammar: request_.grammar ?? null });
    } catch (error) {
      listeners.delete(id);
      throw error;
    }
    const alive = (): boolean => child === owner && owner !== null && owner.connected;
    return {
      accept: (samples) => {
        if (alive()) owner?.send({ call: 'accept', stream: id, samples } satisfies ToChild, () => undefined);
      },
      onPartial: (listener) => void listeners.get(id)?.partial.push(listener),
      onEndpoint: (listener) => void listeners.get(id)?.endpoint.push(listener),
      finish: () => (alive() ? request<Recognition>({ call: 'finish', stream: id }) : Promise.reject(dead())),
      reset: () => (alive() ? request<void>({ call: 'reset', stream: id }) : Promise.reject(dead())),
      close: async () => {
        listeners.delete(id);
        if (alive()) await request<null>({ call: 'close', stream: id }).catch(() => undefined);
      },
    };
  }

  return {
    async start(given) {
      events = given;
      stopping = false;
      try {
        await launch();
      } catch (error) {
        stopping = true;
        child?.kill('SIGKILL');
        child = null;
        cancelRestart();
        throw error;
      }
    },
    open,
    unknownWords: (phrases) => request<string[]>({ call: 'unknown-words', phrases }),
    wakeProfile: () => readWakeProfile(options.models, log),
    settled: async () => void (await request<number>({ call: 'memory' }).catch(() => null)),
    memory: () => request<number>({ call: 'memory' }).catch(() => null),
    get pid() {
      return ready ? (child?.pid ?? null) : null;
    },
    kill() { child?.kill('SIGKILL'); },
    async stop() {
      stopping = true;
      cancelRestart();
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      const cancel = clock.setTimeout(() => last.kill('SIGKILL'), 1000);
      await new Promise<void>((resolve) => {
        last.once('exit', () => resolve());
        last.disconnect();
      });
      cancel();
    },
  };
}
