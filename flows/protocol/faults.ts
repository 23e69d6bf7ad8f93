// The unexpected, by name: whose fault it is and what mends it. Expected outcomes are returned unions, never these.
// The list is held against the table in README.md by a test, both ways.

export const FAULTS = {
  'port-taken': { whose: 'operator' },
  'data-folder-not-writable': { whose: 'operator' },
  'disk-full': { whose: 'operator' },
  'database-unreachable': { whose: 'operator' },
  'database-refused': { whose: 'operator' },
  'no-microphone': { whose: 'operator' },
  'no-loudspeaker': { whose: 'operator' },
  'no-voice': { whose: 'operator' },
  'no-browser': { whose: 'operator' },
  'no-cjk-font': { whose: 'operator' },
  'no-model': { whose: 'operator' },
  'model-broken': { whose: 'operator' },
  'unknown-word': { whose: 'operator' },
  'clock-wrong': { whose: 'operator' },
  'hub-unreachable': { whose: 'peer' },
  'hub-refused': { whose: 'peer' },
  'message-malformed': { whose: 'peer' },
  'message-too-large': { whose: 'peer' },
  'version-unknown': { whose: 'peer' },
  'pack-invalid': { whose: 'caller' },
  'usage': { whose: 'caller' },
  'download-broken': { whose: 'peer' },
  'checksum-wrong': { whose: 'peer' },
  'content-untrusted': { whose: 'peer' },
  'content-expired': { whose: 'peer' },
  'recognizer-crashed': { whose: 'ours' },
  'loudspeaker-crashed': { whose: 'ours' },
  'store-corrupt': { whose: 'operator' },
  'not-signed-in': { whose: 'caller' },
  'not-allowed': { whose: 'caller' },
  'sign-in-unfinished': { whose: 'caller' },
  'proof-needed': { whose: 'caller' },
  'not-found': { whose: 'caller' },
  'conflict': { whose: 'caller' },
  'not-approved': { whose: 'caller' },
  'internal': { whose: 'ours' },
} as const satisfies Record<string, { whose: 'operator' | 'caller' | 'peer' | 'ours' }>;

export type FaultCode = keyof typeof FAULTS;

/** An unexpected failure that names the place, what is wrong and the mend in one sentence each. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly mend: string;
  readonly where: string | undefined;

  constructor(code: FaultCode, what: string, mend: string, options: { where?: string; cause?: unknown } = {}) {
    super(what, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.mend = mend;
    this.where = options.where;
  }

  /** One line for a person at a terminal: where, what, how to mend it. */
  get sentence(): string {
    return `${this.where ? `${this.where}: ` : ''}${this.message} ${this.mend} (${this.code})`;
  }
}
