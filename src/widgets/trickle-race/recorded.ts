/** The race that comes with the page: slow server, signaling of 25 ms, recorded where browser and server were on one machine. */
import { parseTrace } from '#domain/trace-file.ts';
import { type Race, raceOf } from './races.ts';
import recorded from './recorded-race.json?raw';

export function recordedRace(): Race {
  const { browser, events } = parseTrace(recorded);
  return raceOf(events, browser, 'recorded');
}
