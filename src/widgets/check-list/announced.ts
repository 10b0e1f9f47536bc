import type { PeerName } from '#domain/trace.ts';
import type { Announced } from './pictures.ts';
import type { ChecksRecord } from './record.ts';

/** The candidates that either end of a run has found so far. */
export function announcedIn(record: ChecksRecord): Announced {
  const own = (peer: PeerName) =>
    record
      .of(peer)
      .run.arrivals.filter(({ end }) => end === 'local')
      .map(({ candidate }) => candidate);
  return { a: own('a'), b: own('b') };
}
