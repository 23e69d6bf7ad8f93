// What the kiosk's process and the recogniser's process say to each other (Node IPC, 'advanced' serialisation).
import type { Language } from '../../../flows/protocol/language.ts';
import type { FaultCode } from '../../../flows/protocol/faults.ts';
import type { Recognition } from '../../core/ports.ts';

/** Folders of the models: one for all languages, or one for each. */
export interface VoskModels { any?: string; zh?: string; en?: string }

export type ToChild =
  | { call: 'load'; id: number; models: VoskModels }
  | { call: 'open'; id: number; stream: number; language: Language | 'any'; grammar: string[] | null }
  | { call: 'accept'; stream: number; samples: Int16Array }
  | { call: 'finish'; id: number; stream: number }
  | { call: 'reset'; id: number; stream: number }
  | { call: 'close'; id: number; stream: number }
  | { call: 'unknown-words'; id: number; phrases: string[] }
  | { call: 'memory'; id: number };

export interface PlainFault { code: FaultCode; what: string; mend: string; where?: string }

export type FromChild =
  | { answer: number; value: Recognition | string[] | number | null }
  | { answer: number; fault: PlainFault }
  | { partial: string; stream: number }
  | { endpoint: true; stream: number };
