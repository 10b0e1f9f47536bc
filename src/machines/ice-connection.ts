import { setup } from 'xstate';

/** The values of RTCIceTransportState and of RTCIceConnectionState: the same seven (webrtc-pc, the enums of these names). */
export const iceConnectionStates = [
  'new',
  'checking',
  'connected',
  'completed',
  'disconnected',
  'failed',
  'closed',
] as const;

export type IceConnectionState = (typeof iceConnectionStates)[number];

const types: {
  events: {
    type:
      | 'remote-candidates'
      | 'pair-found'
      | 'checks-finished'
      | 'checks-failed'
      | 'gave-up'
      | 'connectivity-lost'
      | 'connectivity-regained'
      | 'local-candidates'
      | 'consent-expired'
      | 'ice-restart'
      | 'close';
  };
} = { events: { type: 'close' } };

/**
 * One ICE transport at its checks: `checking -> pair-found -> connected`.
 *
 * The moves are the examples and descriptions of the RTCIceTransportState enum in webrtc-pc. `checks-failed`: all known pairs
 * failed, more may come; `gave-up`: they failed and no more will come; `consent-expired`: RFC 7675 §5.1, no other pair left.
 */
export const iceTransportStateMachine = setup({ types }).createMachine({
  id: 'iceTransportState',
  initial: 'new',
  states: {
    new: { on: { 'remote-candidates': 'checking', close: 'closed' } },
    checking: {
      on: {
        'pair-found': 'connected',
        'checks-finished': 'completed',
        'checks-failed': 'disconnected',
        'gave-up': 'failed',
        close: 'closed',
      },
    },
    connected: {
      on: {
        'checks-finished': 'completed',
        'connectivity-lost': 'disconnected',
        'consent-expired': 'checking',
        close: 'closed',
      },
    },
    completed: {
      on: {
        'connectivity-lost': 'disconnected',
        'consent-expired': 'failed',
        'ice-restart': 'connected',
        close: 'closed',
      },
    },
    disconnected: {
      on: {
        'connectivity-regained': 'connected',
        'local-candidates': 'checking',
        'ice-restart': 'checking',
        'gave-up': 'failed',
        close: 'closed',
      },
    },
    failed: { on: { 'ice-restart': 'checking', close: 'closed' } },
    closed: { type: 'final' },
  },
});

/** What the aggregated states are made from. */
export interface IceTransports {
  /** The connection's [[IsClosed]] slot. */
  closed: boolean;
  /** State of each RTCIceTransport that the connection uses; one when everything is bundled. */
  transports: readonly IceConnectionState[];
}

/** The iceConnectionState of a connection from the states of its ICE transports, row by row as its enum in webrtc-pc. */
export function deriveIceConnectionState({ closed, transports }: IceTransports): IceConnectionState {
  const any = (...states: IceConnectionState[]) => transports.some((state) => states.includes(state));
  const all = (...states: IceConnectionState[]) => transports.every((state) => states.includes(state));
  if (closed) return 'closed';
  if (any('failed')) return 'failed';
  if (any('disconnected')) return 'disconnected';
  if (all('new', 'closed')) return 'new';
  if (any('new', 'checking')) return 'checking';
  return all('completed', 'closed') ? 'completed' : 'connected';
}
