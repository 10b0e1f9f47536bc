import { expect, test } from '@playwright/test';
import { withSourcePage } from './source-page.ts';

const sources = '/test/browser/half-steps.page.ts';

type Stories = typeof import('./half-steps.page.ts');

test.describe('a half', () => {
  /** Runs a story in a page, where no rejection may be left unhandled. */
  let run: <Told>(story: (stories: Stories) => Promise<Told>) => Promise<Told>;

  test.beforeEach(({ browser, baseURL }) => {
    run = (story) =>
      withSourcePage(browser, `${baseURL}`, async (page) => {
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        const stories = await page.evaluateHandle((module): Promise<Stories> => import(module), sources);
        const told = await stories.evaluate(story);
        expect(errors, 'rejections that nobody handled').toEqual([]);
        return told;
      });
  });

  test('makes no call until it is stepped, and then one at a time', async () => {
    const told = await run((stories) => stories.stepByStep());
    expect(told.heldBefore).toEqual([]);
    expect(told.offering).toEqual(['createDataChannel', 'createOffer', 'setLocal(offer)', 'send(offer)']);
    expect(told.answering).toEqual(['setRemote(offer)', 'createAnswer', 'setLocal(answer)', 'send(answer)']);
    expect(told.applying).toEqual(['setRemote(answer)']);
    expect(told.plans).toEqual([1, 4, 3, 2, 1, 0, 1, 0]);
    expect(told.again).toBeUndefined();
    expect(told.settled).toEqual(['OFFER_SENT', 'ANSWER_APPLIED', 'ANSWER_SENT']);
    expect(told.states).toEqual(['stable', 'stable']);
  });

  test('keeps candidates back until their description was sent', async () => {
    const { before, after } = await run((stories) => stories.candidatesWait());
    expect(before).toBe(0);
    expect(after[0]).toBe('description');
    expect(after[1]).toBe('candidate');
    expect(after.at(-1)).toBe('end-of-candidates');
  });

  test('without trickle sends one description with every candidate in it', async () => {
    const { steps, kinds, candidates } = await run((stories) => stories.wholeOffer());
    expect(steps.at(-1)).toBe('sendGathered(offer)');
    expect(kinds).toEqual(['description']);
    expect(candidates).toBe(true);
  });

  test('does not send an offer that was given up while it gathered', async () => {
    const { steps, sent, settled } = await run((stories) => stories.yieldWhileGathering());
    expect(steps).toEqual(['setRemote(offer)', 'createAnswer', 'setLocal(answer)', 'sendGathered(answer)']);
    expect(sent).toEqual(['answer']);
    expect(settled).toEqual(['ANSWER_SENT']);
  });

  test('drops the rest of what the browser refuses, and takes what comes next', async () => {
    const { refused, steps, settled, exceptions, state } = await run((stories) => stories.nonsenseFirst());
    expect(refused).toEqual(['setRemote(offer)']);
    expect(exceptions).toBe(1);
    expect(steps).toEqual(['setRemote(offer)', 'createAnswer', 'setLocal(answer)', 'send(answer)']);
    expect(settled).toEqual(['REFUSED', 'ANSWER_SENT']);
    expect(state).toBe('stable');
  });

  test('that ends closes its connection, and makes no call any more', async () => {
    const told = await run((stories) => stories.endInTheMiddle());
    expect(told).toMatchObject({ planned: 0, signalingState: 'closed', settled: [] });
    expect(told.next).toBeUndefined();
  });

  test('makes steps that are asked for at once one after another', async () => {
    const { steps, refused, settled } = await run((stories) => stories.allAtOnce());
    expect(steps).toEqual(['createDataChannel', 'createOffer', 'setLocal(offer)', 'send(offer)', undefined]);
    expect(refused).toEqual([]);
    expect(settled).toEqual(['OFFER_SENT']);
  });

  test('restarts ICE with new credentials', async () => {
    const { steps, renewed } = await run((stories) => stories.restart());
    expect(steps).toEqual(['restartIce', 'createOffer', 'setLocal(offer)', 'send(offer)']);
    expect(renewed).toBe(true);
  });
});

test('a text is sent, or it is said why not', async ({ browser, baseURL }) => {
  const { said, heard, recorded } = await withSourcePage(browser, `${baseURL}`, async (page) => {
    const stories = await page.evaluateHandle((module): Promise<Stories> => import(module), sources);
    return stories.evaluate(({ talk }) => talk());
  });
  expect(said).toEqual([
    ['before', 'closed'],
    ['', 'empty'],
    [' \n', 'empty'],
    ['xxxxxxxxxxxx', 'sent'],
    ['xxxxxxxxxxxx', 'too-long'],
    ['<b>&amp;</b>', 'sent'],
    ['lone \uFFFD', 'sent'],
    ['last', 'sent'],
    ['after', 'closed'],
    ['nowhere', 'closed'],
  ]);
  expect(heard).toEqual(['x'.repeat(200), '<b>&amp;</b>', 'lone \uFFFD', 'last']);
  expect(recorded).toEqual(heard);
});
