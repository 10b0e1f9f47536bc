import { and, assign, raise, setup, stateIn } from 'xstate';
import { pace, type Speed } from './playback.ts';

export interface TwoTabPlaybackContext {
  /** The moment shown while looking back, in ms on A's clock: events that the other end tells of late still find their place. */
  look: number;
  /** Calls that are held at this end. */
  planned: number;
  speed: Speed;
}

export type TwoTabPlaybackEvent =
  /** Makes the next call of this end; what a step means while looking back is the widget's to say. */
  | { type: 'STEP' }
  /** Makes a call every `pace`; looking back, moves on instead. */
  | { type: 'PLAY' }
  /** Makes every call as soon as it can be made. */
  | { type: 'RUN' }
  | { type: 'PAUSE' }
  | { type: 'SPEED'; speed: Speed }
  /** Shows the moment `t`. */
  | { type: 'SEEK'; t: number }
  /** Shows the moment `t` and goes on playing what was recorded. */
  | { type: 'ADVANCE'; t: number }
  | { type: 'LIVE' }
  /** So many calls are held now. */
  | { type: 'PLANNED'; count: number }
  /** The call that `runNext` began has settled. */
  | { type: 'DONE' }
  /** A new run begins; `by` says who makes its calls. */
  | { type: 'START_OVER'; by: 'hand' | 'itself' }
  /** A finished trace takes the place of the run. */
  | { type: 'LOAD' }
  | { type: 'CALL' };

const types: { context: TwoTabPlaybackContext; events: TwoTabPlaybackEvent } = {
  context: { look: 0, planned: 0, speed: 1 },
  events: { type: 'STEP' },
};

const playback = setup({
  types,
  delays: { pace: ({ context }) => pace / context.speed },
  actions: {
    /** Provided by the widget: makes the next held call, then sends DONE. */
    runNext: () => {},
    /** Provided by the widget: sends ADVANCE to the next moment of what was recorded, or LIVE past the last. */
    advance: () => {},
    look: assign(({ context, event }) =>
      event.type === 'SEEK' || event.type === 'ADVANCE' ? { look: event.t } : context,
    ),
    plan: assign(({ context, event }) => (event.type === 'PLANNED' ? { planned: event.count } : context)),
    pick: assign(({ context, event }) => (event.type === 'SPEED' ? { speed: event.speed } : context)),
    call: raise({ type: 'CALL' }),
  },
  guards: {
    live: stateIn({ time: 'live' }),
    ready: and([stateIn({ call: 'idle' }), ({ context }) => context.planned > 0]),
    byItself: ({ event }) => event.type === 'START_OVER' && event.by === 'itself',
  },
});

/**
 * The playback of one tab of two. Region `time`: `live`, or `past` at the moment `look`. Region `script`: who makes this end's
 * calls: the reader's `hand`, `playing` at a pace, `all` as soon as they are there, or nobody, because the run is `recorded`.
 * Region `call`: `busy` while a call has not settled. Looking back does not hold the script up: the other tab waits for it.
 */
export const twoTabPlaybackMachine = playback.createMachine({
  id: 'two-tab-playback',
  type: 'parallel',
  context: { look: 0, planned: 0, speed: 1 },
  on: {
    PLANNED: { actions: 'plan' },
    SPEED: { actions: 'pick' },
    LOAD: { target: ['.time.live', '.script.recorded', '.call.idle'] },
    START_OVER: [
      { guard: 'byItself', target: ['.time.live', '.script.all', '.call.idle'] },
      { target: ['.time.live', '.script.hand', '.call.idle'] },
    ],
  },
  states: {
    time: {
      initial: 'live',
      on: { SEEK: { target: '.past.paused', actions: 'look' }, LIVE: { target: '.live' } },
      states: {
        live: {},
        past: {
          initial: 'paused',
          states: {
            paused: { on: { PLAY: 'playing' } },
            playing: {
              after: { pace: { target: 'playing', reenter: true, actions: 'advance' } },
              on: { PAUSE: 'paused', ADVANCE: { actions: 'look' } },
            },
          },
        },
      },
    },
    script: {
      initial: 'hand',
      states: {
        hand: {
          on: {
            STEP: { guard: and(['live', 'ready']), actions: 'call' },
            PLAY: { guard: 'live', target: 'playing' },
            RUN: { target: 'all' },
          },
        },
        playing: {
          initial: 'due',
          on: { PAUSE: { guard: 'live', target: 'hand' }, RUN: 'all' },
          states: {
            due: { always: { guard: 'ready', target: 'called', actions: 'call' } },
            called: { on: { DONE: 'resting' } },
            resting: { after: { pace: 'due' } },
          },
        },
        all: {
          initial: 'due',
          on: { PAUSE: { guard: 'live', target: 'hand' } },
          states: {
            due: { always: { guard: 'ready', target: 'called', actions: 'call' } },
            called: { on: { DONE: 'due' } },
          },
        },
        recorded: {},
      },
    },
    call: {
      initial: 'idle',
      states: {
        idle: { on: { CALL: 'busy' } },
        busy: { entry: 'runNext', on: { DONE: 'idle' } },
      },
    },
  },
});
