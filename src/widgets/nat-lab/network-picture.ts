/** The picture of the network at a moment, as data for its view. */
import type { Admission } from '#domain/nat/filtering.ts';
import type { Header } from '#domain/nat/nat.ts';
import type {
  AllocatesEvent,
  ArrivesEvent,
  BlockedEvent,
  Journey,
  LeavesEvent,
  NatEvent,
  PermitsEvent,
  RefusedEvent,
  RelaysEvent,
} from '#domain/nat/nat-event.ts';
import { type Network, servers } from '#domain/nat/network.ts';
import { otherSide, type Side } from '#domain/nat/side.ts';
import { formatAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import type { HeaderBox, NetworkPicture, PacketPicture, RefusalBox } from '#views/nat-network-picture.ts';
import { eventAt, letterOf, type Moment, networkOfMoment } from './moment.ts';
import type { LabWords } from './words.ts';

/** Draws nothing yet: gives what there is to draw, under a sentence that says the same. */
export function networkPicture(moment: Moment, label: string, words: LabWords): NetworkPicture {
  const network = networkOfMoment(moment);
  const { agents, nats } = network;
  const event = eventAt(moment);
  const packet = event && packetPicture(event, words);
  const link = event && linkOf(event, words);
  const trail = packet && trailOf(moment, words);
  return {
    label,
    regions: words.regions,
    peers: {
      a: { name: words.peers.a, address: formatAddress(agents.a.socket) },
      b: { name: words.peers.b, address: formatAddress(agents.b.socket) },
    },
    isOpen: { a: isOpen(network, 'a', packet, link), b: isOpen(network, 'b', packet, link) },
    nats: { a: { name: words.nats.a, address: nats.a.address }, b: { name: words.nats.b, address: nats.b.address } },
    servers: {
      stun: { name: words.servers.stun, address: formatAddress(servers.stun) },
      relay: { name: words.servers.relay, address: formatAddress(servers.relay) },
    },
    ...(packet && { packet }),
    ...(link && { link }),
    ...(trail && { trail }),
  };
}

/** A wall has a hole once something is mapped, or while something passes it that needs no row, as TCP does. */
function isOpen({ nats }: Network, side: Side, packet?: PacketPicture, link?: NetworkPicture['link']): boolean {
  if (nats[side].mappings.length > 0) return true;
  return packet ? packet.way.includes(side) && !packet.refusal : link?.by === 'relay';
}

function packetPicture(event: NatEvent, words: LabWords): PacketPicture | undefined {
  switch (event.kind) {
    case 'leaves':
      return leaving(event, words);
    case 'blocked':
      return blocked(event, words);
    case 'arrives':
      return arriving(event, words);
    case 'refused':
      return refused(event, words);
    case 'allocates':
      return allocating(event, words);
    case 'permits':
      return permitting(event, words);
    case 'relays':
      return relaying(event, words);
    default:
      return undefined;
  }
}

const written = ({ source, destination }: Header): Pick<HeaderBox, 'source' | 'destination'> => ({
  source: formatAddress(source),
  destination: formatAddress(destination),
});

/** Whose packet it is: a server's own is nobody's. */
const ownerOf = ({ sender }: Journey): PacketPicture['owner'] => (sender === 'a' || sender === 'b' ? sender : 'infra');

/** The name of a packet, as `B’s check`, and on its other side what it is in STUN. */
function titleOf({ message, sender }: Journey, words: LabWords): Pick<HeaderBox, 'title' | 'kind'> {
  const title = fill(words.packets[message], { who: sender === 'a' || sender === 'b' ? letterOf(sender) : '' });
  if (message === 'check') return { title, kind: words.kinds.request };
  return message === 'answer' ? { title, kind: words.kinds.response } : { title };
}

const sentBox = (side: Side, header: Header, words: LabWords): HeaderBox => ({
  look: 'then',
  title: fill(words.boxes.sent, { who: letterOf(side) }),
  ...written(header),
});

function leaving({ journey, nat, isNewMapping }: LeavesEvent, words: LabWords): PacketPicture {
  const { asSent, outside = asSent, receiver } = journey;
  const now: HeaderBox = { look: 'now', ...titleOf(journey, words), ...written(outside), changed: 'source' };
  return {
    owner: nat,
    boxes: { [nat]: sentBox(nat, asSent, words), public: now },
    way: receiver === 'stun' || receiver === 'relay' ? [nat, 'public', receiver] : [nat, 'public'],
    note: fill(isNewMapping ? words.notes.newMapping : words.notes.sameMapping, { nat: letterOf(nat) }),
  };
}

function blocked({ journey, nat }: BlockedEvent, words: LabWords): PacketPicture {
  const now: HeaderBox = { look: 'now', ...titleOf(journey, words), ...written(journey.asSent) };
  return {
    owner: nat,
    boxes: { [nat]: now },
    way: [nat],
    note: '',
    refusal: { at: nat, rows: [], verdict: words.udpBlocked },
  };
}

const admissionNote = ({ by }: Admission, nat: Side, words: LabWords): string =>
  fill(by === 'anyone' ? words.notes.anyone : words.notes.contact, { nat: letterOf(nat) });

function arriving({ journey, nat, admission }: ArrivesEvent, words: LabWords): PacketPicture {
  const { asSent, outside = asSent, inside = outside, sender } = journey;
  const { title } = titleOf(journey, words);
  const now: HeaderBox = { look: 'now', title, ...written(inside), changed: 'destination' };
  const passed: HeaderBox = { look: 'then', title: words.boxes.passed, ...written(outside) };
  const sent = sender === 'a' || sender === 'b' ? { [sender]: sentBox(sender, asSent, words) } : {};
  return {
    owner: ownerOf(journey),
    boxes: { ...sent, public: passed, [nat]: now },
    way: [sender, 'public', nat],
    note: admissionNote(admission, nat, words),
  };
}

function refused({ journey, nat, refusal }: RefusedEvent, words: LabWords): PacketPicture {
  const { asSent, outside = asSent, inside } = journey;
  const sender = otherSide(nat);
  const now: HeaderBox = { look: 'now', ...titleOf(journey, words), ...written(outside), changed: 'source' };
  const never: HeaderBox | undefined = inside && { look: 'would-be', title: words.boxes.never, ...written(inside) };
  return {
    owner: sender,
    boxes: { [sender]: sentBox(sender, asSent, words), public: now, ...(never && { [nat]: never }) },
    way: [sender, 'public', nat],
    note: '',
    refusal: reasonOf(nat, refusal, words),
  };
}

/** The closest row and what came, each split where they begin to differ. */
function reasonOf(at: Side, refusal: RefusedEvent['refusal'], words: LabWords): RefusalBox {
  const { reason, closest, source, destination } = refusal;
  const verdict = words.refusal.verdicts[reason];
  const split = (address: string, port: number) =>
    reason === 'port' ? { same: address, differs: `:${port}` } : { same: '', differs: `${address}:${port}` };
  const came = { label: words.refusal.came, ...split(source.address, source.port) };
  if (!closest) return { at, rows: [came], verdict };
  const label = fill(words.refusal.letsIn, { port: `:${destination.port}` });
  return { at, rows: [{ label, ...split(closest.peer.address, closest.peer.port) }, came], verdict };
}

function allocating({ side, transport, relayed, mapping }: AllocatesEvent, words: LabWords): PacketPicture {
  const now: HeaderBox = {
    look: 'now',
    title: fill(words.packets.allocate, { who: letterOf(side) }),
    source: mapping ? formatAddress(mapping.outside) : 'TCP',
    destination: formatAddress(servers.relay),
  };
  const note = transport === 'tcp' ? words.notes.allocateTcp : formatAddress(relayed);
  return { owner: side, boxes: { public: now }, way: [side, 'public', 'relay'], note };
}

function permitting({ side, address, client }: PermitsEvent, words: LabWords): PacketPicture {
  const now: HeaderBox = {
    look: 'now',
    title: fill(words.packets.permit, { who: letterOf(side) }),
    source: client ? formatAddress(client) : 'TCP',
    destination: formatAddress(servers.relay),
  };
  return {
    owner: side,
    boxes: { public: now },
    way: [side, 'public', 'relay'],
    note: fill(words.notes.permits, { address }),
  };
}

function relaying({ message, from, owner, peer, to, delivery }: RelaysEvent, words: LabWords): PacketPicture {
  const isCheck = message === 'check';
  const sender = isCheck ? from : owner;
  const wrapped = isCheck
    ? fill(words.notes.inside, { peer: formatAddress(peer), address: peer.address })
    : words.notes.answered;
  const header = delivery?.journey.outside;
  const passed: HeaderBox = {
    look: delivery ? 'then' : 'now',
    title: fill(words.packets[message], { who: letterOf(sender) }),
    kind: words.packets.relayed,
    source: header ? formatAddress(header.source) : formatAddress(servers.relay),
    destination: header ? formatAddress(header.destination) : fill(words.packets.tcp, { who: letterOf(to) }),
  };
  const arrived = delivery?.journey.inside;
  const inside: HeaderBox | undefined = arrived && {
    look: 'now',
    title: fill(words.boxes.arrived, { who: letterOf(to) }),
    ...written(arrived),
    changed: 'destination',
  };
  const boxes = { public: passed, ...(inside && { [to]: inside }) };
  return { owner: sender, boxes, way: ['relay', 'public', to], note: wrapped };
}

function linkOf(event: NatEvent, words: LabWords): NetworkPicture['link'] {
  if (event.kind === 'signals') return { by: 'signaling', text: words.notes.signaling };
  if (event.kind === 'times-out') return { by: 'stopped', text: words.notes.timedOut };
  if (event.kind !== 'selected') return undefined;
  return event.path === 'relay'
    ? { by: 'relay', text: words.notes.relayed }
    : { by: 'direct', text: words.notes.direct };
}

/** The last refused check of the peer whose packet this is not, while it has no answer. */
function trailOf({ run, at }: Moment, words: LabWords): NetworkPicture['trail'] {
  const { event: now } = run.steps[at - 1] ?? {};
  if (!now || !('journey' in now) || now.journey.message !== 'check') return undefined;
  const past = run.steps
    .slice(0, at - 1)
    .map(({ event }, index) => ({ event, step: index + 1 }))
    .findLast(({ event }) => event.kind === 'refused' && event.journey.sender !== now.journey.sender);
  if (past?.event.kind !== 'refused') return undefined;
  const { nat, refusal } = past.event;
  const from = otherSide(nat);
  const params = { step: past.step, who: letterOf(from), port: `:${refusal.destination.port}`, nat: letterOf(nat) };
  return { from, text: fill(words.notes.trail, params) };
}
