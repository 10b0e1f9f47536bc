/** The picture of the NAT lab as shapes: hue says whose it is, red only that a packet was refused. */
import type { Side } from '#domain/nat/side.ts';
import type { HeaderBox, NetworkPicture, PacketPicture } from './nat-network-picture.ts';
import type { Box, NetworkPlan, Spot } from './nat-network-plan.ts';
import { linesOf, type Shape } from './nat-shapes.ts';

const sides = ['a', 'b'] as const;

const rect = (look: string, { x, y, width, height }: Box, rx?: number): Shape => ({
  tag: 'rect',
  look,
  x,
  y,
  width,
  height,
  ...(rx && { rx }),
});

const text = (look: string, { x, y, anchor }: Spot, words: string): Shape => ({
  tag: 'text',
  look,
  x,
  y,
  text: words,
  ...(anchor && { 'text-anchor': anchor }),
});

const paragraph = (look: string, spot: Spot, words: string, ems: number): Shape[] =>
  linesOf(words, ems).map((line, index) => text(look, { ...spot, y: spot.y + index * 16 }, line));

const middleOf = ({ x, width }: Box): number => x + width / 2;

/** All shapes of a picture, the lowest first. */
export function networkShapes(picture: NetworkPicture, plan: NetworkPlan): Shape[] {
  return [
    ...groundShapes(picture, plan),
    ...serverShapes(picture, plan),
    ...linkShapes(picture, plan),
    ...trailShapes(picture, plan),
    ...sides.flatMap((side) => peerShapes(picture, plan, side)),
    ...(picture.packet ? packetShapes(picture.packet, plan) : []),
  ];
}

function groundShapes({ regions, nats, packet }: NetworkPicture, plan: NetworkPlan): Shape[] {
  const homes = sides.map((side) => rect(`home ${side}`, plan.homes[side]));
  const walls = sides.flatMap((side) => plan.walls[side].map((piece) => rect(`wall ${side}`, piece)));
  const doors = sides.map((side) =>
    rect(packet?.refusal?.at === side ? 'door shut' : `door ${side}`, plan.doors[side]),
  );
  const named = sides.flatMap((side) => [
    text(`nat ${side}`, plan.names[side].name, nats[side].name),
    text(`nat-address ${side}`, plan.names[side].address, nats[side].address),
  ]);
  const regional = ([...sides, 'public'] as const).map((region) =>
    text('second', plan.regions[region], regions[region]),
  );
  return [...homes, ...regional, ...walls, ...doors, ...named];
}

function serverShapes({ servers }: NetworkPicture, plan: NetworkPlan): Shape[] {
  return (['stun', 'relay'] as const).flatMap((server) => {
    const at = plan.servers[server];
    return [rect('server', at, 8), ...titled('infra', at, servers[server])];
  });
}

/** A name in the middle of a box and its address below. */
function titled(look: string, at: Box, { name, address }: { name: string; address: string }): Shape[] {
  const x = middleOf(at);
  return [
    text(`name ${look}`, { x, y: at.y + at.height / 2 - 4, anchor: 'middle' }, name),
    text('address', { x, y: at.y + at.height / 2 + 15, anchor: 'middle' }, address),
  ];
}

const peerShapes = ({ peers }: NetworkPicture, plan: NetworkPlan, side: Side): Shape[] => [
  rect(`peer ${side}`, plan.peers[side], 8),
  ...titled(side, plan.peers[side], peers[side]),
];

function linkShapes({ link }: NetworkPicture, plan: NetworkPlan): Shape[] {
  if (!link) return [];
  const { d, text: spot, ems } = plan.links[link.by];
  return [{ tag: 'path', look: `link ${link.by}`, d }, ...paragraph('note', spot, link.text, ems)];
}

