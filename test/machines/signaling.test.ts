import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { nextSignalingState, type SignalingMove, signalingStateMachine, signalingStates } from '#machines/signaling.ts';

const moves: SignalingMove[] = [
  'setLocal(offer)',
  'setLocal(answer)',
  'setLocal(pranswer)',
  'setLocal(rollback)',
  'setRemote(offer)',
  'setRemote(answer)',
  'setRemote(pranswer)',
  'setRemote(rollback)',
  'close',
];

/** webrtc-pc, RTCSignalingState enum and set the session description; RFC 9429 §5.5, §5.6. */
const table = `
  stable -> setLocal(offer) -> have-local-offer
  stable -> setRemote(offer) -> have-remote-offer
  stable -> close -> closed
  have-local-offer -> setLocal(offer) -> have-local-offer
  have-local-offer -> setLocal(rollback) -> stable
  have-local-offer -> setRemote(offer) -> have-remote-offer
  have-local-offer -> setRemote(answer) -> stable
  have-local-offer -> setRemote(pranswer) -> have-remote-pranswer
  have-local-offer -> setRemote(rollback) -> stable
  have-local-offer -> close -> closed
  have-remote-offer -> setLocal(answer) -> stable
  have-remote-offer -> setLocal(pranswer) -> have-local-pranswer
  have-remote-offer -> setLocal(rollback) -> stable
  have-remote-offer -> setRemote(offer) -> have-remote-offer
  have-remote-offer -> setRemote(rollback) -> stable
  have-remote-offer -> close -> closed
  have-local-pranswer -> setLocal(answer) -> stable
  have-local-pranswer -> setLocal(pranswer) -> have-local-pranswer
  have-local-pranswer -> close -> closed
  have-remote-pranswer -> setRemote(answer) -> stable
  have-remote-pranswer -> setRemote(pranswer) -> have-remote-pranswer
  have-remote-pranswer -> close -> closed
`;

const legal = new Map(
  table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(' -> '))
    .map(([from, move, to]) => [`${from} -> ${move}`, to] as const),
);

describe('the signaling state', () => {
  test('begins as stable', () => {
    expect(createActor(signalingStateMachine).getSnapshot().value).toBe('stable');
  });

  for (const state of signalingStates) {
    for (const move of moves) {
      const next = legal.get(`${state} -> ${move}`);
      test(next ? `${state} -> ${move} -> ${next}` : `${move} in ${state} is refused`, () => {
        expect(nextSignalingState(state, move)).toBe(next);
      });
    }
  }

  test('an actor walks a call with a provisional answer', () => {
    const actor = createActor(signalingStateMachine).start();
    const seen: string[] = [];
    actor.subscribe((snapshot) => seen.push(snapshot.value));
    for (const type of ['setRemote(offer)', 'setLocal(pranswer)', 'setLocal(answer)', 'close'] as const) {
      actor.send({ type });
    }
    expect(seen).toEqual(['have-remote-offer', 'have-local-pranswer', 'stable', 'closed']);
  });
});
