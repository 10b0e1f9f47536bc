/** What stands beside the picture: the packet hop by hop, the checks, candidates, pairs and the log, each as data for its view. */
import type { Agent, Check, NatCandidate } from '#domain/nat/agent.ts';
import type { Header } from '#domain/nat/nat.ts';
import type { ArrivesEvent, Journey, LeavesEvent, RefusedEvent, RelaysEvent } from '#domain/nat/nat-event.ts';
import { formatAddress, sameAddress, type TransportAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import type { FactRow } from '#views/fact-rows.ts';
import type { Hop, HopField } from '#views/nat-hops.ts';
import type { CheckLine } from '#views/nat-lists.ts';
import type { Hue } from '#views/nat-tables.ts';
import { eventAt, hueIn, letterOf, type Moment, networkOfMoment } from './moment.ts';
import type { LabWords } from './words.ts';

const ends = ['a', 'b'] as const;

type HueOf = (address: TransportAddress) => Hue;

/** The packet of a step as it was at each place; none when the step is not a packet's. */
export function hopsOf(moment: Moment, words: LabWords): Hop[] {
  const event = eventAt(moment);
  const hueOf = hueIn(networkOfMoment(moment));
  if (event?.kind === 'relays') return relayedHops(event, words, hueOf);
  if (!event || !('journey' in event) || event.kind === 'blocked') return [];
  return [leavingHop(event, words, hueOf), ...outsideHop(event, words, hueOf), ...insideHop(event, words, hueOf)];
}

type Travels = LeavesEvent | ArrivesEvent | RefusedEvent;

const field = (
  term: string,
  address: TransportAddress,
  hueOf: HueOf,
  look: HopField['look'] = 'as-it-was',
): HopField => ({
  term,
  text: formatAddress(address),
  hue: hueOf(address),
  look,
});

const bothFields = ({ source, destination }: Header, words: LabWords, hueOf: HueOf): HopField[] => [
  field(words.source, source, hueOf),
  field(words.destination, destination, hueOf),
];

/** What the relay sends on: its own header on this hop, and in a Data indication the peer that the packet came from. */
function relayedHops({ message, to, peer, delivery }: RelaysEvent, words: LabWords, hueOf: HueOf): Hop[] {
  if (!delivery) return [];
  const { journey } = delivery;
  const leaving = leavingHop(delivery, words, hueOf);
  const wrapped = { term: words.peerAddress, text: formatAddress(peer), hue: hueOf(peer), look: 'as-it-was' } as const;
  const fields = message === 'check' ? [...leaving.fields, wrapped] : leaving.fields;
  const heading = words.hopHeads.leavingRelay;
  return [{ heading, fields }, ...insideHop({ kind: 'arrives', journey, nat: to }, words, hueOf)];
}

function leavingHop({ journey }: { readonly journey: Journey }, words: LabWords, hueOf: HueOf): Hop {
  const { sender, asSent } = journey;
  const isPeer = sender === 'a' || sender === 'b';
  const heading = isPeer ? fill(words.hopHeads.leaving, { who: letterOf(sender) }) : words.hopHeads.leavingServer;
  return { heading, fields: bothFields(asSent, words, hueOf) };
}

function outsideHop({ journey }: Travels, words: LabWords, hueOf: HueOf): Hop[] {
  const { sender, outside } = journey;
  if (!outside || (sender !== 'a' && sender !== 'b')) return [];
  const fields = [
    field(words.source, outside.source, hueOf, 'changed'),
    field(words.destination, outside.destination, hueOf),
  ];
  return [{ heading: fill(words.hopHeads.rewritten, { nat: letterOf(sender) }), fields }];
}

function insideHop(event: Pick<Travels, 'kind' | 'journey' | 'nat'>, words: LabWords, hueOf: HueOf): Hop[] {
  const { inside } = event.journey;
  if (!inside || event.kind === 'leaves') return [];
  const isNever = event.kind === 'refused';
  const heading = fill(isNever ? words.hopHeads.never : words.hopHeads.delivered, { nat: letterOf(event.nat) });
  return [{ heading, fields: [field(words.destination, inside.destination, hueOf, isNever ? 'never' : 'changed')] }];
}

/** Why a check stands as it does. */
function endOf({ remote, local, state, end }: Check, words: LabWords): string {
  const isRelayed = remote.type === 'relay' || local?.type === 'relay';
  if (isRelayed && state === 'waiting') return words.ends.relayed;
  if (state === 'succeeded' || !end) return words.ends.none;
  const { why, nat, step, from } = end;
  return fill(words.ends[why], { nat: nat ? letterOf(nat) : '', step, from: from ? formatAddress(from) : '' });
}

const tones = { waiting: 'n', 'in-progress': 'w', succeeded: 'ok', failed: 'bad' } as const;

/** The checks that have been sent, both peers'. */
export function checkLines(moment: Moment, words: LabWords): CheckLine[] {
  const { agents } = networkOfMoment(moment);
  return ends.flatMap((side) =>
    [...agents[side].checks, ...agents[side].relayed]
      .filter(({ sent, state }) => sent > 0 || state === 'failed')
      .map((check) => ({
        side,
        title: fill(words.checkOf, { who: letterOf(side) }),
        state: words.states[check.state],
        tone: tones[check.state],
        way: `${formatAddress(baseOf(agents[side], check))} → ${formatAddress(check.remote)}`,
        why: endOf(check, words),
      })),
  );
}

/** Where a check leaves from: the relayed address is its own base, every other local candidate's is the socket. */
const baseOf = ({ socket }: Agent, { local }: Check): TransportAddress => (local?.type === 'relay' ? local : socket);

/** What an agent has learned from the other's checks, through the relay, too. */
function learnedBy({ remote, relayed }: Agent): NatCandidate[] {
  const through = relayed.map((check) => check.remote);
  const learned = [...remote, ...through].filter(({ type }) => type === 'prflx');
  return learned.filter((each, index) => learned.findIndex((other) => sameAddress(other, each)) === index);
}

/** Each candidate with how it is known; the other's are seen from who knows them. */
export function candidateRows(moment: Moment, words: LabWords): FactRow[] {
  const { agents } = networkOfMoment(moment);
  return ends.flatMap((side) => {
    const learned = learnedBy(agents[side === 'a' ? 'b' : 'a']);
    const own = agents[side].local.filter(
      ({ address, port }) => !learned.some((l) => l.address === address && l.port === port),
    );
    const row = (candidate: NatCandidate, how: string): FactRow => ({
      key: `${side}${formatAddress(candidate)}`,
      kind: side,
      cells: [letterOf(side), candidate.type, formatAddress(candidate), fill(how, { step: candidate.step })],
    });
    const how = ({ type }: NatCandidate): string => (type === 'prflx' ? words.how.prflxOwn : words.how[type]);
    return [...own.map((each) => row(each, how(each))), ...learned.map((each) => row(each, words.how.prflx))];
  });
}

/** Each agent's pairs; those with the other's private address among them, for which no packet is drawn. */
export function pairRows(moment: Moment, words: LabWords): FactRow[] {
  const { agents } = networkOfMoment(moment);
  return ends.flatMap((side) => [
    ...agents[side].checks.map((check) => pairRow(agents[side], check, words)),
    ...agents[side].relayed.map((check) => relayedRow(agents[side], check, words)),
    ...privatePairs(agents[side], words),
  ]);
}

function pairRow(agent: Agent, check: Check, words: LabWords): FactRow {
  const { side, socket } = agent;
  const local = check.local ? `${formatAddress(check.local)} ${check.local.type}` : `${formatAddress(socket)} host`;
  return {
    key: `${side}${formatAddress(check.remote)}`,
    kind: `${side}${check.state === 'succeeded' ? ' selected' : ''}`,
    cells: [
      letterOf(side),
      local,
      `${formatAddress(check.remote)} ${check.remote.type}`,
      words.states[check.state],
      endOf(check, words),
    ],
  };
}

/** A pair that leaves from the agent's relayed address; the selected one's own check is not drawn. */
function relayedRow(agent: Agent, check: Check, words: LabWords): FactRow {
  const row = pairRow(agent, check, words);
  const isUnseen = check.state === 'succeeded' && check.sent === 0;
  const why = isUnseen ? words.ends.checkedBack : row.cells.at(-1);
  return {
    ...row,
    key: `${agent.side}relayed${formatAddress(check.remote)}`,
    cells: [...row.cells.slice(0, -1), why ?? ''],
  };
}

/** The other's private address makes a pair with each local candidate that has a base of its own, too. */
function privatePairs({ side, local, remote }: Agent, words: LabWords): FactRow[] {
  const host = remote.find(({ type }) => type === 'host');
  if (!host) return [];
  return local
    .filter(({ type }) => type === 'host' || type === 'relay')
    .map(({ type, ...address }) => ({
      key: `${side}host${type}`,
      kind: side,
      cells: [
        letterOf(side),
        `${formatAddress(address)} ${type}`,
        `${formatAddress(host)} host`,
        words.states.failed,
        words.ends.private,
      ],
    }));
}