function trailShapes({ trail }: NetworkPicture, plan: NetworkPlan): Shape[] {
  if (!trail) return [];
  const { line, cross, text: spot, ems } = plan.trails[trail.from];
  const { x, y } = cross;
  return [
    ...(line ? [{ tag: 'path', look: `trail ${trail.from}`, d: line } as const] : []),
    { tag: 'path', look: 'cross', d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` },
    ...paragraph('second', spot, trail.text, ems),
  ];
}

function packetShapes(packet: PacketPicture, plan: NetworkPlan): Shape[] {
  const shut = packet.refusal?.at;
  const places = { ...plan.boxes, ...(shut && { public: plan.publicAt[shut] }) };
  const boxes = ([...sides, 'public'] as const).flatMap((place) => {
    const box = packet.boxes[place];
    return box ? headerShapes(box, places[place], packet.owner) : [];
  });
  const at = places.public;
  const anchor = { x: middleOf(at), y: plan.note.y, anchor: 'middle' } as const;
  const note = paragraph('note', anchor, shut ? '' : packet.note, plan.note.ems);
  return [...wayShapes(packet, plan, places), ...boxes, ...note, ...refusalShapes(packet, plan)];
}

/** Source above destination; what is now is larger, with a head in its owner's hue. */
function headerShapes(header: HeaderBox, at: Box, owner: PacketPicture['owner']): Shape[] {
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

type Places = Readonly<Record<Side | 'public', Box>>;

/** Arrows from place to place: those of servers go up to them, those of the peers through the doors. */
function wayShapes({ way, owner, boxes }: PacketPicture, plan: NetworkPlan, places: Places): Shape[] {
  const legs = way.slice(1).flatMap((to, index): Shape[] => {
    const from = way[index];
    if (!from) return [];
    const d = legOf(from, to, plan, places);
    return d ? [{ tag: 'path', look: `way ${owner}${dashed(to, boxes)}`, d }] : [];
  });
  const ends = sides.flatMap((side): Shape[] => {
    if (!boxes[side]) return [];
    const d = doorstep(side, plan, way.indexOf(side) > 0);
    return [{ tag: 'path', look: `way ${owner}${dashed(side, boxes)}`, d }];
  });
  return [...legs, ...ends];
}

const dashed = (to: PacketPicture['way'][number], boxes: PacketPicture['boxes']): string =>
  (to === 'a' || to === 'b') && boxes[to]?.look === 'would-be' ? ' never' : '';

/** Between a peer and the header that it sends or receives. */
function doorstep(side: Side, { layout, peers, boxes }: NetworkPlan, isArriving: boolean): string {
  const peer = peers[side];
  const header = boxes[side];
  if (layout === 'narrow') {
    const y = peer.y + peer.height / 2;
    const [left, right] = [peer.x + peer.width + 3, header.x - 3];
    return isArriving ? `M${right} ${y}H${left}` : `M${left} ${y}H${right}`;
  }
  const [top, bottom] = [peer.y + peer.height + 2, header.y - 3];
  return isArriving ? `M${middleOf(peer)} ${bottom}V${top}` : `M${middleOf(peer)} ${top}V${bottom}`;
}

function legOf(from: string, to: string, plan: NetworkPlan, places: Places): string | undefined {
  const side = sides.find((each) => each === from || each === to);
  const server = (['stun', 'relay'] as const).find((each) => each === from || each === to);
  if (server) return serverLeg(plan.servers[server], places.public, plan.layout, to === server);
  return side && doorLeg(side, plan, places, to === side);
}

function serverLeg(server: Box, at: Box, layout: NetworkPlan['layout'], isUp: boolean): string {
  if (layout === 'narrow') {
    const y = Math.min(server.y + server.height / 2, at.y + at.height - 8);
    const [left, right] = [server.x + server.width + 2, at.x - 2];
    return isUp ? `M${right} ${y}H${left}` : `M${left} ${y}H${right}`;
  }
  const [x, top, bottom] = [middleOf(server), server.y + server.height + 2, at.y - 3];
  return isUp ? `M${x} ${bottom}V${top}` : `M${x} ${top}V${bottom}`;
}

/** Through the door of a side, out or in. */
function doorLeg(side: Side, { layout }: NetworkPlan, places: Places, isIn: boolean): string {
  const [home, at] = [places[side], places.public];
  if (layout === 'narrow') {
    const inner = side === 'a' ? home.y + home.height + 2 : home.y - 2;
    const outer = side === 'a' ? at.y - 2 : at.y + at.height + 2;
    return isIn ? `M272 ${outer}V${inner}` : `M272 ${inner}V${outer}`;
  }
  const inner = side === 'a' ? home.x + home.width + 2 : home.x - 2;
  const outer = side === 'a' ? at.x - 3 : at.x + at.width + 3;
  return isIn ? `M${outer} 258H${inner}` : `M${inner} 258H${outer}`;
}

/** The shut door, and the two addresses under each other, so that the eye finds the difference. */
function refusalShapes({ refusal }: PacketPicture, plan: NetworkPlan): Shape[] {
  if (!refusal) return [];
  const { x, y, stem } = plan.marks[refusal.at];
  const box = plan.reasons[refusal.at];
  const values = box.x + 108;
  const rows = refusal.rows.flatMap(({ label, same, differs }, index): Shape[] => {
    const line = box.y + 25 + index * 25;
    return [
      text('second', { x: box.x + 14, y: line }, label),
      text('value', { x: values, y: line }, same),
      text(`value strong${index === 1 ? ' bad' : ''}`, { x: values + same.length * 7.23, y: line }, differs),
    ];
  });
  const verdictSpot = refusal.rows.length > 0 ? { x: values + 152, y: box.y + 31 } : { x: box.x + 14, y: box.y + 37 };
  const bracket = `M${values + 138} ${box.y + 21}h8v25h-8`;
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
