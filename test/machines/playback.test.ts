import { beforeEach, describe, expect, test } from 'vitest';
import { type ActorRefFrom, createActor, SimulatedClock } from 'xstate';
import { nextBoundary, type PlaybackEvent, pace, playbackMachine, previousBoundary } from '#machines/playback.ts';

/** A script of steps, each of which appends three events; what a widget is to the machine. */
class Script {
  readonly clock = new SimulatedClock();
  readonly calls: number[] = [];
  readonly starts: number[] = [];
  readonly actor: ActorRefFrom<typeof playbackMachine>;
  readonly steps: number;
  boundaries: number[] = [];

  constructor(steps: number) {
    this.steps = steps;
    const machine = playbackMachine.provide({
      actions: { runNext: (_, { run }) => this.calls.push(run), startOver: (_, { run }) => this.starts.push(run) },
    });
    this.actor = createActor(machine, { clock: this.clock }).start();
  }

  send(event: PlaybackEvent) {
    this.actor.send(event);
    return this.now;
  }

  /** The call that is running has settled. */
  settle() {
    const { length, run } = this.actor.getSnapshot().context;
    this.boundaries = [...this.boundaries, length + 3];
    this.send({ type: 'APPENDED', length: length + 3, boundaries: this.boundaries });
    return this.send({ type: 'DONE', run, ended: this.boundaries.length === this.steps });
  }

  stepTo(count: number) {
    for (let step = 0; step < count; step += 1) {
      this.send({ type: 'STEP' });
      this.settle();
    }
  }

  /** `live.idle@6 script.idle`: where the reader is, events shown, the script. */
  get now() {
    const { value, context } = this.actor.getSnapshot();
    const path = (part: unknown): string =>
      typeof part === 'object' && part
        ? (Object.entries(part).map(([key, inner]) => `${key}.${path(inner)}`)[0] ?? '')
        : String(part);
    return `${path(value.time)}@${context.cursor} script.${value.script}`;
  }
}

let script: Script;
beforeEach(() => {
  script = new Script(3);
});

describe('at the live end', () => {
  test('a step runs the next call, and no other until it has settled', () => {
    expect(script.now).toBe('live.idle@0 script.idle');
    expect(script.send({ type: 'STEP' })).toBe('live.idle@0 script.running');
    script.send({ type: 'STEP' });
    expect(script.calls).toHaveLength(1);
    expect(script.actor.getSnapshot().can({ type: 'STEP' })).toBe(false);
    expect(script.settle()).toBe('live.idle@3 script.idle');
  });

  test('the script ends, and then a step does nothing', () => {
    script.stepTo(3);
    expect(script.now).toBe('live.idle@9 script.ended');
    script.send({ type: 'STEP' });
    expect(script.calls).toHaveLength(3);
  });

  test('events that arrive by themselves are shown', () => {
    expect(script.send({ type: 'APPENDED', length: 2 })).toBe('live.idle@2 script.idle');
  });

  test('play runs step after step at the pace, and stops where the script ends', () => {
    expect(script.send({ type: 'PLAY' })).toBe('live.playing.called@0 script.running');
    expect(script.settle()).toBe('live.playing.resting@3 script.idle');
    script.clock.increment(pace - 1);
    expect(script.calls).toHaveLength(1);
    script.clock.increment(1);
    expect(script.now).toBe('live.playing.called@3 script.running');
    script.settle();
    script.clock.increment(pace);
    expect(script.settle()).toBe('live.idle@9 script.ended');
  });

  test('a call that takes longer than the pace is waited for', () => {
    script.send({ type: 'PLAY' });
    script.clock.increment(10 * pace);
    expect(script.calls).toHaveLength(1);
  });

  test('play after a step that is still running waits for it', () => {
    script.send({ type: 'STEP' });
    expect(script.send({ type: 'PLAY' })).toBe('live.playing.due@0 script.running');
    expect(script.settle()).toBe('live.playing.called@3 script.running');
  });

  test('pause stops, and a step while playing pauses first', () => {
    script.send({ type: 'PLAY' });
    script.settle();
    expect(script.send({ type: 'PAUSE' })).toBe('live.idle@3 script.idle');
    script.clock.increment(2 * pace);
    expect(script.calls).toHaveLength(1);
    script.send({ type: 'PLAY' });
    script.settle();
    expect(script.send({ type: 'STEP' })).toBe('live.idle@6 script.running');
  });

  test.each([
    [0.25, 4 * pace],
    [0.5, 2 * pace],
    [2, pace / 2],
  ] as const)('speed %d waits %d ms', (speed, delay) => {
    script.send({ type: 'SPEED', speed });
    script.send({ type: 'PLAY' });
    script.settle();
    script.clock.increment(delay - 1);
    expect(script.calls).toHaveLength(1);
    script.clock.increment(1);
    expect(script.calls).toHaveLength(2);
  });
});

