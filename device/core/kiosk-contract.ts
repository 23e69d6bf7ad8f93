// What a kiosk is made of and what can be done with it; `kiosk.ts` is the kiosk itself.
import type { EventData } from '../../flows/protocol/conversation.ts';
import type { EscalateDown } from '../../flows/protocol/escalation.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { ScreenEvent, View } from '../../flows/protocol/screen.ts';
import type { ConnectorCalls } from './connector-calls.ts';
import type { EscalationCall, EscalationMemory } from './escalation-call.ts';
import type { ContentHolder } from './kiosk-content.ts';
import type { LiveSettings } from './live-settings.ts';
import type { Observe } from './observation.ts';
import type { Clock, Log, Screen } from './ports.ts';
import type { SessionMemory } from './session.ts';
import type { StatusBoard } from './status-board.ts';
import type { Hearing, HearingEvents, Speaking } from './voice-contract.ts';

export interface SnapshotState extends SessionMemory { escalation: EscalationMemory | null }

export interface KioskOptions {
  name: string; // tenant/site/kiosk, shown on the screen's hello
  clock: Clock;
  log: Log;
  hearing: Hearing;
  speaking: Speaking;
  screen: Pick<Screen, 'send'>;
  content: ContentHolder;
  status: StatusBoard;
  calls: ConnectorCalls;
  escalation: EscalationCall;
  newId(): string;
  observe: Observe;
  /** Events and the snapshot that follows from them, in one transaction, before any effect runs. */
  record(events: EventData[], snapshot: { session: string; state: SnapshotState } | null | undefined): void;
  amendTurn(session: string, turn: number, facts: { latencyMs: number }): void;
  firstAudio(latencyMs: number): void;
  /** True when the sound system takes the kiosk's own voice out of the microphone. */
  echoCancelled: boolean;
  homeLanguage: Language;
  /** Settings in force now; absent = the usual ones. */
  settings?: () => LiveSettings;
  /** Shown in place of the home screen while it is not null; touching it calls `touched`. */
  instead?: { view(): View | null; touched(): void };
  /** How long a farewell stays before the screen is wiped. */
  farewellMs?: number;
}

export interface Kiosk {
  hearingEvents: HearingEvents;
  screenEvent(event: ScreenEvent): void;
  deskMessage(message: EscalateDown): void;
  /** A presence sensor saw somebody come near. */
  presence(): void;
  loudspeaker(state: 'ok' | 'failed', reason: string): void;
  outputLevel(level: number): void;
  phrase(text: string, start: number, end: number): void;
  /** The screen is up, the content is still being loaded. */
  prepare(): void;
  /** Content is there (or not); opens the doors. */
  begin(farewell?: { language: Language }): void;
  /** A flow that the hub begins; false when a visitor is being served or the kiosk cannot serve. */
  notice(notice: { flow: string; slots: Record<string, unknown>; language?: Language }): boolean;
  /** Ends the running session, if any, as if the visitor had gone. */
  dismiss(): void;
  /** The settings have changed: what can be seen and heard follows at once; a visitor being served is not disturbed. */
  refresh(): void;
  readonly state: string;
  readonly session: string | null;
  stop(): Promise<void>;
}
