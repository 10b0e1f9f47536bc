/** From a trace and a moment to one of the two tabs as it is drawn, and to what goes straight between them: pure. */
import type { PeerName, StatsEvent, TraceEvent } from '#domain/trace.ts';
import type { PeerSnapshot } from '#domain/trace-index.ts';
import { fill } from '#i18n/fill.ts';
import type { DirectFlow, DirectFlows } from '#views/direct-flows.ts';
import type { HalfCard, HalfFact } from '#views/half-card.ts';
import { letterOf, type Moment, otherEnd } from './exchange-picture.ts';
import type { TabWords } from './words.ts';

const isConnected = ({ connectionState }: PeerSnapshot): boolean => connectionState === 'connected';

/** Whether both ends are connected at a moment, as far as each has told. */
export function bothConnected({ halves, count }: Moment): boolean {
  const { a, b } = halves.index.at(count);
  return isConnected(a) && isConnected(b);
}

function eventsOf({ halves, count }: Moment, peer: PeerName): TraceEvent[] {
  return halves.events.slice(0, count).filter((event) => event.peer === peer);
}

/** Whether a peer receives pictures of the other. */
const seesOther = (snapshot: PeerSnapshot): boolean => (snapshot.stats?.framesDecoded ?? 0) > 0;

function pairOf({ pairs }: PeerSnapshot, words: TabWords): string {
  const selected = pairs.find((pair) => pair.selected);
  if (!selected) return words.card.none;
  const [local = ''] = selected.local.split(' ');
  const [remote = ''] = selected.remote.split(' ');
  return fill(words.card.pairValue, { local, remote });
}

/** How old what is shown of a tab is: this one's is of now, the other's of when it told. */
export interface Freshness {
  /** Milliseconds since the other told something; undefined: it never did. */
  heardAgo: number | undefined;
}

function ageFact({ heardAgo }: Freshness, own: boolean, words: TabWords): HalfFact {
  const { measured, here, heardTerm, ago, never } = words.card;
  if (own) return { key: 'age', term: measured, text: here, pill: false };
  const text = heardAgo === undefined ? never : fill(ago, { seconds: (Math.max(0, heardAgo) / 1000).toFixed(1) });
  return { key: 'age', term: heardTerm, text, pill: false };
}

function factsOf(moment: Moment, peer: PeerName, freshness: Freshness, recorded: boolean, words: TabWords): HalfFact[] {
  const snapshot = moment.halves.index.at(moment.count)[peer];
  const { card } = words;
  const made = eventsOf(moment, peer).some(({ type }) => type === 'created');
  const state = (key: string, term: string, text: string): HalfFact => ({
    key,
    term,
    text: made ? text : card.none,
    pill: made,
  });
  const frames = snapshot.stats?.framesDecoded;
  const facts = [
    state('signaling', card.signaling, snapshot.signalingState),
    state('ice', card.ice, snapshot.iceConnectionState),
    {
      ...{ key: 'frames', term: fill(card.frames, { other: letterOf(otherEnd(peer)) }), pill: false },
      text: frames === undefined ? card.none : fill(card.framesValue, { count: frames }),
    },
    { key: 'pair', term: card.pair, text: pairOf(snapshot, words), pill: false },
  ];
  // how old it is, is told of what is shown now
  return recorded || !moment.live ? facts : [...facts, ageFact(freshness, peer === moment.self, words)];
}

function picturesSentence({ other, own }: HalfCard['pictures'], peer: PeerName, words: TabWords): string {
  const values = { peer: letterOf(peer), other: letterOf(otherEnd(peer)) };
  return fill(other ? words.card.seesBoth : own ? words.card.seesOwn : words.card.seesNothing, values);
}

/** One tab. `recorded`: nobody's page is this tab, so both are drawn as told. */
export function halfCard(
  moment: Moment,
  peer: PeerName,
  path: string,
  freshness: Freshness,
  recorded: boolean,
  words: TabWords,
): HalfCard {
  const own = peer === moment.self && !recorded;
  const snapshot = moment.halves.index.at(moment.count)[peer];
  const sends = eventsOf(moment, peer).some((event) => event.type === 'call' && event.method === 'addTrack');
  const { gone = false } = moment;
  const pictures = { other: seesOther(snapshot) && !gone, own: sends && !(gone && peer !== moment.self) };
  const name = (end: PeerName): string => {
    if (end !== peer || recorded) return letterOf(end);
    return fill(own ? words.card.own : words.card.heard, { self: letterOf(end), other: letterOf(end) });
  };
  return {
    ...{ peer, own, path, pictures, tabs: { a: name('a'), b: name('b') } },
    facts: factsOf(moment, peer, freshness, recorded, words),
    words: {
      label: fill(words.card.label, { peer: letterOf(peer) }),
      pictures: picturesSentence(pictures, peer, words),
    },
  };
}

/** kbit/s that an end sent between its last two samples; undefined before there are two. */
function rateOf(moment: Moment, peer: PeerName): number | undefined {
  const samples = eventsOf(moment, peer).filter((event): event is StatsEvent => event.type === 'stats');
  const last = samples.at(-1);
  const before = samples.findLast(({ t }) => last !== undefined && last.t - t > 500);
  if (!last || !before || last.bytesSent < before.bytesSent) return undefined;
  return ((last.bytesSent - before.bytesSent) * 8) / (last.t - before.t);
}

function videoFlow(moment: Moment, from: PeerName, words: TabWords): DirectFlow[] {
  const receiver = moment.halves.index.at(moment.count)[otherEnd(from)];
  if (!seesOther(receiver)) return [];
  const rate = rateOf(moment, from);
  const values = { peer: letterOf(from), rate: rate?.toFixed(0) ?? '' };
  const label = fill(rate === undefined ? words.videoSoon : words.video, values);
  return [{ key: from, from, label, count: receiver.stats?.framesDecoded ?? 0 }];
}

/** The state of the data channel that texts go over, as this end saw it last. */
export function chatState({ halves, count, self }: Moment): string {
  const last = halves.events
    .slice(0, count)
    .findLast(
      (event) =>
        event.peer === self && (event.type === 'created' || (event.type === 'channel' && event.label === 'chat')),
    );
  return last?.type === 'channel' ? last.state : 'none';
}

/** What goes straight from one to the other; nothing before this end is connected. */
export function directFlows(moment: Moment, words: TabWords): DirectFlows {
  const { halves, count, self } = moment;
  const snapshot = halves.index.at(count)[self];
  const texts = halves.index.at(count).a.messages + halves.index.at(count).b.messages;
  const chat: DirectFlow[] =
    chatState(moment) === 'open' ? [{ key: 'chat', from: 'both', label: words.channel, count: texts }] : [];
  const flows = isConnected(snapshot)
    ? [...videoFlow(moment, 'a', words), ...videoFlow(moment, 'b', words), ...chat]
    : [];
  const label = fill(words.directLabel, { flows: flows.map((flow) => flow.label).join(', ') });
  return { self, flows, words: { label } };
}
