import { setup, transition } from 'xstate';

/** The values of RTCSignalingState (webrtc-pc, RTCSignalingState enum). */
export const signalingStates = [
  'stable',
  'have-local-offer',
  'have-remote-offer',
  'have-local-pranswer',
  'have-remote-pranswer',
  'closed',
] as const;

export type SignalingState = (typeof signalingStates)[number];

/** The values of RTCSdpType (webrtc-pc, RTCSdpType). */
export type SdpType = 'offer' | 'answer' | 'pranswer' | 'rollback';

/** What moves the signaling state: `setLocal(offer)` is setLocalDescription with a description of type offer. */
export type SignalingMove = `setLocal(${SdpType})` | `setRemote(${SdpType})` | 'close';

const types: { events: { type: SignalingMove } } = { events: { type: 'close' } };

/**
 * The signaling state of one RTCPeerConnection: `stable -> setLocal(offer) -> have-local-offer`.
 *
 * A move that a state does not list is refused with InvalidStateError. A rollback is refused in `stable` and in both pranswer
 * states (webrtc-pc, set the session description); in the other two it does the same through either method (RFC 9429 §5.7). A
 * remote offer in `have-local-offer` rolls the local one back first (webrtc-pc, setRemoteDescription). See also RFC 9429 §3.2.
 */
export const signalingStateMachine = setup({ types }).createMachine({
  id: 'signalingState',
  initial: 'stable',
  states: {
    stable: {
      on: { 'setLocal(offer)': 'have-local-offer', 'setRemote(offer)': 'have-remote-offer', close: 'closed' },
    },
    'have-local-offer': {
      on: {
        'setLocal(offer)': 'have-local-offer',
        'setRemote(offer)': 'have-remote-offer',
        'setRemote(answer)': 'stable',
        'setRemote(pranswer)': 'have-remote-pranswer',
        'setLocal(rollback)': 'stable',
        'setRemote(rollback)': 'stable',
        close: 'closed',
      },
    },
    'have-remote-offer': {
      on: {
        'setRemote(offer)': 'have-remote-offer',
        'setLocal(answer)': 'stable',
        'setLocal(pranswer)': 'have-local-pranswer',
        'setLocal(rollback)': 'stable',
        'setRemote(rollback)': 'stable',
        close: 'closed',
      },
    },
    'have-local-pranswer': {
      on: { 'setLocal(pranswer)': 'have-local-pranswer', 'setLocal(answer)': 'stable', close: 'closed' },
    },
    'have-remote-pranswer': {
      on: { 'setRemote(pranswer)': 'have-remote-pranswer', 'setRemote(answer)': 'stable', close: 'closed' },
    },
    closed: { type: 'final' },
  },
});

/** The state that a move leads to, or undefined when the move is refused: `nextSignalingState('stable', 'setLocal(answer)')`. */
export function nextSignalingState(state: SignalingState, move: SignalingMove): SignalingState | undefined {
  const snapshot = signalingStateMachine.resolveState({ value: state });
  if (!snapshot.can({ type: move })) return undefined;
  return transition(signalingStateMachine, snapshot, { type: move })[0].value;
}
