/** A short run over a carrier, as a trace tells it. */
import type { CarrierName, PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import type { CarrierRun } from '#widgets/signaling-carriers/carrier-run.ts';

export const offer: SignalingMessage = { kind: 'description', description: { type: 'offer', sdp: 'v=0\r\n' } };
export const answer: SignalingMessage = { kind: 'description', description: { type: 'answer', sdp: 'v=0\r\n' } };

const connected = (peer: PeerName, t: number): TraceEvent => ({
  type: 'state',
  peer,
  t,
  attribute: 'connectionState',
  value: 'connected',
});

/** Opened at 2 and 3 ms, begun at 5, offered at 6, answered at 9 and 11, connected at `end`. */
export const sampleEvents = (carrier: CarrierName, end = 25): TraceEvent[] => [
  { type: 'carrier', peer: 'b', t: 2, carrier, state: 'open' },
  { type: 'carrier', peer: 'a', t: 3, carrier, state: 'open' },
  { type: 'call', peer: 'a', t: 5, id: 1, method: 'createDataChannel' },
  { type: 'sent', peer: 'a', t: 6, message: 3, body: offer },
  { type: 'received', peer: 'b', t: 7, message: 3 },
  { type: 'sent', peer: 'b', t: 9, message: 2, body: answer },
  { type: 'received', peer: 'a', t: 11, message: 2 },
  { type: 'sent', peer: 'b', t: 12, message: 4, body: { kind: 'end-of-candidates' } },
  connected('b', end - 1),
  connected('a', end),
];

export const sampleRun = (carrier: CarrierName, end?: number): CarrierRun => ({
  carrier,
  browser: 'Chromium 156',
  events: sampleEvents(carrier, end),
  source: 'live',
  wire: { texts: new Map(), requests: 7 },
});