describe('in the past', () => {
  test('back shows step after step before, to the beginning', () => {
    script.stepTo(2);
    expect(script.send({ type: 'BACK' })).toBe('past.paused@3 script.idle');
    expect(script.send({ type: 'BACK' })).toBe('past.paused@0 script.idle');
    expect(script.actor.getSnapshot().can({ type: 'BACK' })).toBe(false);
  });

  test('a step shows what was recorded and runs nothing; at the end it is live again', () => {
    script.stepTo(2);
    script.send({ type: 'HOME' });
    expect(script.send({ type: 'STEP' })).toBe('past.paused@3 script.idle');
    expect(script.send({ type: 'STEP' })).toBe('live.idle@6 script.idle');
    expect(script.calls).toHaveLength(2);
  });

  test('play shows the steps at the pace, then goes on with the script', () => {
    script.stepTo(2);
    script.send({ type: 'HOME' });
    script.send({ type: 'PLAY' });
    script.clock.increment(pace);
    expect(script.now).toBe('past.playing@3 script.idle');
    script.clock.increment(pace);
    expect(script.now).toBe('live.playing.called@6 script.running');
    expect(script.settle()).toBe('live.idle@9 script.ended');
  });

  test('play at the end of an ended script shows it from the beginning, and stops', () => {
    script.stepTo(3);
    expect(script.send({ type: 'PLAY' })).toBe('past.playing@0 script.ended');
    script.clock.increment(pace);
    script.clock.increment(pace);
    script.clock.increment(pace);
    expect(script.now).toBe('live.idle@9 script.ended');
  });

  test('a new speed holds for the wait that has begun', () => {
    script.stepTo(2);
    script.send({ type: 'HOME' });
    script.send({ type: 'PLAY' });
    script.send({ type: 'SPEED', speed: 2 });
    script.clock.increment(pace / 2);
    expect(script.now).toBe('past.playing@3 script.idle');
  });

  test('seek shows a prefix, within the trace; its end is live', () => {
    script.stepTo(2);
    expect(script.send({ type: 'SEEK', to: 4 })).toBe('past.paused@4 script.idle');
    expect(script.send({ type: 'SEEK', to: -5 })).toBe('past.paused@0 script.idle');
    expect(script.send({ type: 'SEEK', to: 99 })).toBe('live.idle@6 script.idle');
  });

  test('a running call goes on, its events wait, and live shows them', () => {
    script.stepTo(1);
    script.send({ type: 'STEP' });
    expect(script.send({ type: 'BACK' })).toBe('past.paused@0 script.running');
    expect(script.settle()).toBe('past.paused@0 script.idle');
    expect(script.send({ type: 'LIVE' })).toBe('live.idle@6 script.idle');
  });

  test('home and end', () => {
    expect(script.send({ type: 'HOME' })).toBe('live.idle@0 script.idle');
    script.stepTo(1);
    expect(script.send({ type: 'HOME' })).toBe('past.paused@0 script.idle');
    expect(script.send({ type: 'END' })).toBe('live.idle@3 script.idle');
  });
});

describe('another run', () => {
  test('start over forgets the run, and a call of the old run that settles late ends nothing', () => {
    script.stepTo(1);
    script.send({ type: 'STEP' });
    expect(script.send({ type: 'START_OVER' })).toBe('live.idle@0 script.idle');
    expect(script.starts).toEqual([1]);
    script.send({ type: 'STEP' });
    expect(script.send({ type: 'DONE', run: 0, ended: false })).toBe('live.idle@0 script.running');
    expect(script.send({ type: 'DONE', run: 1, ended: false })).toBe('live.idle@0 script.idle');
  });

  test('a loaded trace is played, not run', () => {
    expect(script.send({ type: 'LOAD', length: 5 })).toBe('live.idle@5 script.ended');
    expect(script.send({ type: 'BACK' })).toBe('past.paused@4 script.ended');
    script.send({ type: 'LIVE' });
    script.send({ type: 'STEP' });
    expect(script.calls).toEqual([]);
    expect(script.send({ type: 'START_OVER' })).toBe('live.idle@0 script.idle');
  });
});

describe('boundaries', () => {
  test.each([
    [0, 4, 0],
    [3, 4, 0],
    [4, 9, 0],
    [5, 9, 4],
    [9, 12, 4],
    [12, 12, 9],
  ])('at %d the next is %d and the one before %d', (cursor, next, previous) => {
    expect(nextBoundary([4, 9], cursor, 12)).toBe(next);
    expect(previousBoundary([4, 9], cursor)).toBe(previous);
  });
});
