/** The run that comes with the page: recorded where browser, site and TURN server were on one machine. */
import { parseTrace, type TraceReading } from '#domain/trace-file.ts';
import run from './recorded-run.json?raw';

export const recordedRun = (): TraceReading => parseTrace(run);
