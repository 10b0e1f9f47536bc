import type { Reason } from './refusals.ts';

/** Who carried it: a WebSocket, long polling, or no more than a connection. */
export type Carrier = 'websocket' | 'polling' | 'http';

/** A number that goes up and down, asked for when somebody reads the metrics. */
interface Gauge {
  name: string;
  help: string;
  read: () => number;
}

/** Counts what passed and what was refused, and writes one line for each refusal; neither holds any content. */
export class Metrics {
  readonly #messages = { websocket: 0, polling: 0, http: 0 };
  readonly #refusals = new Map<string, number>();
  readonly #gauges: Gauge[] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** A message came by a carrier, and was accepted. */
  accepted(carrier: Carrier): void {
    this.#messages[carrier] += 1;
  }

  /** Something was refused. */
  refused(reason: Reason, carrier: Carrier): void {
    const labels = `reason="${reason}",carrier="${carrier}"`;
    this.#refusals.set(labels, (this.#refusals.get(labels) ?? 0) + 1);
    this.#log(`${new Date().toISOString()} refused ${carrier} ${reason}`);
  }

  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.push({ name, help, read });
  }

  /** All of it in Prometheus' text format, version 0.0.4: `trickle_rooms 3`. */
  text(): string {
    const messages = Object.entries(this.#messages).filter(([carrier]) => carrier !== 'http');
    return [
      ...this.#gauges.flatMap(({ name, help, read }) => [...head(name, help, 'gauge'), `${name} ${read()}`]),
      ...head('trickle_messages_total', 'Messages accepted.', 'counter'),
      ...messages.map(([carrier, count]) => `trickle_messages_total{carrier="${carrier}"} ${count}`),
      ...head('trickle_refusals_total', 'What was refused, by reason.', 'counter'),
      ...Array.from(this.#refusals, ([labels, count]) => `trickle_refusals_total{${labels}} ${count}`),
      '',
    ].join('\n');
  }
}

function head(name: string, help: string, type: 'gauge' | 'counter'): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}
