import { setup } from 'xstate';

/** The values of RTCDtlsTransportState (webrtc-pc, RTCDtlsTransportState enum). */
export const dtlsTransportStates = ['new', 'connecting', 'connected', 'closed', 'failed'] as const;

export type DtlsTransportState = (typeof dtlsTransportStates)[number];

const types: {
  events: { type: 'handshake-begins' | 'fingerprint-verified' | 'error' | 'close-notify' | 'close' };
} = { events: { type: 'close' } };

/**
 * One DTLS transport: `connecting -> fingerprint-verified -> connected`.
 *
 * `error`: a fatal alert, or a certificate that does not match the a=fingerprint of the description; `close-notify`: the
 * other side said goodbye (webrtc-pc, RTCDtlsTransportState enum).
 */
export const dtlsTransportStateMachine = setup({ types }).createMachine({
  id: 'dtlsTransportState',
  initial: 'new',
  states: {
    new: { on: { 'handshake-begins': 'connecting', error: 'failed', close: 'closed' } },
    connecting: {
      on: { 'fingerprint-verified': 'connected', error: 'failed', 'close-notify': 'closed', close: 'closed' },
    },
    connected: { on: { error: 'failed', 'close-notify': 'closed', close: 'closed' } },
    failed: { on: { close: 'closed' } },
    closed: { type: 'final' },
  },
});
