/** Where everything stands in the picture of one NAT: lying down, or upright for a phone. */
import type { ShutDoor } from './nat-header-shapes.ts';
import type { Box, Spot } from './nat-network-plan.ts';

export interface DoorwayPlan {
  layout: 'wide' | 'narrow';
  width: number;
  height: number;
  home: Box;
  regions: Readonly<Record<'inside' | 'outside', Spot>>;
  walls: readonly Box[];
  door: Box;
  name: { name: Spot; address: Spot };
  host: Box;
  inside: Box;
  outside: Box;
  /** The box of a place by its row. */
  placeAt: (row: number) => Box;
  /** Lines: between host and the header inside, through the door, and from the header outside to a place; all outward. */
  lines: { host: string; door: string; place: (row: number) => string };
  shut: ShutDoor;
  note: { spot: Spot; ems: number };
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const wide: DoorwayPlan = {
  layout: 'wide',
  width: 756,
  height: 320,
  home: box(0, 0, 222, 320),
  regions: { inside: { x: 12, y: 22 }, outside: { x: 400, y: 22, anchor: 'middle' } },
  walls: [box(222, 44, 14, 110), box(222, 182, 14, 138)],
  door: box(222, 154, 14, 28),
  name: { name: { x: 229, y: 20, anchor: 'middle' }, address: { x: 229, y: 37, anchor: 'middle' } },
  host: box(20, 44, 180, 54),
  inside: box(16, 134, 188, 68),
  outside: box(300, 126, 192, 84),
  placeAt: (row) => box(584, 34 + row * 70, 164, 50),
  lines: {
    host: 'M110 100V131',
    door: 'M207 168H296',
    place: (row) => `M495 168H562V${59 + row * 70}H581`,
  },
  shut: { mark: { x: 258, y: 168, stem: 'M258 182V240' }, reason: box(242, 240, 308, 64) },
  note: { spot: { x: 396, y: 234, anchor: 'middle' }, ems: 24 },
};

const narrow: DoorwayPlan = {
  layout: 'narrow',
  width: 372,
  height: 520,
  home: box(0, 0, 372, 138),
  regions: { inside: { x: 10, y: 20 }, outside: { x: 10, y: 186 } },
  walls: [box(0, 124, 256, 26), box(288, 124, 84, 26)],
  door: box(256, 130, 32, 14),
  name: { name: { x: 12, y: 142 }, address: { x: 68, y: 142 } },
  host: box(8, 40, 150, 54),
  inside: box(180, 32, 184, 68),
  outside: box(172, 212, 192, 84),
  placeAt: (row) => box(8, 200 + row * 56, 148, 48),
  lines: {
    host: 'M161 67H177',
    door: 'M272 102V209',
    place: (row) => (row < 2 ? `M170 ${row === 0 ? 228 : 280}H158` : `M272 298V${224 + row * 56}H158`),
  },
  shut: { mark: { x: 272, y: 172, stem: '' }, reason: box(8, 444, 356, 64) },
  note: { spot: { x: 364, y: 440, anchor: 'end' }, ems: 26 },
};

export const doorwayPlans = { wide, narrow } as const;
