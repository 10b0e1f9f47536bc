/** What the picture of a race is made of: plain shapes, laid out without a document. */

/** What a shape stands for, which says its colour and its pattern. */
export type RaceTone = 'a' | 'b' | 'infra' | 'check' | 'dtls' | 'ok' | 'line' | 'lens' | 'ink' | 'sub';

export interface RaceRect {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  tone: RaceTone;
  /** Work that nobody waits for. */
  thin?: boolean;
  /** It goes on beyond what was watched. */
  open?: boolean;
}

export interface RaceLine {
  key: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  tone: RaceTone;
  /** A message between the two, which points at where it arrives; `alone`: a candidate that is in no description. */
  arrow?: 'message' | 'alone';
  strong?: boolean;
  dotted?: boolean;
}

export interface RaceDot {
  key: string;
  x: number;
  y: number;
  tone: RaceTone;
  /** `run`: where this edge lay in one run. `found`: an address arrived, or gathering ended. `sent`: a candidate left. */
  kind: 'run' | 'found' | 'sent';
}

export interface RaceText {
  key: string;
  x: number;
  y: number;
  text: string;
  /** A number that stands behind the words. */
  figure?: string;
  anchor?: 'middle' | 'end';
  tone: RaceTone;
  size?: 'head' | 'big' | 'axis';
  strong?: boolean;
}

export interface RaceShapes {
  width: number;
  height: number;
  rects: RaceRect[];
  lines: RaceLine[];
  dots: RaceDot[];
  texts: RaceText[];
}

export const noShapes = (width: number, height: number): RaceShapes => ({
  width,
  height,
  rects: [],
  lines: [],
  dots: [],
  texts: [],
});
