import { describe, expect, test } from 'vitest';
import { estimateOffset } from '#domain/clock-offset.ts';
import { mergeHalves } from '#domain/halves.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { seeded } from '../../domain/sdp/random-sdp.ts';
import { seeds } from '../../traces.ts';
import { candidate, textsOf, VirtualCarrier, VirtualDataChannel, VirtualPage, VirtualTime } from './virtual-room.ts';

/** What a seed does to two pages: how letters fare, when each page sends, and when the carrier is away. */
class Schedule {
  readonly time = new VirtualTime();
  readonly random: () => number;
  readonly carrier: VirtualCarrier;
  readonly pages: VirtualPage[] = [];
  readonly sent: [string[], string[]] = [[], []];

  constructor(seed: number) {
    this.random = seeded(seed);
    this.carrier = new VirtualCarrier(this.time, seed);
    const least = this.random() * 20;
    const most = least + this.random() ** 3 * 800;
    this.carrier.weather = { least, most, lost: this.random() * 0.4, doubled: this.random() * 0.3 };
  }

  /** Runs `run` within the first five seconds. */
  sometime(run: () => void): void {
    this.time.after(this.random() * 5000, run);
  }

  join(name: string): VirtualPage {
    const page = new VirtualPage(this.time, this.carrier.open, name);
    this.pages.push(page);
    return page;
  }

  say(index: 0 | 1, text: string): void {
    this.sent[index].push(text);
    this.pages[index]?.session.send(candidate(text));
  }

  /** Both pages send and tell of things, at moments of the seed. */
  chatter(): void {
    for (const index of [0, 1] as const) {
      const count = Math.floor(this.random() ** 2 * 100);
      for (let number = 0; number < count; number += 1) this.sometime(() => this.say(index, `${index} ${number}`));
      const peer = index === 0 ? 'a' : 'b';
      for (let number = 0; number < 20; number += 1) {
        this.sometime(() => this.pages[index]?.log.append({ type: 'candidate', peer, candidate: null }));
      }
    }
  }

  outage(): void {
    const from = this.random() * 5000;
    this.time.after(from, () => this.carrier.fail());
    this.time.after(from + this.random() * 4000, () => this.carrier.recover());
  }

  /** Whether each page has all that the other said, and knows it. */
  isThrough = (): boolean =>
    this.time.now > 10_000 &&
    this.pages.every(({ session }) => session.waiting === 0) &&
    [0, 1].every((index) => this.pages[1 - index]?.messages.length === this.sent[index]?.length);
}

const toldBy = (page: VirtualPage | undefined) => (page?.trace ?? []).filter(({ type }) => type !== 'ping');

/** What one page heard of the other is what the other recorded, in order, as far as it goes. */
function expectHeard(page: VirtualPage | undefined, other: VirtualPage | undefined): void {
  expect(page?.heard).toEqual(toldBy(other).slice(0, page?.heard.length));
}

