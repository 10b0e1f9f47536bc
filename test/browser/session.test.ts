import { expect, type Page, test } from '@playwright/test';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import type { Standing } from './session.page.ts';
import { openSourcePage } from './source-page.ts';

const module = '/test/browser/session.page.ts';

const standing = (page: Page): Promise<Standing> =>
  page.evaluate(async (path) => {
    const { standing }: typeof import('./session.page.ts') = await import(path);
    return standing();
  }, module);

const act = (page: Page, name: 'cut' | 'send'): Promise<void> =>
  page.evaluate(
    async ([path, name]) => {
      const actions: typeof import('./session.page.ts') = await import(path);
      actions[name]();
    },
    [module, name] as const,
  );

const say = (page: Page, text: string): Promise<string> =>
  page.evaluate(
    async ([path, text]) => {
      const { sayText }: typeof import('./session.page.ts') = await import(path);
      return sayText(text);
    },
    [module, text] as const,
  );

async function sitDown(page: Page, peer: PeerName): Promise<void> {
  await page.evaluate(
    async ([path, peer]) => {
      const { sitDown }: typeof import('./session.page.ts') = await import(path);
      sitDown(peer, 'session');
    },
    [module, peer] as const,
  );
}

/** Milliseconds between two readings that a browser's clock may have at most. */
const clockStep = 2;

/** What is told: all but the pings, of which nobody is told. */
const told = (events: readonly TraceEvent[]) => events.filter(({ type }) => type !== 'ping');

test('two tabs negotiate in a session, and tell each other everything over the connection when the signaling is cut', async ({
  context,
  baseURL,
}) => {
  const [a, b] = [await openSourcePage(context, `${baseURL}`), await openSourcePage(context, `${baseURL}`)];
  await sitDown(a, 'a');
  await sitDown(b, 'b');
  await expect
    .poll(async () => [(await standing(a)).state, (await standing(b)).state])
    .toEqual(['connected', 'connected']);
  await expect.poll(async () => (await standing(a)).offset?.count ?? 0).toBeGreaterThan(2);

  await act(a, 'cut');
  await act(b, 'cut');
  expect(await say(a, 'still there?')).toBe('sent');
  expect(await say(b, 'still here')).toBe('sent');
  await act(a, 'send');
  for (const page of [a, b]) {
    await expect
      .poll(async () => (await standing(page)).own.filter(({ type }) => type === 'acknowledged'))
      .toMatchObject([{ label: 'chat' }]);
  }
  const isAllTold = async (): Promise<boolean> => {
    const [atA, atB] = [await standing(a), await standing(b)];
    return atA.heard.length === told(atB.own).length && atB.heard.length === told(atA.own).length;
  };
  await expect.poll(isAllTold).toBe(true);

  const [atA, atB] = [await standing(a), await standing(b)];
  expect(atA.heard).toEqual(told(atB.own));
  expect(atB.heard).toEqual(told(atA.own));
  expect(atA.waiting).toBe(1);
  const labels = [...atA.own, ...atB.own].flatMap((event) =>
    event.type === 'channel' || event.type === 'data' ? [event.label] : [],
  );
  expect(new Set(labels)).toEqual(new Set(['chat']));
  expect(atB.own.filter(({ type }) => type === 'fired')).toMatchObject([{ event: 'datachannel', label: 'chat' }]);
  const errors = (atA.offset?.error ?? 0) + (atB.offset?.error ?? 0);
  expect(Math.abs((atA.offset?.offset ?? 0) + (atB.offset?.offset ?? 0))).toBeLessThanOrEqual(errors + clockStep);
});
