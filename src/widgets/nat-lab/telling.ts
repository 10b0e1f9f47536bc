/** What a step is said to be: the key of its sentences, what they are filled with, and where the standard says so. */
import type { Citation } from '#domain/citation.ts';
import { mostPeerReflexive } from '#domain/nat/check-phase.ts';
import type {
  ArrivesEvent,
  BlockedEvent,
  LeavesEvent,
  NatEvent,
  Party,
  PermitsEvent,
  RefusedEvent,
  RelaysEvent,
  SelectedEvent,
} from '#domain/nat/nat-event.ts';
import { relayedAddresses } from '#domain/nat/network.ts';
import { otherSide, type Side } from '#domain/nat/side.ts';
import { formatAddress, sameAddress, type TransportAddress } from '#domain/nat/transport-address.ts';
import type { Hue } from '#views/nat-tables.ts';
import { eventAt, letterOf, type Moment, networkOfMoment } from './moment.ts';
import type { LabWords } from './words.ts';

type Sentences = LabWords['events'];

export type TellingKey = {
  [Key in keyof Sentences]: Sentences[Key] extends string ? never : Key;
}[keyof Sentences];

export type AfterKey = Exclude<keyof Sentences, TellingKey>;

export interface Telling {
  key: TellingKey;
  /** Takes the place of the key's own `why`. */
  after?: AfterKey;
  params: Readonly<Record<string, string | number>>;
  /** Whose it is; a refusal is its NAT's. */
  hue: Hue;
  /** What has gone wrong, or well. */
  tone: 'bad' | 'ok' | 'plain';
  cite: readonly Citation[];
}

const mapping: Citation = { doc: 'RFC 4787', section: '4.1' };
const filtering: Citation = { doc: 'RFC 4787', section: '5' };
const ice = (section: string): Citation => ({ doc: 'RFC 8445', section });
const turn = (section: string): Citation => ({ doc: 'RFC 8656', section });

/** Tells the step that a moment ends with. */
export function tellingOf(moment: Moment): Telling {
  const event = eventAt(moment);
  if (!event) return { key: 'begin', params: {}, hue: 'plain', tone: 'plain', cite: [] };
  switch (event.kind) {
    case 'leaves':
      return leaving(event, moment);
    case 'blocked':
      return blocked(event);
    case 'arrives':
      return arriving(event, moment);
    case 'refused':
      return refused(event);
    case 'permits':
      return permitting(event);
    case 'relays':
      return relaying(event);
    case 'selected':
      return selected(event);
    default:
      return between(event, moment);
  }
}

const sideOf = (party: Party, otherwise: Side): Side => (party === 'a' || party === 'b' ? party : otherwise);

/** Where the check went that an answer answers. */
function checkedAddress({ run, at }: Moment): TransportAddress | undefined {
  const asked = run.steps
    .slice(0, at - 1)
    .findLast(({ event }) => 'journey' in event && event.journey.message === 'check');
  return asked && 'journey' in asked.event ? asked.event.journey.asSent.destination : undefined;
}

function leaving({ journey, nat, isNewMapping, again, mapping: row }: LeavesEvent, moment: Moment): Telling {
  const { message, receiver, asSent } = journey;
  const outside = formatAddress(row.outside);
  const params = {
    who: letterOf(nat),
    other: letterOf(otherSide(nat)),
    inside: formatAddress(asSent.source),
    outside,
    port: `:${row.outside.port}`,
    destination: formatAddress(asSent.destination),
  };
  const telling = { params, hue: nat, tone: 'plain' } as const;
  if (message === 'binding-request') return { ...telling, key: 'ask', cite: [ice('5.1.1.2'), mapping] };
  if (message === 'answer') {
    const checked = checkedAddress(moment);
    const isThere = checked && sameAddress(checked, row.outside);
    if (isThere) return { ...telling, key: 'answerThere', cite: [mapping] };
    const withChecked = { ...params, checked: checked ? formatAddress(checked) : '' };
    return { ...telling, params: withChecked, key: 'answerElsewhere', tone: 'bad', cite: [mapping, ice('7.2.5.2.1')] };
  }
  if (receiver === 'relay') return { ...telling, key: 'relayCheck', cite: [turn('9')] };
  if (again) return { ...telling, key: 'checkAgain', cite: [mapping] };
  return { ...telling, key: isNewMapping ? 'checkNew' : 'checkSame', cite: [mapping, filtering] };
}

function blocked({ journey, nat }: BlockedEvent): Telling {
  const keys = { 'binding-request': 'askBlocked', answer: 'answerBlocked' } as const;
  const key =
    journey.message === 'binding-request' || journey.message === 'answer' ? keys[journey.message] : 'checkBlocked';
  return { key, params: { who: letterOf(nat) }, hue: nat, tone: 'bad', cite: [] };
}