describe('a schedule of delays, losses, copies and exchanged letters', () => {
  test.each(seeds(500))('ends with the same on both pages, in order and once (seed %i)', async (seed) => {
    const schedule = new Schedule(seed);
    const { time, pages, sent } = schedule;
    const a = schedule.join('a1');
    await time.pass(schedule.random() * 50);
    const b = schedule.join('b1');
    schedule.chatter();
    if (seed % 3 === 0) schedule.outage();
    await time.pass(300_000, schedule.isThrough);
    expect(schedule.isThrough()).toBe(true);
    expect(textsOf(b.messages)).toEqual(sent[0]);
    expect(textsOf(a.messages)).toEqual(sent[1]);
    const told = [toldBy(b).length, toldBy(a).length] as const;
    await time.pass(300_000, () => a.heard.length >= told[0] && b.heard.length >= told[1]);
    expectHeard(a, b);
    expectHeard(b, a);
    expect(a.heard.length).toBeGreaterThanOrEqual(told[0]);
    expect(b.heard.length).toBeGreaterThanOrEqual(told[1]);
    for (const page of pages) page.leaving.abort();
    await time.pass(2000);
    expect(time.pending).toBe(0);
  });

  test.each(seeds(100))('and of more than is bearable ends in a silence that is told (seed %i)', async (seed) => {
    const schedule = new Schedule(seed);
    const { time, carrier } = schedule;
    const [a, b] = [schedule.join('a1'), schedule.join('b1')];
    carrier.weather = { ...carrier.weather, lost: 0, most: 100 };
    await time.pass(20_000, () => a.session.other !== undefined && b.session.other !== undefined);
    carrier.weather = { ...carrier.weather, lost: 1 };
    schedule.say(0, 'lost');
    await time.pass(5100);
    expect([a.session.isSilent, a.told.at(-1)]).toEqual([true, 'silent']);
    expect(b.messages).toEqual([]);
    carrier.weather = { ...carrier.weather, lost: 0 };
    await time.pass(20_000, schedule.isThrough);
    expect([a.session.isSilent, textsOf(b.messages)]).toEqual([false, ['lost']]);
    expect(a.told.filter((told) => told === 'silent' || told === 'heard')).toEqual(['silent', 'heard']);
  });

  test.each(seeds(100))('while B is reloaded leaves nothing of the former page (seed %i)', async (seed) => {
    const schedule = new Schedule(seed);
    const { time, pages } = schedule;
    const a = schedule.join('a1');
    const b1 = schedule.join('b1');
    schedule.chatter();
    let anew = 0;
    a.onOther = (name) => {
      if (name !== 'b2') return;
      anew = a.messages.length;
      for (let number = 0; number < 20; number += 1) a.session.send(candidate(`anew ${number}`));
    };
    await time.pass(1000 + schedule.random() * 4000);
    b1.leaving.abort();
    const b2 = new VirtualPage(time, schedule.carrier.open, 'b2');
    pages[1] = b2;
    const answers = Array.from({ length: 20 }, (_, number) => `answer ${number}`);
    for (const answer of answers) b2.session.send(candidate(answer));
    const isThrough = () =>
      b2.messages.length >= 20 && a.messages.length >= anew + 20 && a.session.waiting + b2.session.waiting === 0;
    await time.pass(6000);
    await time.pass(300_000, isThrough);
    expect(a.session.other).toBe('b2');
    expect(textsOf(b2.messages).slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, number) => `anew ${number}`));
    expect(textsOf(a.messages).filter((text) => text.startsWith('answer'))).toEqual(answers);
    expect(a.told.filter((told) => told === 'other b1')).toHaveLength(a.told.includes('other b1') ? 1 : 0);
  });

  test.each(seeds(100))('with a data channel that comes and goes tells everything once (seed %i)', async (seed) => {
    const schedule = new Schedule(seed);
    const { time } = schedule;
    const [a, b] = [schedule.join('a1'), schedule.join('b1')];
    const direct = new VirtualDataChannel(time);
    schedule.chatter();
    schedule.sometime(() => {
      a.session.attachDirect(direct.end('a'));
      b.session.attachDirect(direct.end('b'));
      direct.turn({ is: 'open' });
    });
    time.after(6000, () => direct.turn({ is: 'lost', reason: 'closed' }));
    await time.pass(300_000, schedule.isThrough);
    await time.pass(20_000);
    expectHeard(a, b);
    expectHeard(b, a);
    expect([a.heard.length, b.heard.length]).toEqual([toldBy(b).length, toldBy(a).length]);
  });
});

describe('the clocks, over ways that are slow one way and quick the other', () => {
  test.each(seeds(100))('are compared within the error, and both halves agree (seed %i)', async (seed) => {
    const schedule = new Schedule(seed);
    const { time, random } = schedule;
    const a = schedule.join('a1');
    await time.pass(random() * 20_000);
    const b = schedule.join('b1');
    schedule.chatter();
    await time.pass(40_000, schedule.isThrough);
    await time.pass(20_000);
    for (const [page, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const pings = page.trace.filter((event) => event.type === 'ping');
      const estimate = estimateOffset(pings);
      expect(Math.abs((estimate?.offset ?? Number.NaN) - (page.began - other.began))).toBeLessThanOrEqual(
        (estimate?.error ?? 0) + 1e-6,
      );
      expectOneTrace(mergeHalves(page.trace, page.heard, page.seat.peer, estimate?.offset ?? 0));
    }
  });
});

/** Sorted, and nothing received before it was sent. */
function expectOneTrace(events: readonly TraceEvent[]): void {
  const sent = new Map<number, number>();
  for (const [index, event] of events.entries()) {
    expect(event.t).toBeGreaterThanOrEqual(events[index - 1]?.t ?? 0);
    if (event.type === 'sent') sent.set(event.message, index);
    if (event.type === 'received') expect(sent.has(event.message)).toBe(true);
  }
}
