/** The picture of the NAT lab as shapes: hue says whose it is, red only that a packet was refused. */
import type { Side } from '#domain/nat/side.ts';
import { headerShapes, middleOf, paragraph, rect, refusalShapes, text, titled } from './nat-header-shapes.ts';
import type { NetworkPicture, PacketPicture } from './nat-network-picture.ts';
import type { Box, NetworkPlan } from './nat-network-plan.ts';
import type { Shape } from './nat-shapes.ts';

const sides = ['a', 'b'] as const;

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

function groundShapes({ regions, nats, isOpen, packet }: NetworkPicture, plan: NetworkPlan): Shape[] {
  const homes = sides.map((side) => rect(`home ${side}`, plan.homes[side]));
  const walls = sides.flatMap((side) => plan.walls[side].map((piece) => rect(`wall ${side}`, piece)));
  const doors = sides.map((side) => {
    const state = packet?.refusal?.at === side ? 'shut' : isOpen[side] ? side : `closed ${side}`;
    return rect(`door ${state}`, plan.doors[side]);
  });
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
  const refused = packet.refusal
    ? refusalShapes(packet.refusal, { mark: plan.marks[packet.refusal.at], reason: plan.reasons[packet.refusal.at] })
    : [];
  const note = paragraph('note', plan.note.spot, shut ? '' : packet.note, plan.note.ems);
  return [...wayShapes(packet, plan, places), ...boxes, ...note, ...refused];
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
