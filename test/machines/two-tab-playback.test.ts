import { expect, test } from 'vitest';
import { type ActorRefFrom, createActor, SimulatedClock } from 'xstate';
import { pace } from '#machines/playback.ts';
import { type TwoTabPlaybackEvent, twoTabPlaybackMachine } from '#machines/two-tab-playback.ts';

/** One end with calls to make; what a widget is to the machine. */
class End {
  readonly clock = new SimulatedClock();
  readonly actor: ActorRefFrom<typeof twoTabPlaybackMachine>;
  called = 0;
  advanced = 0;
  #planned = 0;

  constructor() {
    const machine = twoTabPlaybackMachine.provide({
      actions: {
        runNext: () => {
          this.called += 1;
        },
        advance: () => {
          this.advanced += 1;
        },
      },
    });
    this.actor = createActor(machine, { clock: this.clock }).start();
  }

  send(event: TwoTabPlaybackEvent): this {
    this.actor.send(event);
    return this;
  }

  plan(count: number): this {
    this.#planned = count;
    return this.send({ type: 'PLANNED', count });
  }

  /** The call that was made has settled, and one fewer is held. */
  settle(): this {
    return this.plan(this.#planned - 1).send({ type: 'DONE' });
  }

  is(value: object): boolean {
    return this.actor.getSnapshot().matches(value);
  }
}

test('a step makes one call, and no other before it has settled', () => {
  const end = new End().plan(3).send({ type: 'STEP' }).send({ type: 'STEP' });
  expect(end.called).toBe(1);
  end.settle().send({ type: 'STEP' });
  expect(end.called).toBe(2);
});

test('a step makes no call where none is held, nor while looking back', () => {
  expect(new End().send({ type: 'STEP' }).called).toBe(0);
  expect(new End().plan(2).send({ type: 'SEEK', t: 5 }).send({ type: 'STEP' }).called).toBe(0);
});

test('an end that runs by itself makes each call as soon as it is there and the one before has settled', () => {
  const end = new End().send({ type: 'START_OVER', by: 'itself' });
  expect(end.called).toBe(0);
  end.plan(2);
  expect(end.called).toBe(1);
  end.settle();
  expect(end.called).toBe(2);
  end.settle().plan(1);
  expect(end.called).toBe(3);
});

test('an end that runs by itself goes on while its reader looks back, for the other end waits for it', () => {
  const end = new End().send({ type: 'START_OVER', by: 'itself' }).send({ type: 'SEEK', t: 1 }).plan(1);
  expect(end.called).toBe(1);
  expect(end.is({ time: 'past' })).toBe(true);
});

test('playing makes a call every pace, and waits where none is held', () => {
  const end = new End().plan(1).send({ type: 'PLAY' });
  expect(end.called).toBe(1);
  end.settle();
  end.clock.increment(pace);
  expect(end.called).toBe(1);
  end.plan(1);
  expect(end.called).toBe(2);
});

test('a pause leaves the next call to the reader', () => {
  const end = new End().plan(3).send({ type: 'PLAY' }).send({ type: 'PAUSE' }).settle();
  end.clock.increment(2 * pace);
  expect(end.called).toBe(1);
  expect(end.is({ script: 'hand' })).toBe(true);
});

test('playing while looking back moves on through what was recorded, and calls nothing', () => {
  const end = new End().plan(3).send({ type: 'SEEK', t: 5 }).send({ type: 'PLAY' });
  end.clock.increment(pace);
  end.send({ type: 'ADVANCE', t: 8 });
  end.clock.increment(pace);
  expect([end.advanced, end.called, end.actor.getSnapshot().context.look]).toEqual([2, 0, 8]);
  end.send({ type: 'LIVE' });
  expect(end.is({ time: 'live' })).toBe(true);
});

test('a recorded run makes no calls', () => {
  const end = new End()
    .plan(3)
    .send({ type: 'LOAD' })
    .send({ type: 'STEP' })
    .send({ type: 'PLAY' })
    .send({ type: 'RUN' });
  expect(end.called).toBe(0);
});

test('starting over ends the wait for a call of the run before', () => {
  const end = new End().plan(3).send({ type: 'STEP' }).send({ type: 'START_OVER', by: 'hand' });
  expect(end.is({ call: 'idle' })).toBe(true);
});
