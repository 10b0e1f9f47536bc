import type { Locator, Page } from '@playwright/test';
import type { TraceEvent } from '#domain/trace.ts';

export const lesson = '/en/signaling/offer-answer/';

/** The bench of a page, as a reader finds it. */
export class BenchPage {
  readonly page: Page;
  readonly bench: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bench = page.locator('negotiation-bench');
  }

  /** Opens a lesson and waits until its bench is live. */
  async open(path = lesson): Promise<void> {
    await this.page.goto(path);
    await this.bench.scrollIntoViewIfNeeded();
    await this.page.locator('negotiation-bench[data-ready]').waitFor();
  }

  button(name: string): Locator {
    return this.bench.locator(`[data-do="${name}"]`);
  }

  part(name: string): Locator {
    return this.bench.locator(`[data-part="${name}"]`);
  }

  state(peer: 'a' | 'b', attribute: string): Locator {
    return this.bench.locator(`[data-state="${peer}.${attribute}"]`);
  }

  tab(name: string): Locator {
    return this.bench.locator(`[data-tab="${name}"]`);
  }

  trace(): Promise<TraceEvent[]> {
    return this.bench.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
  }

  /** Presses Step and waits until the call has settled and Step can be pressed again, or there is no more. */
  async step(): Promise<void> {
    const before = await this.steps();
    await this.button('step').click();
    await this.page.waitForFunction(
      ([count]) => {
        const bench = document.querySelector('negotiation-bench');
        const trace: { step?: number }[] = bench ? Reflect.get(bench, 'trace') : [];
        return trace.filter(({ step }) => step !== undefined).length > (count ?? 0);
      },
      [before],
    );
    await this.page.waitForFunction(() => {
      const bench = document.querySelector('negotiation-bench');
      const trace: { id?: number; type: string }[] = bench ? Reflect.get(bench, 'trace') : [];
      const calls = trace.filter(({ type }) => type === 'call').length;
      return trace.filter(({ type }) => type === 'result' || type === 'exception').length === calls;
    });
  }

  /** Number of steps taken. */
  async steps(): Promise<number> {
    return (await this.trace()).filter((event) => 'step' in event && event.step !== undefined).length;
  }

  /** Presses Step until the script is over. */
  async stepToEnd(): Promise<void> {
    while ((await this.bench.getAttribute('data-script')) !== 'ended') await this.press();
  }

  /** Presses Step, and lets the page draw. */
  async press(): Promise<void> {
    await this.bench.evaluate(async (element) => {
      element.querySelector<HTMLElement>('[data-do=step]')?.click();
      for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  }

  /** Pastes a text as a trace. */
  async paste(text: string): Promise<void> {
    await this.tab('log').click();
    await this.button('paste').click();
    await this.bench.locator('textarea').fill(text);
    await this.bench.locator('.paste [type=submit]').click();
  }
}
