/** From a trace and a moment to the rows of messages that are drawn, and to the timeline under them: pure. */
import { format } from 'd3';
import type { ExchangeRow, MessageRow, SeparatorRow } from '#domain/exchange-rows.ts';
import { newestRow } from '#domain/exchange-rows.ts';
import type { CarrierName, PeerName } from '#domain/trace.ts';
import { type Stretch, twoTracks } from '#domain/two-tracks.ts';
import { fill } from '#i18n/fill.ts';
import type { ExchangeMessage, ExchangePicture, ExchangeSeparator } from '#views/exchange-rows.ts';
import type { TwoTracksPicture } from '#views/two-tracks.ts';
import type { TwoHalves } from './two-halves.ts';
import type { TabWords } from './words.ts';

export const otherEnd = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');
export const letterOf = (peer: PeerName): string => peer.toUpperCase();

/** A time in milliseconds as rows have it, so that two of them can be compared at any age: `12.9`, `15,297.8`. */
export const rowTime: (t: number) => string = format(',.1f');
/** A time that stands by itself: `12.9 ms`, and from a second on `12.40 s`. */
export const fullTime = (t: number): string => (t < 1000 ? `${t.toFixed(1)} ms` : `${(t / 1000).toFixed(2)} s`);

function labelOf({ label, count }: MessageRow, words: TabWords): string {
  const name = words.messages[label];
  return count > 1 ? fill(words.times, { label: name, count }) : name;
}

function sentenceOf(row: MessageRow, label: string, words: TabWords): string {
  const { from, sentAt, receivedAt } = row;
  const values = {
    from: letterOf(from),
    to: letterOf(otherEnd(from)),
    label,
    sent: sentAt === undefined ? '' : rowTime(sentAt),
    received: receivedAt === undefined ? '' : rowTime(receivedAt),
  };
  return fill(words.row[sentAt === undefined ? 'unsent' : row.crossing], values);
}

function messageOf(row: MessageRow, live: boolean, words: TabWords): ExchangeMessage {
  const { key, from, sentAt, receivedAt, crossing } = row;
  const label = labelOf(row, words);
  const left = sentAt === undefined ? '' : rowTime(sentAt);
  const reached = receivedAt === undefined ? '' : rowTime(receivedAt);
  const note = crossing === 'no-way' ? words.noWay : crossing === 'unheard' ? words.unheard : '';
  return {
    ...{ kind: 'message', key, from, label, crossing, note, live },
    at: from === 'a' ? { a: left, b: reached } : { a: reached, b: left },
    sentence: sentenceOf(row, label, words),
  };
}

function separatorOf(row: SeparatorRow, self: PeerName | undefined, words: TabWords): ExchangeSeparator {
  const { key, change, peer, carrier, t } = row;
  const sentence = words.changes[change === 'cut' && peer === self ? 'cutHere' : change];
  const text = fill(sentence, { time: fullTime(t), peer: letterOf(peer), carrier: words.carriers[carrier] });
  return { kind: 'separator', key, text, tone: change === 'open' || change === 'moved' ? 'ok' : 'bad' };
}

/** What of a run is looked at, and from which end. */
export interface Moment {
  halves: TwoHalves;
  /** Number of events shown. */
  count: number;
  /** The end that this tab is. */
  self: PeerName;
  /** What is shown is what is happening. */
  live: boolean;
  /** The other end has left, and nothing goes straight any more, whatever was seen of it last. */
  gone?: boolean;
}

/** The carrier in use at a moment, as far as the trace tells. */
export function carrierAt({ halves, count }: Moment): CarrierName | undefined {
  const last = halves.events.slice(0, count).findLast((event) => event.type === 'carrier' && event.state === 'open');
  return last?.type === 'carrier' ? last.carrier : undefined;
}

export function exchangePicture(
  moment: Moment,
  rows: readonly ExchangeRow[],
  carrier: CarrierName,
  words: TabWords,
): ExchangePicture {
  const { self, live } = moment;
  const newest = newestRow(rows);
  return {
    self,
    rows: rows.map((row) =>
      row.kind === 'message' ? messageOf(row, live && row === newest, words) : separatorOf(row, self, words),
    ),
    ...(newest && !live ? { current: newest.key } : {}),
    words: { label: words.rows, a: words.a, b: words.b, clock: words.clock, carrier: words.carriers[carrier] },
  };
}

function reasonOf(ended: Stretch['ended'], words: TabWords): string {
  return ended === undefined || ended === 'open' ? '' : words.tracks.gaps[ended];
}

/** The two tracks to scale, waits cut short. */
export function tracksPicture({ halves, count, self }: Moment, words: TabWords): TwoTracksPicture {
  const { signaling, direct } = twoTracks(halves.events, self);
  const share = (events: number): number => halves.timeline.share(events);
  const span = ({ from, to }: Stretch) => ({ from: share(from), to: share(to) });
  const gaps = signaling.flatMap((stretch, index) => {
    const next = signaling[index + 1];
    if (stretch.ended === undefined) return [];
    return [{ from: share(stretch.to), to: next ? share(next.from) : 1, text: reasonOf(stretch.ended, words) }];
  });
  const lasted = (stretches: readonly Stretch[]): string =>
    fullTime(stretches.reduce((sum, { from, to }) => sum + timeOf(halves, to) - timeOf(halves, from), 0));
  return {
    ...{ signaling: signaling.map(span), gaps, direct: direct.map(span), head: share(count) },
    words: { label: fill(words.tracks.picture, { signaling: lasted(signaling), direct: lasted(direct) }) },
  };
}

const timeOf = (halves: TwoHalves, count: number): number => halves.events[count - 1]?.t ?? 0;
