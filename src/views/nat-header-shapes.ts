/** What the pictures of NATs have in common: boxes with a name, headers of packets, and the reason at a shut door. */
import type { HeaderBox, PacketPicture, Reason } from './nat-network-picture.ts';
import type { Box, Spot } from './nat-network-plan.ts';
import { linesOf, type Shape } from './nat-shapes.ts';

export const rect = (look: string, { x, y, width, height }: Box, rx?: number): Shape => ({
  tag: 'rect',
  look,
  x,
  y,
  width,
  height,
  ...(rx && { rx }),
});

export const text = (look: string, { x, y, anchor }: Spot, words: string): Shape => ({
  tag: 'text',
  look,
  x,
  y,
  text: words,
  ...(anchor && { 'text-anchor': anchor }),
});

export const paragraph = (look: string, spot: Spot, words: string, ems: number): Shape[] =>
  linesOf(words, ems).map((line, index) => text(look, { ...spot, y: spot.y + index * 16 }, line));

export const middleOf = ({ x, width }: Box): number => x + width / 2;

/** A name in the middle of a box and its address below. */
export function titled(look: string, at: Box, { name, address }: { name: string; address: string }): Shape[] {
  const x = middleOf(at);
  return [
    text(`name ${look}`, { x, y: at.y + at.height / 2 - 4, anchor: 'middle' }, name),
    text('address', { x, y: at.y + at.height / 2 + 15, anchor: 'middle' }, address),
  ];
}

/** Source above destination; what is now is larger, with a head in its owner's hue. */
export function headerShapes(header: HeaderBox, at: Box, owner: PacketPicture['owner']): Shape[] {
  const isNow = header.look === 'now';
  const inset = at.x + 10;
  const rows = (['source', 'destination'] as const).flatMap((field, index): Shape[] => {
    const y = at.y + (at.height > 80 ? 44 : 37) + index * (at.height > 80 ? 27 : 18);
    const isChanged = header.changed === field;
    const mark = isChanged
      ? [rect(`changed ${owner}`, { x: inset + 26, y: y - 14, width: at.width - 44, height: 20 }, 4)]
      : [];
    return [
      ...mark,
      text('field', { x: inset, y }, field === 'source' ? 'src' : 'dst'),
      text(`value${isChanged ? ` strong ${owner}` : ''}`, { x: inset + 30, y }, header[field]),
    ];
  });
  const head = isNow && at.height > 80;
  const d = `M${at.x} ${at.y + 24}v-16a8 8 0 0 1 8 -8h${at.width - 16}a8 8 0 0 1 8 8v16z`;
  const end = { x: at.x + at.width - 10, y: at.y + 17, anchor: 'end' } as const;
  return [
    rect(`header ${header.look} ${owner}`, at, head ? 8 : 6),
    ...(head ? [{ tag: 'path', look: `head ${owner}`, d } as const] : []),
    text(head ? 'on-head strong' : `title ${header.look} ${owner}`, { x: inset, y: at.y + 17 }, header.title),
    ...(head && header.kind ? [text('on-head', end, header.kind)] : []),
    ...rows,
  ];
}

/** A shut door: its mark, and the reason where there is room for it. */
export interface ShutDoor {
  mark: { x: number; y: number; stem: string };
  reason: Box;
}

/** The shut door, and the two addresses under each other, so that the eye finds the difference. */
export function refusalShapes(refusal: Reason, { mark, reason: box }: ShutDoor): Shape[] {
  const { x, y, stem } = mark;
  const values = box.x + 100;
  const rows = refusal.rows.flatMap(({ label, same, differs }, index): Shape[] => {
    const line = box.y + 25 + index * 25;
    return [
      text('second', { x: box.x + 14, y: line }, label),
      text('value', { x: values, y: line }, same),
      text(
        `value strong${index === refusal.rows.length - 1 ? ' bad' : ''}`,
        { x: values + same.length * 7.23, y: line },
        differs,
      ),
    ];
  });
  const verdictSpot = refusal.rows.length > 0 ? { x: values + 148, y: box.y + 31 } : { x: box.x + 14, y: box.y + 37 };
  const bracket = `M${values + 134} ${box.y + 21}h8v25h-8`;
  return [
    { tag: 'circle', look: 'stop', cx: x, cy: y, r: 13 },
    { tag: 'path', look: 'cross', d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` },
    { tag: 'path', look: 'stem', d: stem },
    rect('reason', box, 6),
    rect('reason-bar', { ...box, width: 4 }),
    ...rows,
    ...(refusal.rows.length > 1 ? [{ tag: 'path', look: 'stem', d: bracket } as const] : []),
    ...paragraph('verdict', verdictSpot, refusal.verdict, refusal.rows.length > 0 ? 4.8 : 20),
  ];
}
