import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import type { CarrierName, PeerName, TraceEvent } from '#domain/trace.ts';

export const twoTabsLesson = '/en/signaling/two-tabs/';

/** The two-tab bench of a page, as a reader finds it. */
export class TwoTabPage {
  readonly page: Page;
  readonly bench: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bench = page.locator('two-tab-bench');
  }

  /** Opens the lesson and waits until its bench is live; `path` may hold a room, as `…#room=7QX4-2MKD&by=polling`. */
  async open(path = twoTabsLesson): Promise<this> {
    await this.page.goto(path);
    return this.ready();
  }

  /** Waits until the bench is live. */
  async ready(): Promise<this> {
    await this.bench.scrollIntoViewIfNeeded();
    await this.page.locator('two-tab-bench[data-ready]').waitFor();
    return this;
  }

  button(name: string): Locator {
    return this.bench.locator(`[data-do="${name}"]`);
  }

  /** A button under the sentence that says how the tab stands: `joinAgain`, `newRoom`, `startOver`. */
  act(name: string): Locator {
    return this.bench.locator(`[data-act="${name}"]`);
  }

  part(name: string): Locator {
    return this.bench.locator(`[data-part="${name}"]`);
  }

  carrier(name: CarrierName): Locator {
    return this.bench.locator(`[data-carrier="${name}"]`);
  }

  /** One of the two tabs as this page draws it. */
  half(peer: PeerName): Locator {
    return this.part(`card-${peer}`);
  }

  trace(): Promise<TraceEvent[]> {
    return this.bench.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);
  }

  /** What this tab saw happen at its own end. */
  async own(): Promise<TraceEvent[]> {
    return (await this.trace()).filter(({ heard }) => !heard);
  }

  /** How this tab stands, as `paired-connected`. */
  async reason(): Promise<string | null> {
    return this.bench.getAttribute('data-reason');
  }

  async waitForReason(pattern: RegExp): Promise<void> {
    await expect(this.bench).toHaveAttribute('data-reason', pattern);
  }

  /** Chooses what is negotiated, in tab A and before there is a B. */
  async carries(what: 'data' | 'both'): Promise<void> {
    await this.bench.locator(`input[value=${what}]`).check();
  }

  /** Opens the second tab by the button of this one, in the same browser. */
  async openOther(): Promise<TwoTabPage> {
    const [page] = await Promise.all([this.page.context().waitForEvent('page'), this.button('open').click()]);
    return new TwoTabPage(page).ready();
  }

  /** The link to this tab's room, for a tab elsewhere. */
  async link(): Promise<string> {
    return (await this.part('link').textContent()) ?? '';
  }

  async choose(carrier: CarrierName): Promise<void> {
    await expect(this.carrier(carrier)).not.toHaveAttribute('aria-disabled', 'true');
    await this.carrier(carrier).click();
    await expect(this.carrier(carrier)).toHaveAttribute('aria-pressed', 'true');
  }

  /** Lets this end make all its calls by itself. */
  async run(): Promise<void> {
    await this.button('run').click();
  }

  /** Waits until this tab's own connection is connected. */
  async connected(): Promise<void> {
    await expect(this.part('direct-pill')).toHaveText('connected');
  }

  /** The text that is to be carried to the other tab, once it has been written anew. */
  async carriedText(): Promise<string> {
    // a text is put together from what comes within 0.3 s
    await this.page.waitForFunction(() => {
      const out = document.querySelector('[name=carry-out]');
      if (!(out instanceof HTMLTextAreaElement)) return false;
      const [before, since] = [out.dataset['seen'], Number(out.dataset['since'] ?? 0)];
      if (before !== out.value) Object.assign(out.dataset, { seen: out.value, since: String(performance.now()) });
      return before === out.value && performance.now() - since > 700;
    });
    return this.bench.locator('[name=carry-out]').inputValue();
  }

  /** Pastes the other tab's text. */
  async paste(text: string): Promise<void> {
    await this.bench.locator('[name=carry-in]').fill(text);
    await this.bench.locator('.hand [type=submit]').click();
  }

  /** Says something in the chat. */
  async say(text: string): Promise<void> {
    await this.bench.locator('.say input').fill(text);
    await this.bench.locator('.say button').click();
  }

  /** The lines of the chat, as they stand there. */
  said(text: string): Locator {
    return this.part('chat').locator('li.said', { hasText: text });
  }

  /** Waits until pictures of the other are decoded here. */
  async sees(): Promise<void> {
    await expect
      .poll(async () => {
        const samples = (await this.own()).filter((event) => event.type === 'stats');
        return samples.at(-1)?.framesDecoded ?? 0;
      })
      .toBeGreaterThan(0);
  }
}

/** Carries the texts of two tabs by hand, to and fro, until both are connected. */
export async function carryByHand(a: TwoTabPage, b: TwoTabPage): Promise<void> {
  for (let way = 0; way < 12; way += 1) {
    const [from, to] = way % 2 === 0 ? [a, b] : [b, a];
    const text = await from.carriedText();
    if (text !== '') await to.paste(text);
    if ((await a.part('direct-pill').textContent()) === 'connected') return;
  }
}

/** What two tabs are to be; a data channel alone over BroadcastChannel, unless said. */
interface Wanted {
  carrier?: CarrierName;
  carries?: 'data' | 'both';
  path?: string;
}

/** Opens the lesson in one tab, the second by its button, and lets both run until they are connected. */
export async function connectedTabs(
  context: BrowserContext,
  { carrier = 'broadcast-channel', carries = 'data', path = twoTabsLesson }: Wanted = {},
): Promise<{ a: TwoTabPage; b: TwoTabPage }> {
  const a = await new TwoTabPage(await context.newPage()).open(path);
  await a.carries(carries);
  if (carrier !== 'broadcast-channel') await a.choose(carrier);
  const b = await a.openOther();
  if (carrier === 'copy-paste') {
    await b.paste(await a.carriedText());
    await a.paste(await b.carriedText());
  }
  await a.waitForReason(/^paired/);
  await a.run();
  if (carrier === 'copy-paste') await carryByHand(a, b);
  await Promise.all([a.connected(), b.connected()]);
  return { a, b };
}
