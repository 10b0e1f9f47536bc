import { expect, type Locator, type Page } from '@playwright/test';
import type { CarrierName, PeerName, StateEvent, TraceEvent } from '#domain/trace.ts';

const lesson = '/en/signaling/two-tabs/';

/** One tab of the two-tab bench. */
export class BenchTab {
  readonly page: Page;
  readonly bench: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.bench = page.locator('two-tab-bench');
  }

  /** Opens the lesson, or a link to a room, and waits until its bench is live. */
  static async open(page: Page, url = lesson): Promise<BenchTab> {
    await page.goto(url);
    return BenchTab.in(page);
  }

  /** The bench of a page that was opened by another one. */
  static async in(page: Page): Promise<BenchTab> {
    const tab = new BenchTab(page);
    await tab.bench.scrollIntoViewIfNeeded();
    await tab.bench.and(page.locator('[data-ready]')).waitFor();
    return tab;
  }

  /** Invites to a new room, as A; gives the link. */
  async invite(by: CarrierName, carries: 'data' | 'both'): Promise<string> {
    await this.bench.locator(`[data-carrier=${by}]`).click();
    await this.bench.locator(`input[value=${carries}]`).check();
    await this.press('copy-room');
    await this.page.waitForURL(/#room=/);
    return this.page.url();
  }

  button(name: string): Locator {
    return this.bench.locator(`[data-do="${name}"]`);
  }

  /** Presses a button, once it can be pressed. */
  async press(name: string): Promise<void> {
    await this.button(name).and(this.page.locator(':not([aria-disabled=true])')).click();
  }

  part(name: string): Locator {
    return this.bench.locator(`[data-part="${name}"]`);
  }

  /** Makes A's next call, and waits until it is in the trace. */
  async step(): Promise<void> {
    const before = (await this.trace()).filter((event) => event.type === 'call' && !event.heard).length;
    await this.press('step');
    const calls = async () => (await this.trace()).filter((event) => event.type === 'call' && !event.heard).length;
    await expect.poll(calls).toBeGreaterThan(before);
  }

  trace(): Promise<TraceEvent[]> {
    return this.bench.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
  }

  /** The last value of a state of this or the other end, as far as this tab knows. */
  async state(peer: PeerName, attribute: StateEvent['attribute']): Promise<string | undefined> {
    const states = (await this.trace()).filter((event): event is StateEvent => event.type === 'state');
    return states.findLast((event) => event.peer === peer && event.attribute === attribute)?.value;
  }

  /** Waits until this tab knows both ends to be connected. */
  async connected(timeout = 15_000): Promise<void> {
    const both = () => Promise.all([this.state('a', 'connectionState'), this.state('b', 'connectionState')]);
    await expect.poll(both, { timeout }).toEqual(['connected', 'connected']);
  }

  /** Says something to the other tab over the data channel. */
  async say(text: string): Promise<void> {
    await this.bench.locator('.say').locator('input').fill(text);
    await this.bench.locator('.say').locator('button').click();
  }

  /** Waits until a text stands among what was said. */
  async reads(text: string): Promise<void> {
    await expect(this.part('chat')).toContainText(text);
  }
}

/** What A says arrives at B, and the other way round. */
export async function expectToTalk(a: BenchTab, b: BenchTab, about: string): Promise<void> {
  await a.say(`A on ${about}`);
  await b.reads(`A on ${about}`);
  await b.say(`B on ${about}`);
  await a.reads(`B on ${about}`);
}
