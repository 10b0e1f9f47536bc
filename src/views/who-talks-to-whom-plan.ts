import type { Role } from '#domain/topology/call-roles.ts';
import type { RoleLine } from './who-talks-to-whom.ts';

export type Layout = 'wide' | 'narrow';

export type Point = readonly [number, number];

const sizes = {
  wide: { width: 488, end: 40, node: 154, row: 76, barrier: 26 },
  narrow: { width: 326, end: 30, node: 126, row: 64, barrier: 14 },
} as const;

const top = 46;
const gap = 34;
export const controlRoles: readonly Role[] = ['page', 'signaling', 'stun'];

/** Where everything stands, in the units of the viewBox. */
export function planOf(layout: Layout) {
  const size = sizes[layout];
  const centre = size.width / 2;
  const yOf = (index: number) => top + 30 + index * size.row + (index < controlRoles.length ? 0 : gap);
  return { ...size, top, centre, yOf, left: size.end, right: size.width - size.end, height: yOf(5) + 44 };
}

export type Plan = ReturnType<typeof planOf>;

/** The way media takes from A to B: straight through one row, or through the relay and down to the media server. */
export function mediaWay(lines: readonly RoleLine[], plan: Plan): Point[] {
  const rows = lines.flatMap(({ role, use }, index) =>
    use === 'used' && !controlRoles.includes(role) ? [plan.yOf(index)] : [],
  );
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const bend: Point[] =
    first === last
      ? []
      : [
          [plan.centre, first],
          [plan.centre, last],
        ];
  return [[plan.left, first], ...bend, [plan.right, last]];
}

/** The same way moved aside, so that the two directions run side by side: A to B above, B to A below. */
export function strand(way: readonly Point[], side: 1 | -1): Point[] {
  const lastIndex = way.length - 1;
  return way.map(([x, y], index): Point => [index === 0 || index === lastIndex ? x : x - side * 5, y + side * 5]);
}

/** `M48 76L592 76` */
export const pathOf = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;

/** An arrowhead whose tip touches an end: pointing right at B, left at A. */
export const arrow = ([x, y]: Point, towards: 1 | -1) => `M${x} ${y}l${-9 * towards}-5v10z`;
