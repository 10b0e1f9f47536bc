import type { Locator, Page } from '@playwright/test';
import { transactionsOf } from '#domain/stun/transactions.ts';
import type { TraceEvent } from '#domain/trace.ts';
import vectors from '../fixtures/stun/rfc5769.json' with { type: 'json' };
import { expect, test } from './harness.ts';

const path = '/en/connectivity/stun/';

async function open(page: Page, ready: string, address = path): Promise<Locator> {
  await page.goto(address);
  const microscope = page.locator('packet-microscope');
  await microscope.scrollIntoViewIfNeeded();
  await expect(microscope).toHaveAttribute('data-ready', ready);
  return microscope;
}

const part = (microscope: Locator, name: string): Locator => microscope.locator(`[data-part="${name}"]`);
const tab = (microscope: Locator, name: string): Locator => microscope.locator(`[data-tab="${name}"]`);
const traceOf = (microscope: Locator): Promise<TraceEvent[]> =>
  microscope.evaluate((element): TraceEvent[] => [...Reflect.get(element, 'trace')]);

/** The bytes of a grid, as hexadecimal. */
const bytesIn = async (place: Locator): Promise<string> =>
  (await place.locator('.grid .byte').allTextContents()).join('').toLowerCase();

/** Chooses whom to ask, or over which family, and waits for the outcome. */
async function ask(microscope: Locator, choice: string): Promise<void> {
  await microscope.getByText(choice, { exact: true }).click();
  await expect(microscope).toHaveAttribute('data-ready', 'shown');
}

test('shows what this browser sent and what our server answered, and undoes the XOR', async ({ page }) => {
  const microscope = await open(page, 'shown');
  const [binding] = transactionsOf(await traceOf(microscope));
  const { request, answer } = binding ?? {};
  if (!request || !answer) throw new Error('our server saw no transaction');
  expect(await bytesIn(part(microscope, 'first'))).toBe(request.event.hex);
  expect(await bytesIn(part(microscope, 'second'))).toBe(answer.event.hex);
  await expect(part(microscope, 'liveness')).toHaveText('seen by our server');
  await expect(part(microscope, 'what')).toHaveText(`XOR-MAPPED-ADDRESS ${request.event.from}`);
  await expect(tab(microscope, 'field')).toHaveText('XOR-MAPPED-ADDRESS');
  await expect(part(microscope, 'sums')).toContainText(request.event.from.split(':').at(-1) ?? '');
  await expect(part(microscope, 'bits').locator('em')).toHaveText([/class 00, request/, /class 10, success/]);

  await test.step('keys go from field to field, and round', async () => {
    await microscope.focus();
    await page.keyboard.press('Home');
    await expect(part(microscope, 'place')).toHaveText(/^request, field 1 of/);
    await expect(part(microscope, 'field-says')).toHaveText(/^Binding, request: 0x0001\./);
    await page.keyboard.press('ArrowRight');
    await expect(tab(microscope, 'field')).toHaveText('length');
    await page.keyboard.press('ArrowLeft');
    await expect(tab(microscope, 'field')).toHaveText('type');
    await page.keyboard.press('End');
    await expect(part(microscope, 'place')).toHaveText(/^response, field (\d+) of \1$/);
    await page.keyboard.press('ArrowRight');
    await expect(tab(microscope, 'field')).toHaveText('type');
    await part(microscope, 'second').getByRole('button', { name: 'magic cookie' }).click();
    await expect(part(microscope, 'field-source')).toHaveText('RFC 8489 §5');
  });

  await test.step('a check of the other end has an integrity that this page can work out', async () => {
    await ask(microscope, 'peer, as a check');
    await expect(part(microscope, 'first').locator('h3')).toHaveText('A asks B: Binding request');
    await expect(part(microscope, 'second').locator('h3')).toHaveText('B answers: success');
    await expect(part(microscope, 'family-why')).toContainText('IPv4');
    for (const place of ['first', 'second']) {
      await part(microscope, place).getByRole('button', { name: 'MESSAGE-INTEGRITY' }).click();
      await expect(part(microscope, 'steps')).toContainText('the ice-pwd of B');
      await expect(part(microscope, 'verdict')).toHaveText('It is right.');
      await expect(part(microscope, 'field-name')).toBeInViewport();
      await part(microscope, place).getByRole('button', { name: 'FINGERPRINT' }).click();
      await expect(part(microscope, 'verdict')).toHaveText('It is right.');
    }
  });

  await test.step('the relay refused first and lent an address then, under the credential that only this page has', async () => {
    const allocations = await microscope.locator('option', { hasText: 'A: Allocate request' }).allTextContents();
    expect(allocations).toEqual([expect.stringContaining('401'), expect.stringContaining('success')]);
    await microscope.locator('select[name=transaction]').selectOption({ label: allocations[1] ?? '' });
    await part(microscope, 'first').getByRole('button', { name: 'MESSAGE-INTEGRITY' }).click();
    await expect(part(microscope, 'steps')).toContainText('MD5 of username:realm:password');
    await expect(part(microscope, 'verdict')).toHaveText('It is right.');
  });

  await test.step('over IPv6 it is this machine’s, or honestly the standard’s', async () => {
    await microscope.getByText('STUN server', { exact: true }).click();
    await ask(microscope, 'IPv6');
    await expect(part(microscope, 'second')).toContainText('IPv6');
    await expect(part(microscope, 'liveness')).toHaveText(/^(seen by our server|RFC 5769 §2\.3)$/);
    await expect(part(microscope, 'sums').locator('table')).toHaveCount(5);
  });
});