function arriving(event: ArrivesEvent, moment: Moment): Telling {
  const { journey, nat, verdict, admission, learned } = event;
  const header = journey.outside ?? journey.asSent;
  const params = {
    who: letterOf(nat),
    nat: letterOf(nat),
    other: letterOf(otherSide(nat)),
    at: `:${header.destination.port}`,
    source: formatAddress(header.source),
    outside: formatAddress(header.destination),
    mapped: formatAddress(header.destination),
    peer: admission.by === 'contact' ? formatAddress(admission.contact.peer) : '',
    checked: event.checked ? formatAddress(event.checked) : '',
    limit: mostPeerReflexive,
  };
  const telling = { params, hue: nat, tone: 'plain' } as const;
  if (journey.message === 'binding-response') return { ...telling, key: 'told', cite: [ice('5.1.1.2')] };
  if (verdict === 'succeeded') return { ...telling, key: 'succeeded', tone: 'ok', cite: [ice('7.2.5.3.1')] };
  if (verdict === 'asymmetric') return { ...telling, key: 'asymmetric', tone: 'bad', cite: [ice('7.2.5.2.1')] };
  const key = admission.by === 'anyone' ? 'inAnyone' : 'inContact';
  if (learned) return { ...telling, key, after: 'learned', cite: [filtering, ice('7.3.1.3')] };
  const isKnown = networkOfMoment(moment).agents[nat].remote.some((each) => sameAddress(each, header.source));
  return { ...telling, key, after: isKnown ? 'known' : 'tooMany', cite: [filtering, ice('7.3.1.4')] };
}

function refused({ journey, nat, refusal }: RefusedEvent): Telling {
  const { reason, source, destination, closest } = refusal;
  const keys = { port: 'refusedPort', address: 'refusedAddress', 'no-mapping': 'refusedUnmapped' } as const;
  const params = {
    nat: letterOf(nat),
    who: letterOf(sideOf(journey.sender, otherSide(nat))),
    at: `:${destination.port}`,
    address: source.address,
    port: source.port,
    allowed: closest?.peer.port ?? '',
    closest: closest ? formatAddress(closest.peer) : '',
    message: journey.message,
  };
  return { key: keys[reason], params, hue: nat, tone: 'bad', cite: [mapping, filtering] };
}

function permitting({ side, address, relayed, client }: PermitsEvent): Telling {
  const params = { who: letterOf(side), address, relayed: formatAddress(relayed) };
  const key = client ? 'permits' : 'permitsTcp';
  return { key, params, hue: side, tone: 'plain', cite: [turn('9'), turn('10'), ice('7.2.1')] };
}

function relaying({ message, from, owner, peer, to, delivery }: RelaysEvent): Telling {
  const params = {
    to: letterOf(to),
    from: letterOf(from),
    owner: letterOf(owner),
    peer: formatAddress(peer),
    address: peer.address,
    relayed: formatAddress(relayedAddresses[owner]),
  };
  const keys = delivery
    ? ({ check: 'relayPasses', answer: 'relayAnswers' } as const)
    : ({ check: 'relayPassesTcp', answer: 'relayAnswersTcp' } as const);
  const cite = message === 'check' ? [turn('9'), turn('11.3')] : [turn('11.2')];
  return { key: keys[message], params, hue: 'infra', tone: 'plain', cite };
}

function selected({ path, local, remote }: SelectedEvent): Telling {
  const keys = { srflx: 'selectedSrflx', prflx: 'selectedPrflx', relay: 'selectedRelay' } as const;
  const written = (candidate: typeof local): string => `${formatAddress(candidate)} (${candidate.type})`;
  const params = { local: written(local), remote: written(remote) };
  return { key: keys[path], params, hue: 'plain', tone: 'ok', cite: [ice('8.1.1')] };
}

function between(event: Extract<NatEvent, { kind: 'allocates' | 'signals' | 'times-out' }>, { run }: Moment): Telling {
  const telling = { hue: 'infra', tone: 'plain', params: {} } as const;
  if (event.kind === 'signals') return { ...telling, hue: 'plain', key: 'signal', cite: [ice('5.3')] };
  if (event.kind === 'allocates') {
    const params = { who: letterOf(event.side), relayed: formatAddress(event.relayed) };
    const key = event.transport === 'udp' ? 'allocate' : 'allocateTcp';
    return { ...telling, key, params, cite: event.transport === 'udp' ? [turn('7')] : [turn('3.1')] };
  }
  const isBlocked = run.setup.a.blocksUdp || run.setup.b.blocksUdp;
  const key = isBlocked ? 'timesOutBlocked' : event.chase ? 'timesOutChase' : 'timesOut';
  const cite = event.chase ? [ice('7.2.5.2.1'), ice('6.1.2.5')] : [ice('7.2.5.2.3'), turn('9')];
  return { ...telling, key, tone: 'bad', params: { limit: mostPeerReflexive }, cite };
}
