/** What a picture over time is made of: plain shapes, laid out without a document. */

/** What a shape stands for, which says its colour and its pattern. */
export type TimeTone =
  | 'a'
  | 'b'
  | 'infra'
  | 'check'
  | 'dtls'
  | 'ok'
  | 'line'
  | 'lens'
  | 'ink'
  | 'sub'
  | 'bad'
  | 'still';

export interface TimeRect {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  tone: TimeTone;
  /** Work that nobody waits for. */
  thin?: boolean;
  /** It goes on beyond what was watched. */
  open?: boolean;
}

export interface TimeLine {
  key: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  tone: TimeTone;
  /** A message between the two, which points at where it arrives; `alone`: a candidate that is in no description. */
  arrow?: 'message' | 'alone';
  strong?: boolean;
  dotted?: boolean;
}

export interface TimeDot {
  key: string;
  x: number;
  y: number;
  tone: TimeTone;
  /** `run`: where this edge lay in one run. `found`: an address arrived, or gathering ended. `sent`: a candidate left. */
  kind: 'run' | 'found' | 'sent';
}

export interface TimeText {
  key: string;
  x: number;
  y: number;
  text: string;
  /** A number that stands behind the words. */
  figure?: string;
  anchor?: 'middle' | 'end';
  tone: TimeTone;
  size?: 'head' | 'big' | 'axis';
  strong?: boolean;
}

/** A surface between a curve and its ground. */
export interface TimeArea {
  key: string;
  points: readonly (readonly [x: number, y: number])[];
  tone: TimeTone;
}

export interface TimeShapes {
  width: number;
  height: number;
  rects: TimeRect[];
  lines: TimeLine[];
  dots: TimeDot[];
  texts: TimeText[];
  areas?: TimeArea[];
}

export const noShapes = (width: number, height: number): TimeShapes => ({
  width,
  height,
  rects: [],
  lines: [],
  dots: [],
  texts: [],
});