test.describe('whatever the browser', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'what is read and drawn is the same in both');

  test('reads bytes of the reader’s, and says at which of them they are no STUN', async ({ page }) => {
    const microscope = await open(page, 'shown');
    await tab(microscope, 'hex').click();
    const box = microscope.locator('textarea[name=own]');
    await box.fill(vectors.request.replace(/(.{32})/g, '$1\n'));
    await expect(part(microscope, 'liveness')).toHaveText('your bytes');
    await expect(part(microscope, 'who')).toHaveText('Your bytes');
    const password = microscope.locator('input[name=password]');
    await password.fill(vectors.shortTermPassword);
    await expect(part(microscope, 'hex-verdict')).toHaveText('MESSAGE-INTEGRITY: It is right.');
    await part(microscope, 'first').getByRole('button', { name: 'MESSAGE-INTEGRITY' }).click();
    await expect(tab(microscope, 'field')).toHaveAttribute('aria-selected', 'true');
    await expect(part(microscope, 'verdict')).toHaveText('It is right.');
    await tab(microscope, 'hex').click();
    await password.fill('another');
    await expect(part(microscope, 'hex-verdict')).toContainText('It is wrong');

    const cut = vectors.request.slice(0, -6);
    await box.fill(cut);
    await expect(part(microscope, 'what')).toHaveText('The bytes end here: 105 of 108.');
    expect(await bytesIn(part(microscope, 'first'))).toBe(cut);
    const overrun = vectors.request.replace('80220010', '80220aaa');
    await box.fill(overrun);
    await expect(part(microscope, 'who')).toHaveText('Byte 22');
    await expect(microscope.locator('.byte.bad')).toHaveText('0A');
    await box.fill('8060 0001');
    await expect(part(microscope, 'what')).toContainText('RTP or RTCP');
    await box.fill(vectors.request.replace('e57a3bcf', 'e57a3bce'));
    await expect(part(microscope, 'what')).toHaveText('FINGERPRINT is not the CRC of the bytes before it.');
    await expect(microscope.locator('.byte.bad')).toHaveText('E5');
    await box.fill('00'.repeat(100_000));
    await expect(part(microscope, 'text')).toContainText('only the first 65,507 bytes are read');
    await box.fill('00 01 <img src=x onerror=alert(1)>');
    await expect(part(microscope, 'who')).toHaveText('Line 1, character 7');
    await expect(box).toHaveValue('00 01 <img src=x onerror=alert(1)>');
    await microscope.locator('[data-do=hex-undo]').click();
    await expect(part(microscope, 'liveness')).toHaveText('seen by our server');
  });

  test('a run is shared with the field that is looked at, and opens without any server', async ({ page, context }) => {
    const microscope = await open(page, 'shown');
    const sent = transactionsOf(await traceOf(microscope))[0]?.request?.event.hex;
    await part(microscope, 'first').getByRole('button', { name: 'magic cookie' }).click();
    await tab(microscope, 'log').click();
    await microscope.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await microscope.locator('[data-do=copy-link]').click();
    await expect(page).toHaveURL(/#run=1\.3\.log\./);
    const other = await context.newPage();
    await other.goto(page.url());
    const opened = other.locator('packet-microscope');
    await expect(part(opened, 'liveness')).toHaveText(/^recorded in /);
    await expect(part(opened, 'place')).toHaveText(/^request, field 3 of/);
    expect(await bytesIn(part(opened, 'first'))).toBe(sent);
  });

  test('a host without our server shows a recorded run of what is asked, and how to start one', async ({ page }) => {
    await page.route('/relay.json', (route) => route.fulfill({ path: 'public/relay.json' }));
    const microscope = await open(page, 'noServer');
    await expect(part(microscope, 'what')).toHaveText('npm start');
    await expect(part(microscope, 'liveness')).toHaveText(/^recorded in Chromium \d+$/);
    await expect(part(microscope, 'one-machine')).toContainText('Nothing here was replaced');
    await expect(tab(microscope, 'field')).toHaveText('XOR-MAPPED-ADDRESS');
    await microscope.getByText('peer, as a check', { exact: true }).click();
    await expect(part(microscope, 'first').locator('h3')).toHaveText('A asks B: Binding request');
    await part(microscope, 'first').getByRole('button', { name: 'MESSAGE-INTEGRITY' }).click();
    await expect(part(microscope, 'verdict')).toHaveText('It is right.');
  });
});
