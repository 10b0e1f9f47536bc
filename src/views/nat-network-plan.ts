/** Where everything stands in the picture of the NAT lab: lying down, A on the left, or upright for a phone, A on top. */
import type { Side } from '#domain/nat/side.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface NetworkPlan {
  layout: 'wide' | 'narrow';
  width: number;
  height: number;
  /** The two homes, tinted. */
  homes: Readonly<Record<Side, Box>>;
  /** Where the three regions are named: x, y, anchor. */
  regions: Readonly<Record<Side | 'public', Spot>>;
  /** Each wall in two pieces, its door between them. */
  walls: Readonly<Record<Side, readonly Box[]>>;
  doors: Readonly<Record<Side, Box>>;
  /** The names of the walls, and their addresses. */
  names: Readonly<Record<Side, { name: Spot; address: Spot }>>;
  peers: Readonly<Record<Side, Box>>;
  servers: Readonly<Record<'stun' | 'relay', Box>>;
  /** Where a packet's header is shown, and where when the packet stands at a shut door. */
  boxes: Readonly<Record<Side | 'public', Box>>;
  publicAt: Readonly<Record<Side, Box>>;
  /** The shut door's mark and the reason under it. */
  marks: Readonly<Record<Side, { x: number; y: number; stem: string }>>;
  reasons: Readonly<Record<Side, Box>>;
  /** What the NAT did, under the packet: at most so many ems a line. */
  note: { spot: Spot; ems: number };
  /** A refused check of each side: its line, its cross and its words. */
  trails: Readonly<Record<Side, { line?: string; cross: { x: number; y: number }; text: Spot; ems: number }>>;
  /** Lines that join both peers, and the crosses where nothing passes. */
  links: Readonly<Record<'signaling' | 'direct' | 'relay' | 'stopped', { d: string; text: Spot; ems: number }>>;
}

export interface Spot {
  x: number;
  y: number;
  anchor?: 'middle' | 'end';
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const wide: NetworkPlan = {
  layout: 'wide',
  width: 756,
  height: 408,
  homes: { a: box(0, 0, 196, 408), b: box(560, 0, 196, 408) },
  regions: {
    a: { x: 12, y: 22 },
    public: { x: 378, y: 22, anchor: 'middle' },
    b: { x: 744, y: 22, anchor: 'end' },
  },
  walls: {
    a: [box(196, 44, 14, 200), box(196, 272, 14, 136)],
    b: [box(546, 44, 14, 200), box(546, 272, 14, 136)],
  },
  doors: { a: box(196, 244, 14, 28), b: box(546, 244, 14, 28) },
  names: {
    a: { name: { x: 203, y: 20, anchor: 'middle' }, address: { x: 203, y: 37, anchor: 'middle' } },
    b: { name: { x: 553, y: 20, anchor: 'middle' }, address: { x: 553, y: 37, anchor: 'middle' } },
  },
  peers: { a: box(20, 118, 156, 58), b: box(580, 118, 156, 58) },
  servers: { stun: box(226, 46, 144, 48), relay: box(386, 46, 144, 48) },
  boxes: { a: box(8, 224, 180, 68), public: box(282, 216, 192, 84), b: box(568, 224, 180, 68) },
  publicAt: { a: box(306, 216, 192, 84), b: box(258, 216, 192, 84) },
  marks: {
    a: { x: 230, y: 258, stem: 'M230 272V334' },
    b: { x: 526, y: 258, stem: 'M526 272V334' },
  },
  reasons: { a: box(222, 334, 312, 64), b: box(222, 334, 312, 64) },
  note: { spot: { x: 378, y: 320, anchor: 'middle' }, ems: 26 },
  trails: {
    a: { line: 'M178 138H530', cross: { x: 538, y: 138 }, text: { x: 378, y: 128, anchor: 'middle' }, ems: 28 },
    b: { line: 'M578 138H226', cross: { x: 218, y: 138 }, text: { x: 378, y: 128, anchor: 'middle' }, ems: 28 },
  },
  links: {
    signaling: { d: 'M178 147H578', text: { x: 378, y: 137, anchor: 'middle' }, ems: 26 },
    direct: { d: 'M98 178V258H658V178', text: { x: 378, y: 246, anchor: 'middle' }, ems: 26 },
    relay: { d: 'M98 178V258H420V96M496 96V258H658V178', text: { x: 378, y: 292, anchor: 'middle' }, ems: 26 },
    stopped: {
      d: 'M225 253l10 10m0 -10l-10 10M521 253l10 10m0 -10l-10 10',
      text: { x: 378, y: 262, anchor: 'middle' },
      ems: 22,
    },
  },
};

const narrow: NetworkPlan = {
  layout: 'narrow',
  width: 372,
  height: 632,
  homes: { a: box(0, 0, 372, 124), b: box(0, 508, 372, 124) },
  regions: { a: { x: 10, y: 20 }, public: { x: 10, y: 276 }, b: { x: 10, y: 624 } },
  walls: {
    a: [box(0, 110, 256, 26), box(288, 110, 84, 26)],
    b: [box(0, 496, 256, 26), box(288, 496, 84, 26)],
  },
  doors: { a: box(256, 116, 32, 14), b: box(256, 502, 32, 14) },
  names: {
    a: { name: { x: 12, y: 128 }, address: { x: 68, y: 128 } },
    b: { name: { x: 12, y: 514 }, address: { x: 68, y: 514 } },
  },
  peers: { a: box(8, 34, 150, 54), b: box(8, 548, 150, 54) },
  servers: { stun: box(8, 290, 144, 46), relay: box(8, 350, 144, 46) },
  boxes: { a: box(180, 26, 184, 68), public: box(172, 288, 192, 84), b: box(180, 541, 184, 68) },
  publicAt: { a: box(172, 300, 192, 84), b: box(172, 260, 192, 84) },
  marks: {
    a: { x: 272, y: 154, stem: 'M272 168V180' },
    b: { x: 272, y: 481, stem: 'M272 468V464' },
  },
  reasons: { a: box(8, 180, 356, 64), b: box(8, 400, 356, 64) },
  note: { spot: { x: 262, y: 418, anchor: 'end' }, ems: 19 },
  trails: {
    a: { cross: { x: 24, y: 474 }, text: { x: 40, y: 470 }, ems: 18 },
    b: { cross: { x: 24, y: 158 }, text: { x: 40, y: 154 }, ems: 18 },
  },
  links: {
    signaling: { d: 'M156 90V546', text: { x: 172, y: 240 }, ems: 15 },
    direct: { d: 'M160 61H272V575H160', text: { x: 262, y: 230, anchor: 'end' }, ems: 18 },
    relay: { d: 'M160 61H272V364H154M154 382H272V575H160', text: { x: 10, y: 220 }, ems: 19 },
    stopped: {
      d: 'M267 149l10 10m0 -10l-10 10M267 473l10 10m0 -10l-10 10',
      text: { x: 262, y: 230, anchor: 'end' },
      ems: 18,
    },
  },
};

export const networkPlans = { wide, narrow } as const;
