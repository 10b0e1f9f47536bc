import { and, assign, not, raise, setup, stateIn } from 'xstate';

/** Milliseconds between one step and the next of a run that plays at speed 1. */
export const pace = 1200;

/** The speeds that a widget offers: a quarter, half, as it is, double. */
export const speeds = [0.25, 0.5, 1, 2] as const;

export type Speed = (typeof speeds)[number];

export interface PlaybackContext {
  /** Number of events recorded. */
  length: number;
  /** Number of events shown: the picture is that of the first `cursor` events. */
  cursor: number;
  speed: Speed;
  /** Where the steps end in the trace, ascending: after 4 events, after 9. Empty: every event is a step. */
  boundaries: readonly number[];
  /** Counts START_OVER, so that a DONE which belongs to a run that was left is known for one. */
  run: number;
}

export type PlaybackEvent =
  /** Moves one step on: at the live end runs the next call, in the past shows the next step. */
  | { type: 'STEP' }
  /** Shows the trace as it was one step before. */
  | { type: 'BACK' }
  | { type: 'PLAY' }
  | { type: 'PAUSE' }
  | { type: 'SPEED'; speed: Speed }
  /** Shows the first `to` events; at or past the end is live. */
  | { type: 'SEEK'; to: number }
  | { type: 'LIVE' }
  | { type: 'HOME' }
  | { type: 'END' }
  /** Forgets the run; the widget's `startOver` makes a new one. */
  | { type: 'START_OVER' }
  /** The trace has grown. */
  | { type: 'APPENDED'; length: number; boundaries?: readonly number[] }
  /** The step that `runNext` began has settled; `ended`: it was the script's last. */
  | { type: 'DONE'; run: number; ended: boolean }
  /** A finished trace takes the place of the run: one that was pasted, or recorded earlier. */
  | { type: 'LOAD'; length: number; boundaries?: readonly number[] }
  | { type: 'RUN' };

const types: { context: PlaybackContext; events: PlaybackEvent } = {
  context: { length: 0, cursor: 0, speed: 1, boundaries: [], run: 0 },
  events: { type: 'STEP' },
};

/** The end of the step that follows a cursor: `nextBoundary([4, 9], 4, 12)` is 9, and past the last it is the length. */
export function nextBoundary(boundaries: readonly number[], cursor: number, length: number): number {
  if (boundaries.length === 0) return Math.min(cursor + 1, length);
  return Math.min(boundaries[firstAbove(boundaries, cursor)] ?? length, length);
}

/** The end of the step before a cursor: `previousBoundary([4, 9], 9)` is 4, and before the first it is 0. */
export function previousBoundary(boundaries: readonly number[], cursor: number): number {
  if (boundaries.length === 0) return Math.max(cursor - 1, 0);
  return boundaries[firstAbove(boundaries, cursor - 1) - 1] ?? 0;
}

/** Index of the first boundary greater than a cursor, by halving. */
function firstAbove(boundaries: readonly number[], cursor: number): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boundaries[middle] ?? Number.POSITIVE_INFINITY) > cursor) high = middle;
    else low = middle + 1;
  }
  return low;
}

const playback = setup({
  types,
  delays: { pace: ({ context }) => pace / context.speed },
  actions: {
    /** Provided by the widget: makes the next call of the script, then sends DONE with the same `run`. */
    runNext: (_, _run: { run: number }) => {},
    /** Provided by the widget: ends the run and makes a new one. */
    startOver: (_, _run: { run: number }) => {},
    follow: assign(({ context }) => ({ cursor: context.length })),
    forward: assign(({ context }) => ({
      cursor: nextBoundary(context.boundaries, context.cursor, context.length),
    })),
    backward: assign(({ context }) => ({ cursor: previousBoundary(context.boundaries, context.cursor) })),
    rewind: assign({ cursor: 0 }),
    append: assign(({ context, event }) => {
      if (event.type !== 'APPENDED' && event.type !== 'LOAD') return context;
      return {
        length: event.length,
        boundaries: event.boundaries ?? (event.type === 'LOAD' ? [] : context.boundaries),
      };
    }),
    forget: assign(({ context }) => ({ length: 0, cursor: 0, boundaries: [], run: context.run + 1 })),
    leave: assign(({ context }) => ({ run: context.run + 1 })),
    pick: assign(({ context, event }) => (event.type === 'SPEED' ? { speed: event.speed } : context)),
    seek: assign(({ context, event }) =>
      event.type === 'SEEK' ? { cursor: Math.max(0, Math.min(Math.trunc(event.to), context.length)) } : context,
    ),
  },
  guards: {
    idle: stateIn({ script: 'idle' }),
    ended: stateIn({ script: 'ended' }),
    empty: ({ context }) => context.length === 0,
    atStart: ({ context }) => context.cursor === 0,
    atEnd: ({ context }) => context.cursor >= context.length,
    seeksEnd: ({ context, event }) => event.type === 'SEEK' && event.to >= context.length,
    ofThisRun: ({ context, event }) => event.type === 'DONE' && event.run === context.run,
    last: ({ event }) => event.type === 'DONE' && event.ended,
  },
});

