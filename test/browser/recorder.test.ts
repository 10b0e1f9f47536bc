import { parseCandidate } from '#domain/ice/candidate.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { expect, test } from './harness.ts';

test('the recorder tells which pair each end uses, where the browser does', async ({ page, browserName }) => {
  await page.goto('/en/');
  const strip = page.locator('connection-strip');
  await strip.scrollIntoViewIfNeeded();
  const traceOf = (): Promise<TraceEvent[]> =>
    strip.evaluate((element): TraceEvent[] => [...(Reflect.get(element, 'trace') ?? [])]);
  const opened = async (): Promise<number> =>
    (await traceOf()).filter((event) => event.type === 'channel' && event.state === 'open').length;
  await expect.poll(opened).toBe(2);

  const pairs = (await traceOf()).filter((event) => event.type === 'selected-pair');
  // Firefox has neither the event nor getSelectedCandidatePair
  if (browserName === 'firefox') expect(pairs).toEqual([]);
  else expect(new Set(pairs.map(({ peer }) => peer))).toEqual(new Set(['a', 'b']));
  for (const { local, remote } of pairs) {
    expect(parseCandidate(local)).toMatchObject({ ok: true, candidate: { type: 'host' } });
    expect(parseCandidate(remote).ok).toBe(true);
  }
  const created = (await traceOf()).filter((event) => event.type === 'created');
  // nothing is said of what was not asked for
  for (const event of created) expect(Object.keys(event).sort()).toEqual(['iceServers', 'peer', 't', 'type']);
});
