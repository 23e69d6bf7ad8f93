// What the content page and its worker say to each other.
import type { PackProblem } from '../api.ts';
import type { Language } from '../../../flows/protocol/language.ts';

export type ToWorker =
  | { type: 'check'; id: number; files: Record<string, string> }
  | { type: 'prepare'; id: number; files: Record<string, string> } // trains the matcher, which takes a moment
  | { type: 'begin'; id: number; language: Language }
  | { type: 'say'; id: number; text: string }
  | { type: 'touch'; id: number; card: string };

export interface RehearsedTurn {
  said: string[]; rule: string | null; entry: string | null; flow: string | null; zone: string | null; probability: number | null; why: string[];
  cards: { id: string; label: string }[]; headline: string; ended: boolean;
}
export type FromWorker =
  | { type: 'checked'; id: number; problems: PackProblem[]; warnings: PackProblem[] }
  | { type: 'prepared'; id: number }
  | { type: 'turn'; id: number; turn: RehearsedTurn }
  | { type: 'failed'; id: number; text: string };
