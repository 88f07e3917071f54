import type { AnyFace, Given, Options } from '../face.ts';

/** One command of many: where it stands, how it is told of, and what is performed. */
export interface Line {
  /** The physical line (from 1) on which it stands. */
  readonly line: number;
  /** The command as it is shown. */
  readonly text: string;
  readonly face: AnyFace;
  readonly given: Given;
  readonly options: Options;
  /** Whether it makes a workspace. */
  readonly founds: boolean;
  /** Whether it is a change that may be committed with those beside it: it is short, and nothing happens outside the store. */
  readonly isSmall: boolean;
}

/** How far many commands go: each by itself, all or none of them, or none of them. */
export type Together = 'each' | 'atomic' | 'rehearsal';
