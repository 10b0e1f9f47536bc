/** From a trace and a moment to the chat and to the comparison of clocks: pure. */
import { estimateOffset, type OffsetEstimate, offsetOf } from '#domain/clock-offset.ts';
import type { ExchangeRow, SeparatorRow } from '#domain/exchange-rows.ts';
import type { AcknowledgedEvent, DataEvent, PeerName, PingEvent, TraceEvent } from '#domain/trace.ts';
import { fill } from '#i18n/fill.ts';
import type { ChatLine, ChatSeparator } from '#views/chat-lines.ts';
import type { ClockPing } from '#views/clock-plot.ts';
import { fullTime, letterOf, type Moment, otherEnd } from './exchange-picture.ts';
import type { TabWords } from './words.ts';

/** A text, and when which end knew of it. */
interface Text {
  from: PeerName;
  text: string;
  t: number;
  acknowledged?: AcknowledgedEvent;
}

/** What acknowledges a text is four bytes without one. */
function isChat(event: TraceEvent): event is DataEvent {
  return event.type === 'data' && event.label === 'chat' && event.text !== undefined;
}

/** What one end said, in order: the channel keeps it, so the third that was sent is the third that arrived. */
function textsOf(events: readonly TraceEvent[], from: PeerName): Text[] {
  const sent = events.filter(
    (event): event is DataEvent => isChat(event) && event.peer === from && event.direction === 'sent',
  );
  const arrived = events.filter(
    (event): event is DataEvent => isChat(event) && event.peer === otherEnd(from) && event.direction === 'received',
  );
  const acknowledged = events.filter(
    (event): event is AcknowledgedEvent =>
      event.type === 'acknowledged' && event.peer === from && event.label === 'chat',
  );
  const longer = sent.length < arrived.length ? arrived : sent;
  return longer.map((event, index) => {
    const told = acknowledged[index];
    const { t, text = '…' } = sent[index] ?? event;
    return { from, text, t, ...(told ? { acknowledged: told } : {}) };
  });
}

function lineOf({ from, text, t, acknowledged }: Text, index: number, self: PeerName, words: TabWords): ChatLine {
  const { chat } = words;
  const note = acknowledged ? chat.acknowledged : from === self ? chat.unacknowledged : chat.at;
  const values = { time: fullTime(t), ms: acknowledged?.roundTrip.toFixed(1) ?? '' };
  return { kind: 'text', key: `${from}${index}`, from, name: letterOf(from), text, note: fill(note, values) };
}

function separatorOf({ key, change, peer }: SeparatorRow, words: TabWords): ChatSeparator[] {
  if (change === 'moved') return [];
  const text = fill(words.chat[change], { peer: letterOf(peer) });
  return [{ kind: 'separator', key, tone: change === 'open' ? 'ok' : 'bad', text }];
}

/** Whether signaling had stopped already, and in the same way: both cut it. */
function repeats(row: SeparatorRow, rows: readonly ExchangeRow[]): boolean {
  const separators = rows.filter((each) => each.kind === 'separator');
  return separators[separators.indexOf(row) - 1]?.change === row.change && row.change === 'cut';
}

/** What was said, with the moments between at which signaling stopped or opened again; none before the first text. */
export function chatLines({ halves, count, self }: Moment, rows: readonly ExchangeRow[], words: TabWords): ChatLine[] {
  const events = halves.events.slice(0, count);
  const texts = (['a', 'b'] as const).flatMap((from) =>
    textsOf(events, from).map((text, index) => ({ t: text.t, lines: [lineOf(text, index, self, words)] })),
  );
  const first = Math.min(...texts.map(({ t }) => t));
  const separators = rows.flatMap((row) =>
    row.kind === 'separator' && row.t > first && !repeats(row, rows)
      ? [{ t: row.t, lines: separatorOf(row, words) }]
      : [],
  );
  return [...texts, ...separators].sort((one, other) => one.t - other.t).flatMap(({ lines }) => lines);
}

/** B's clock against A's, from what either end asked. */
export interface Clocks {
  pings: readonly ClockPing[];
  estimate: OffsetEstimate | undefined;
  over: PingEvent['over'];
}

/** The comparison of this end, at a moment: by pings of the data channel as soon as there are some, which are the faster. */
export function clocksAt({ halves, count, self }: Moment): Clocks {
  const all = halves.events
    .slice(0, count)
    .filter((event): event is PingEvent => event.type === 'ping' && event.peer === self);
  const overData = all.filter(({ over }) => over === 'data');
  const pings = (overData.length > 0 ? overData : all).slice(-60);
  const sign = self === 'a' ? 1 : -1;
  const estimate = estimateOffset(pings);
  return {
    pings: pings.map((ping) => ({ roundTrip: offsetOf(ping).roundTrip, offset: sign * offsetOf(ping).offset })),
    estimate: estimate && { ...estimate, offset: sign * estimate.offset },
    over: overData.length > 0 ? 'data' : 'signaling',
  };
}
