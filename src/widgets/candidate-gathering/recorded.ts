/** The run that comes with the page: recorded with our own STUN and TURN server on the same machine. */
import type { TraceReading } from '#domain/trace-file.ts';
import { parseTrace } from '#domain/trace-file.ts';
import recorded from './recorded-run.json?raw';

export const recordedRun: TraceReading = parseTrace(recorded);
