/** The parts of a session, each of which does one thing, put together. */
import type { Content } from '#domain/letter.ts';
import type { CarrierName } from '#domain/trace.ts';
import type { ChannelState } from '../signaling-channel.ts';
import { Agenda } from './agenda.ts';
import { Greeter } from './greeter.ts';
import { Line } from './line.ts';
import { OtherPage } from './other-page.ts';
import { Pings } from './pings.ts';
import { Reports } from './reports.ts';
import type { SessionOptions } from './session-options.ts';
import { Silence } from './silence.ts';
import { Streams } from './streams.ts';
import { TextsUnderWay } from './texts-under-way.ts';
import { Ways } from './ways.ts';

export interface SessionParts {
  agenda: Agenda;
  silence: Silence;
  other: OtherPage;
  ways: Ways;
  streams: Streams;
  greeter: Greeter;
  pings: Pings;
  reports: Reports;
  texts: TextsUnderWay;
}

/** What the parts tell whoever put them together. */
export interface PartsEvents {
  /** A letter came by the carrier; `newest`: by the one that was joined last. */
  onLetter(letter: unknown, newest: boolean): void;
  onCarrier(state: ChannelState, carrier: CarrierName): void;
  /** What a parcel held, in order, once. */
  onContent(content: Content): void;
}

export function sessionParts({ seat, log, events, after }: SessionOptions, told: PartsEvents): SessionParts {
  const clock = (): number => log.now();
  const agenda = new Agenda(clock, after);
  const silence = new Silence(
    clock,
    agenda,
    () => events.onSilent(),
    () => events.onHeard(),
  );
  const other = new OtherPage();
  const ways = new Ways(
    new Line(seat, log, {
      onLetter: (letter, newest) => told.onLetter(letter, newest),
      onState: (state, carrier) => told.onCarrier(state, carrier),
    }),
  );
  const streams = new Streams({
    ...{ page: seat.page, ways, agenda, silence },
    addressee: () => other.name ?? (ways.byHand ? '' : undefined),
    onContent: (content) => told.onContent(content),
    onRoom: () => reports.tellSoon(),
  });
  const reports = new Reports({ agenda, clock, ways, other, streams });
  const greeter = new Greeter({ seat, log, agenda, ways, other });
  const pings = new Pings({ seat, log, agenda, ways, other, silence });
  return { agenda, silence, other, ways, streams, greeter, pings, reports, texts: new TextsUnderWay(seat.peer, log) };
}
