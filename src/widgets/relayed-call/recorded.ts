/** The call that comes with the page, recorded where browser and relay were on one machine. */
import { parseTrace } from '#domain/trace-file.ts';
import recorded from './recorded-call.json?raw';
import { Run } from './run.ts';

/** The recorded call, read. */
export function recordedRun(): Run {
  const { browser, events } = parseTrace(recorded);
  return new Run(browser, events);
}
