import { afterEach, beforeEach } from 'vitest';
import type { Letter } from '#domain/letter.ts';
import type { PeerName } from '#domain/trace.ts';
import type { OpenChannel, Seat } from '#lab/signaling-channel.ts';
import { type Running, startSignaling } from '../../signaling/running-server.ts';
import { End, seatAt } from './end.ts';

/** A carrier to the server at an address, as `http://localhost:4321`. */
type ServedCarrier = (base: string) => OpenChannel;

interface Place {
  port?: number;
  seat?: Seat;
  carrier?: ServedCarrier;
}

type Settings = NonNullable<Parameters<typeof startSignaling>[0]>;

/** Ends of a carrier at a server of ours, which every test of the file has afresh. */
export class ServedEnds {
  readonly #carrier: ServedCarrier;
  readonly #made: End[] = [];
  #server: Running | undefined;

  constructor(carrier: ServedCarrier, limits: Settings['limits']) {
    this.#carrier = carrier;
    beforeEach(async () => {
      this.#server = await startSignaling({ ...(limits && { limits }) });
    });
    afterEach(async () => {
      for (const end of this.#made.splice(0)) end.abort();
      await this.server.stop();
    });
  }

  get server(): Running {
    if (!this.#server) throw new Error('there is a server in a test only');
    return this.#server;
  }

  /** Starts a server that knows nothing where the one before was. */
  async restart(): Promise<void> {
    this.#server = await startSignaling({}, this.server.port);
  }

  end = (peer: PeerName, place: Place = {}): End => {
    const { port = this.server.port, seat = seatAt('room', peer), carrier = this.#carrier } = place;
    const made = new End(carrier(`http://localhost:${port}`), seat);
    this.#made.push(made);
    return made;
  };

  pair = async (port = this.server.port): Promise<{ a: End; b: End }> => {
    const [a, b] = [this.end('a', { port }), this.end('b', { port })];
    await Promise.all([a.reaches('open'), b.reaches('open')]);
    return { a, b };
  };
}

/** The farewell of a seat. */
export const bye = ({ page }: Seat): Letter => ({ kind: 'bye', from: page });
