/** Runs one negotiation over a carrier, and keeps its trace and what crossed. */
import type { CarrierName, PeerName, TraceEvent } from '#domain/trace.ts';
import type { Seat } from '#lab/signaling-channel.ts';
import { browserName } from '#widgets/trace-tools.ts';
import type { CarrierRun, Wire } from './carrier-run.ts';
import { negotiate, randomName } from './negotiate.ts';
import type { Way } from './ways.ts';

/** Most ms that a run may take when no person carries. */
export const patience = 15_000;

/** Runs over `way` and calls `onChange` whenever the run has grown. Rejects as `negotiate` does, the run kept as far as it came. */
export async function runCarrier(
  carrier: CarrierName,
  way: Way,
  onChange: (run: CarrierRun) => void,
  signal: AbortSignal,
): Promise<CarrierRun> {
  const room = randomName();
  const events: TraceEvent[] = [];
  const crossing = new Crossing(room);
  const run: CarrierRun = {
    carrier,
    browser: browserName(navigator.userAgent),
    events,
    source: 'live',
    wire: crossing,
  };
  onChange(run);
  try {
    await negotiate({
      room,
      open: way.start((seat, text) => {
        crossing.taken(seat, text);
        onChange(run);
      }),
      onEvent: (event) => {
        events.push(event);
        onChange(run);
      },
      onLetter: (message, letter, seat) => crossing.handed(message, seat, way.textOf(letter, seat)),
      patience: carrier === 'copy-paste' ? Infinity : patience,
      signal,
    });
  } finally {
    crossing.end();
  }
  return run;
}

/** What a carrier makes of the messages of a run, while it is made. */
class Crossing implements Wire {
  readonly texts = new Map<number, string>();
  /** Messages whose text is not made yet. */
  readonly #waiting: Record<PeerName, number[]> = { a: [], b: [] };
  readonly #requests: RequestCount;

  constructor(room: string) {
    this.#requests = new RequestCount(room);
  }

  get requests(): number {
    return this.#requests.count;
  }

  handed(message: number, { peer }: Seat, text: string | undefined): void {
    if (text === undefined) this.#waiting[peer].push(message);
    else this.texts.set(message, text);
  }

  /** A text was made of all that a seat had to say. */
  taken({ peer }: Seat, text: string): void {
    for (const message of this.#waiting[peer].splice(0)) this.texts.set(message, text);
  }

  end(): void {
    this.#requests.end();
  }
}

/** Counts the HTTP requests of a room that are answered, as the browser tells of them (Resource Timing). */
class RequestCount {
  readonly #room: string;
  readonly #observer: PerformanceObserver;
  #count = 0;

  constructor(room: string) {
    this.#room = room;
    this.#observer = new PerformanceObserver((list) => this.#add(list.getEntries()));
    this.#observer.observe({ type: 'resource' });
  }

  get count(): number {
    return this.#count;
  }

  end(): void {
    this.#add(this.#observer.takeRecords());
    this.#observer.disconnect();
  }

  #add(entries: readonly PerformanceEntry[]): void {
    this.#count += entries.filter(({ name }) => name.includes(this.#room)).length;
  }
}
