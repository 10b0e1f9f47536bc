/** What the reader looks at: one carrier's last run, one of its messages, one pane. */
import type { CarrierName } from '#domain/trace.ts';
import type { SharedRun, View } from '#widgets/shared-run.ts';
import type { CarrierRun, CarrierRuns } from './carrier-run.ts';
import { type CrossedMessage, factsOf } from './facts.ts';

export class Shown {
  readonly #runs: CarrierRuns;
  carrier: CarrierName = 'in-page';
  /** Number of the message whose text is shown. */
  message: number | undefined;
  /** `messages` or `log`. */
  pane = 'messages';

  constructor(runs: CarrierRuns) {
    this.#runs = runs;
  }

  get run(): CarrierRun | undefined {
    return this.#runs.last(this.carrier);
  }

  get messages(): readonly CrossedMessage[] {
    return factsOf(this.run?.events ?? []).messages;
  }

  /** Looks at a carrier's last run: at its first message, unless the one that is looked at is there too. */
  look(carrier: CarrierName): void {
    const isOther = carrier !== this.carrier;
    this.carrier = carrier;
    const { messages } = this;
    if (isOther || !messages.some(({ message }) => message === this.message)) this.message = messages[0]?.message;
  }

  /** Looks at the message so many places on; gives its place, or undefined where there is none. */
  step(by: number): number | undefined {
    const { messages } = this;
    const place = messages.findIndex(({ message }) => message === this.message) + by;
    const next = messages[place];
    if (!next) return undefined;
    this.message = next.message;
    return place;
  }

  /** The run as it is shared: the cursor stands behind the message that is looked at. */
  shared(): SharedRun {
    const { events = [], browser = '' } = this.run ?? {};
    const chosen = this.messages.find(({ message }) => message === this.message);
    return { browser, events, cursor: chosen?.count ?? events.length, tab: this.pane };
  }

  /** Looks at what the reader who shared the run looked at. */
  resume({ cursor, tab }: View): void {
    this.pane = tab === 'messages' ? tab : 'log';
    this.message = this.messages.find(({ count }) => count === cursor)?.message ?? this.message;
  }
}