/**
 * The playback of every widget: `createActor(playbackMachine.provide({ actions: { runNext, startOver } }))`, and on each
 * snapshot a picture of the first `context.cursor` events.
 *
 * Region `time`: `live` (the cursor follows the trace; `idle` or `playing` the script) or `past` (`paused` or `playing` what was
 * recorded). Region `script`: `idle`, `running` (a call has not settled; no other begins) or `ended`.
 */
export const playbackMachine = playback.createMachine({
  id: 'playback',
  type: 'parallel',
  context: { length: 0, cursor: 0, speed: 1, boundaries: [], run: 0 },
  on: {
    START_OVER: {
      target: ['.time.live.idle', '.script.idle'],
      actions: ['forget', { type: 'startOver', params: ({ context }) => ({ run: context.run }) }],
    },
    LOAD: { target: ['.time.live.idle', '.script.ended'], actions: ['leave', 'append', 'follow'] },
    SPEED: { actions: 'pick' },
  },
  states: {
    time: {
      initial: 'live',
      on: {
        SEEK: [
          { guard: 'seeksEnd', target: '.live.idle', actions: 'follow' },
          { target: '.past.paused', actions: 'seek' },
        ],
        LIVE: { target: '.live.idle', actions: 'follow' },
        END: { target: '.live.idle', actions: 'follow' },
        HOME: { guard: not('empty'), target: '.past.paused', actions: 'rewind' },
        BACK: { guard: not('atStart'), target: '.past.paused', actions: 'backward' },
      },
      states: {
        live: {
          initial: 'idle',
          on: {
            APPENDED: { actions: ['append', 'follow'] },
            STEP: { guard: 'idle', target: '.idle', actions: raise({ type: 'RUN' }) },
          },
          states: {
            idle: {
              on: {
                PLAY: [
                  { guard: and(['ended', not('empty')]), target: '#playback.time.past.playing', actions: 'rewind' },
                  { guard: not('ended'), target: 'playing' },
                ],
              },
            },
            playing: {
              initial: 'due',
              on: { PAUSE: 'idle' },
              always: { guard: 'ended', target: 'idle' },
              states: {
                due: { always: { guard: 'idle', target: 'called', actions: raise({ type: 'RUN' }) } },
                called: { on: { DONE: { guard: 'ofThisRun', target: 'resting' } } },
                resting: {
                  after: { pace: 'due' },
                  on: { SPEED: { target: 'resting', reenter: true, actions: 'pick' } },
                },
              },
            },
          },
        },
        past: {
          initial: 'paused',
          on: {
            APPENDED: { actions: 'append' },
            STEP: { target: '.stepped', actions: 'forward' },
          },
          states: {
            paused: { on: { PLAY: 'playing' } },
            stepped: { always: [{ guard: 'atEnd', target: '#playback.time.live' }, { target: 'paused' }] },
            playing: {
              after: { pace: { target: 'advanced', actions: 'forward' } },
              on: { PAUSE: 'paused', SPEED: { target: 'playing', reenter: true, actions: 'pick' } },
            },
            advanced: {
              always: [
                { guard: and(['atEnd', 'ended']), target: '#playback.time.live' },
                { guard: 'atEnd', target: '#playback.time.live.playing' },
                { target: 'playing' },
              ],
            },
          },
        },
      },
    },
    script: {
      initial: 'idle',
      states: {
        idle: { on: { RUN: 'running' } },
        running: {
          entry: { type: 'runNext', params: ({ context }) => ({ run: context.run }) },
          on: {
            DONE: [
              { guard: and(['ofThisRun', 'last']), target: 'ended' },
              { guard: 'ofThisRun', target: 'idle' },
            ],
          },
        },
        ended: {},
      },
    },
  },
});
