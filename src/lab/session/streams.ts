/** The two streams of a session, and the acknowledgements that keep them going. */
import type { AcknowledgementLetter, Content, ParcelLetter, Stream } from '#domain/letter.ts';
import type { Agenda } from './agenda.ts';
import { type Parcel, Parcels } from './parcels.ts';
import type { Silence } from './silence.ts';
import type { Ways } from './ways.ts';

/** Milliseconds for which an acknowledgement waits for a parcel to go with. */
const pause = 50;

const streams = ['signaling', 'report'] as const;

export interface StreamsOptions {
  /** This page. */
  page: string;
  ways: Ways;
  agenda: Agenda;
  silence: Silence;
  /** The page that parcels are for; undefined: nobody is there to write to. */
  addressee: () => string | undefined;
  onContent: (content: Content) => void;
  /** There is room on the stream again. */
  onRoom: (stream: Stream) => void;
}

export class Streams {
  readonly #options: StreamsOptions;
  readonly #parcels: Record<Stream, Parcels>;
  readonly #owed = new Set<Stream>();

  constructor(options: StreamsOptions) {
    this.#options = options;
    this.#parcels = { signaling: this.#stream('signaling'), report: this.#stream('report') };
  }

  /** Parcels that the other has not acknowledged, sent or not. */
  waiting(stream: Stream): number {
    return this.#parcels[stream].waiting;
  }

  /** Parcels that were written and are not acknowledged. */
  underWay(stream: Stream): number {
    return this.#parcels[stream].underWay;
  }

  send(stream: Stream, content: Content): void {
    this.#parcels[stream].send(content);
  }

  /** The way of a stream has opened, or the other may have missed what went over it. */
  resend(stream: Stream): void {
    this.#parcels[stream].resend();
  }

  onParcel({ stream, number, content, acknowledges }: ParcelLetter): void {
    const parcels = this.#parcels[stream];
    this.#owed.add(stream);
    if (!this.#options.ways.byHand) this.#options.agenda.setOnce('acknowledge', pause, () => this.acknowledge());
    parcels.arrive({ number, content });
    for (let next = parcels.take(); next; next = parcels.take()) this.#options.onContent(next);
    if (acknowledges) for (const each of streams) this.#acknowledged(each, acknowledges[each]);
  }

  onAcknowledgement({ stream, number }: AcknowledgementLetter): void {
    if (!this.#acknowledged(stream, number)) this.#parcels[stream].hurry();
  }

  /** Says what has arrived, if that has not been said. */
  acknowledge(): void {
    const { ways, page, addressee } = this.#options;
    const to = addressee();
    if (!to) return;
    for (const stream of this.#owed) {
      const number = this.#parcels[stream].arrived;
      const written = ways.write('report', { kind: 'acknowledgement', from: page, to, stream, number });
      if (written) this.#owed.delete(stream);
    }
  }

  /** Begins anew, with another page at the other end. */
  reset(): void {
    this.#owed.clear();
    for (const stream of streams) this.#parcels[stream].reset();
    this.#options.silence.forget(...streams);
  }

  #stream(stream: Stream): Parcels {
    const { agenda } = this.#options;
    return new Parcels({
      write: (parcel) => this.#write(stream, parcel),
      wake: (ms, resend) => {
        if (ms === undefined || this.#isByHand(stream)) agenda.drop(stream);
        else agenda.set(stream, ms, resend);
      },
    });
  }

  #isByHand(stream: Stream): boolean {
    return stream === 'signaling' && this.#options.ways.byHand;
  }

  #write(stream: Stream, parcel: Parcel): boolean {
    const { ways, page, silence, addressee } = this.#options;
    const to = addressee();
    if (to === undefined || !ways.isOpen(stream)) return false;
    const acknowledges = { signaling: this.#parcels.signaling.arrived, report: this.#parcels.report.arrived };
    const news = this.#owed.size > 0 && to !== '' ? { acknowledges } : {};
    this.#owed.clear();
    if (!this.#isByHand(stream)) silence.waitFor(stream);
    return ways.write(stream, { kind: 'parcel', from: page, to, stream, ...parcel, ...news });
  }

  #acknowledged(stream: Stream, number: number): boolean {
    const parcels = this.#parcels[stream];
    const news = parcels.acknowledged(number);
    if (!news) return false;
    this.#options.silence.heard(stream, parcels.underWay > 0);
    this.#options.onRoom(stream);
    return true;
  }
}
