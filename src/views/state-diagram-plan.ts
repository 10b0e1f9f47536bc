/** Where the states and moves of the signaling machine stand: fixed, so that a reader finds each again, and no label meets a line. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The way of the moves from one state to another. */
export interface Route {
  /** SVG path from the edge of one box to the edge of the other. */
  path: string;
  /** The tip of the arrow, and where it points. */
  tip: { x: number; y: number; towards: 'up' | 'down' | 'left' | 'right' };
  /** Where the first label begins or ends; the next is a line lower. */
  label: { x: number; y: number; anchor: 'start' | 'end' };
}

export interface Plan {
  width: number;
  height: number;
  boxes: ReadonlyMap<string, Box>;
  /** By `from>to`; a move that stays where it is has none, its label is in the box. */
  routes: ReadonlyMap<string, Route>;
  /** The move that leads from every state to one. */
  common: { to: string; route: Route };
}

/** Below this width in px the labels would meet the lines. */
export const narrowest = 340;

/** Height of a line of text in px. */
export const lineHeight = 20;

const margin = 12;
const lane = 5;

/** Lays the machine out: `planOf(400).boxes.get('stable')`; at least 340 px wide. */
export function planOf(available: number): Plan {
  const width = Math.max(available, narrowest);
  const column = (width - 2 * margin - 4) / 2;
  const left = margin;
  const right = width - margin - column;
  const closed = { x: width - margin - 96, y: 316, width: 96, height: 30 };
  const boxes = new Map<string, Box>([
    ['stable', { x: 0, y: 2, width, height: 30 }],
    ['have-local-offer', { x: left, y: 108, width: column, height: 44 }],
    ['have-remote-offer', { x: right, y: 150, width: column, height: 44 }],
    ['have-remote-pranswer', { x: left, y: 206, width: column, height: 44 }],
    ['have-local-pranswer', { x: right, y: 248, width: column, height: 44 }],
    ['closed', closed],
  ]);
  const routes = new Map([...leftRoutes(left, column), ...rightRoutes(right, column, width)]);
  const start = closed.x - 44;
  const common: Route = {
    path: `M${start} 331H${closed.x - 2}`,
    tip: { x: closed.x - 1, y: 331, towards: 'right' },
    label: { x: start - 6, y: 335, anchor: 'end' },
  };
  return { width, height: closed.y + closed.height + 2, boxes, routes, common: { to: 'closed', route: common } };
}

/** The offerer's half: `have-local-offer` and, below it, `have-remote-pranswer`. */
function leftRoutes(left: number, column: number): [string, Route][] {
  const near = left + 4;
  const far = left + column - 4;
  return [
    ['stable>have-local-offer', down(near, 32, 108, { x: near + 6, y: 52, anchor: 'start' })],
    ['have-local-offer>stable', up(far, 108, 32, { x: far - 6, y: 52 + lineHeight, anchor: 'end' })],
    ['have-local-offer>have-remote-pranswer', down(far, 152, 206, { x: far - 6, y: 178, anchor: 'end' })],
    [
      'have-remote-pranswer>stable',
      { ...up(lane, 0, 32, { x: lane + 7, y: 197, anchor: 'start' }), path: `M${left} 228H${lane}V34` },
    ],
  ];
}

/** The answerer's half: `have-remote-offer` and, below it, `have-local-pranswer`; and the way over to it. */
function rightRoutes(right: number, column: number, width: number): [string, Route][] {
  const near = right + 4;
  const far = right + column - 4;
  const over = far - 18;
  const edge = width - lane;
  return [
    ['stable>have-remote-offer', down(far, 32, 150, { x: far - 6, y: 52, anchor: 'end' })],
    ['have-remote-offer>stable', up(near, 150, 32, { x: near + 6, y: 52 + lineHeight, anchor: 'start' })],
    ['have-remote-offer>have-local-pranswer', down(near, 194, 248, { x: near + 6, y: 220, anchor: 'start' })],
    [
      'have-local-pranswer>stable',
      {
        ...up(edge, 0, 32, { x: edge - 7, y: 239, anchor: 'end' }),
        path: `M${width - margin} 270H${edge}V34`,
      },
    ],
    [
      'have-local-offer>have-remote-offer',
      { ...down(over, 0, 150, { x: near + 6, y: 125, anchor: 'start' }), path: `M${right - 4} 131H${over}V148` },
    ],
  ];
}

const down = (x: number, from: number, to: number, label: Route['label']): Route => ({
  path: `M${x} ${from}V${to - 2}`,
  tip: { x, y: to - 1, towards: 'down' },
  label,
});

const up = (x: number, from: number, to: number, label: Route['label']): Route => ({
  path: `M${x} ${from}V${to + 2}`,
  tip: { x, y: to + 1, towards: 'up' },
  label,
});
