import { setup } from 'xstate';

/** The values of RTCIceGatheringState, and of RTCIceGathererState of one transport (webrtc-pc, the enums of these names). */
export type IceGatheringState = 'new' | 'gathering' | 'complete';

const types: { events: { type: 'gather' | 'finish' | 'restart' | 'discard' } } = { events: { type: 'gather' } };

/**
 * One ICE transport gathering its candidates: `new -> gather -> gathering`.
 *
 * `gather`: setLocalDescription began it; `finish`: no more candidates to find; `restart`: an ICE restart begins it anew
 * (webrtc-pc, RTCIceGathererState enum); `discard`: a rollback took the transport away, and with the last of them the state
 * of the connection is `new` again (webrtc-pc, RTCIceGatheringState enum).
 */
export const iceGatheringStateMachine = setup({ types }).createMachine({
  id: 'iceGatheringState',
  initial: 'new',
  states: {
    new: { on: { gather: 'gathering' } },
    gathering: { on: { finish: 'complete', discard: 'new' } },
    complete: { on: { restart: 'gathering', discard: 'new' } },
  },
});

/** The iceGatheringState of a connection from those of its transports, as the RTCIceGatheringState enum of webrtc-pc says. */
export function deriveIceGatheringState(transports: readonly IceGatheringState[]): IceGatheringState {
  if (transports.includes('gathering')) return 'gathering';
  return transports.length > 0 && transports.every((state) => state === 'complete') ? 'complete' : 'new';
}
