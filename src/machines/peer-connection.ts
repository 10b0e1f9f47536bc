import { assign, setup } from 'xstate';
import type { DtlsTransportState } from './dtls-transport.ts';
import { deriveIceConnectionState, type IceConnectionState } from './ice-connection.ts';

/** The values of RTCPeerConnectionState (webrtc-pc, RTCPeerConnectionState enum). */
export type PeerConnectionState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

/** One transport of a connection: an RTCDtlsTransport over its RTCIceTransport. */
export interface Transport {
  ice: IceConnectionState;
  dtls: DtlsTransportState;
}

/**
 * The connectionState of a connection from its aggregated iceConnectionState and the state of each DTLS transport, row by row
 * as the RTCPeerConnectionState enum of webrtc-pc: `combineConnectionState('connected', ['connecting'])` is `connecting`.
 *
 * The row `connected` of the standard names `connected` alone; its note on `connecting` leaves nothing but `connected` for an
 * iceConnectionState of `completed`, so it counts here too.
 */
export function combineConnectionState(
  ice: IceConnectionState,
  dtls: readonly DtlsTransportState[],
): PeerConnectionState {
  const all = (...states: DtlsTransportState[]) => dtls.every((state) => states.includes(state));
  if (ice === 'closed') return 'closed';
  if (ice === 'failed' || dtls.includes('failed')) return 'failed';
  if (ice === 'disconnected') return 'disconnected';
  if (dtls.length === 0 || (ice === 'new' && all('new', 'closed'))) return 'new';
  return (ice === 'connected' || ice === 'completed') && all('connected', 'closed') ? 'connected' : 'connecting';
}

/** The connectionState of a connection from its transports: ICE first, then DTLS (webrtc-pc, RTCPeerConnectionState enum). */
export function deriveConnectionState(input: {
  closed: boolean;
  transports: readonly Transport[];
}): PeerConnectionState {
  const ice = deriveIceConnectionState({ closed: input.closed, transports: input.transports.map((each) => each.ice) });
  return combineConnectionState(
    ice,
    input.transports.map((each) => each.dtls),
  );
}

const types: {
  context: { transports: readonly Transport[] };
  events: { type: 'transports'; transports: readonly Transport[] } | { type: 'close' };
} = { context: { transports: [] }, events: { type: 'close' } };

const connection = setup({
  types,
  actions: {
    keep: assign(({ event, context }) => (event.type === 'transports' ? { transports: event.transports } : context)),
  },
  guards: {
    derives: ({ event }, state: PeerConnectionState) =>
      event.type === 'transports' && deriveConnectionState({ closed: false, transports: event.transports }) === state,
  },
});

/** A transition for each state that the transports may derive. */
const derived = (['new', 'connecting', 'connected', 'disconnected', 'failed'] as const).map((target) => ({
  guard: { type: 'derives' as const, params: target },
  target,
  actions: 'keep' as const,
}));

const open = { on: { transports: derived, close: 'closed' as const } };

/** The connectionState as it follows its transports: `{ type: 'transports', transports: [{ ice, dtls }] }`, or `close`. */
export const peerConnectionStateMachine = connection.createMachine({
  id: 'connectionState',
  context: { transports: [] },
  initial: 'new',
  states: {
    new: open,
    connecting: open,
    connected: open,
    disconnected: open,
    failed: open,
    closed: { type: 'final' },
  },
});
