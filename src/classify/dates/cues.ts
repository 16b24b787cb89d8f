import type { DateKind } from '../../core/types.ts';
import { ENGLISH } from './cues-english.ts';
import { OTHERS } from './cues-other.ts';

/** Words that say what a date in their sentence is for. */
export interface Cue {
  readonly kind: DateKind;
  /** Global: every place where it stands. */
  readonly words: RegExp;
  /** What the sentence must also say, anywhere. */
  readonly beside?: RegExp;
  /** Where the date stands: behind the cue ("due by ..."), before it ("... 施行"), or either. */
  readonly date: 'after' | 'before' | 'either';
  /** What must stand between the cue and a date behind it, or right before the date. */
  readonly through?: RegExp;
  /** Characters between cue and date. */
  readonly reach?: number;
  /** Below 1 when the words are used for other things too. */
  readonly strength?: number;
}

/** Every cue of every language. */
export const CUES: readonly Cue[] = [...ENGLISH, ...OTHERS];
