/** Whether messages of signaling can pass from end to end: they can while neither end has left its carrier or lost it. */
import type { CarrierEvent } from './trace.ts';

/** How the way changed: it opened again, closed at one end, or goes on over another carrier. */
export type WayChange = 'open' | 'moved' | Exclude<CarrierEvent['state'], 'open'>;
