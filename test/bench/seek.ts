import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { TraceEvent, TraceFile } from '#domain/trace.ts';
import { formatTrace } from '#domain/trace-file.ts';
import { startSite, top } from '../server.ts';
import { type Figure, figureOf, quantile } from './figure.ts';
import { launchChromium } from './page.ts';

const lesson = '/en/signaling/offer-answer/';
const rounds = 7;

/** Seeks of a round, spread over the whole trace. */
const seeks = 60;

/** The time from a move of the timeline to the picture, in the bench of the lesson with a pasted trace. */
export async function* figures(): AsyncGenerator<Figure> {
  const server = await startSite();
  const browser = await launchChromium();
  try {
    const measured: { long: number; short: number }[] = [];
    const [short, long] = [await browser.newPage(), await browser.newPage()];
    await show(short, server.origin, 10_000);
    await show(long, server.origin, 100_000);
    for (let round = -1; round < rounds; round++) {
      const times = { short: await seekTimes(short, round), long: await seekTimes(long, round) };
      if (round >= 0) measured.push({ short: quantile(times.short, 0.95), long: quantile(times.long, 0.95) });
    }
    const against8 = measured.map((round) => ({ a: round.short, b: 8 }));
    yield figureOf({ name: 'seek in 10,000 events, p95 / 8 ms', limit: 1, unit: 'ms' }, against8);
    const against10 = measured.map((round) => ({ a: round.long, b: round.short }));
    yield figureOf({ name: 'seek in 100,000 events / in 10,000, p95', limit: 1.5, unit: 'ms' }, against10);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens the lesson and pastes a trace of so many events into its bench. */
async function show(page: Page, origin: string, count: number): Promise<void> {
  await page.goto(origin + lesson);
  const bench = page.locator('negotiation-bench');
  await bench.scrollIntoViewIfNeeded();
  await bench.and(page.locator('[data-ready]')).waitFor();
  await bench.locator('.paste').evaluate(
    (form, text) => {
      const box = form.querySelector('textarea');
      if (!(form instanceof HTMLFormElement) || !box) throw new Error('the bench has no box to paste into');
      box.value = text;
      form.requestSubmit();
    },
    formatTrace('Chromium', longTrace(count)),
  );
  await page.waitForFunction((n) => {
    const element = document.querySelector('negotiation-bench');
    return element && Reflect.get(element, 'trace').length === n;
  }, count);
}

/** A recorded run, after which its connection talks on; every thousand events it is negotiated anew. */
function longTrace(count: number): TraceEvent[] {
  const file: TraceFile = JSON.parse(readFileSync(`${top}/src/widgets/recorded-run.json`, 'utf8'));
  const talk = file.events.filter((event) => event.type === 'data' || event.type === 'stats');
  const thousand = Array.from({ length: 1000 }, (_, n) => file.events[n] ?? talk[n % talk.length]);
  return Array.from({ length: count }, (_, n) => {
    const event = thousand[n % 1000];
    if (!event) throw new Error('the recorded run has neither data nor stats');
    return shifted({ ...event, t: n }, Math.floor(n / 1000) * 1000);
  });
}

/** Numbers of calls and messages are unique within a trace. */
function shifted(event: TraceEvent, by: number): TraceEvent {
  if ('id' in event) return { ...event, id: event.id + by };
  return 'message' in event && typeof event.message === 'number' ? { ...event, message: event.message + by } : event;
}

/** Milliseconds that each seek of a round costs: the input event, the frame that the bench draws for it, and the layout. */
function seekTimes(page: Page, round: number): Promise<number[]> {
  return page.locator('negotiation-bench [data-do=seek]').evaluate(
    async (slider, [count, seed]) => {
      if (!(slider instanceof HTMLInputElement)) throw new Error('the bench has no timeline');
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
      const times: number[] = [];
      for (let n = 0; n < count; n++) {
        await frame();
        // Callbacks of a frame run in the order they were asked for: this one, the bench's, the last one.
        const drawing = frame();
        slider.value = String(((n * 617 + seed * 131) % 1000) + 0.5);
        const started = performance.now();
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        const handled = performance.now();
        const drawn = await new Promise<number>((resolve) => {
          requestAnimationFrame(() => {
            document.body.getBoundingClientRect();
            resolve(performance.now());
          });
        });
        times.push(handled - started + drawn - (await drawing));
      }
      return times;
    },
    [seeks, round + 1] as const,
  );
}
