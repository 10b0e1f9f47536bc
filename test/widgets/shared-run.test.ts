import { describe, expect, test } from 'vitest';
import { parseTrace } from '#domain/trace-file.ts';
import { hashToRun, runToHash } from '#widgets/shared-run.ts';
import { recordedText } from '../traces.ts';

const { browser, events } = parseTrace(recordedText);
const shared = { browser, events, cursor: 17, tab: 'log' };

describe('a run in a link', () => {
  test('is opened as it was shared, at the same moment and with the same pane', async () => {
    const opened = await hashToRun(await runToHash(shared, true));
    expect(opened).toEqual({ broken: false, cursor: 17, tab: 'log', reading: { browser, events } });
  });

  test('of a data channel is shorter than 8 kB', async () => {
    expect((await runToHash(shared, false)).length).toBeLessThan(8_000);
  });

  test('holds only characters that a link keeps as they are', async () => {
    expect(await runToHash(shared, false)).toMatch(/^#run=1\.17\.log\.[\w-]+$/);
  });

  test('has no public address unless the reader keeps it', async () => {
    const seen = events.map((event) =>
      event.type === 'stats'
        ? { ...event, pairs: event.pairs.map((pair) => ({ ...pair, local: 'host udp 8.8.8.8:9' })) }
        : event,
    );
    const texts = await Promise.all(
      [false, true].map(async (keep) =>
        JSON.stringify(await hashToRun(await runToHash({ ...shared, events: seen }, keep))),
      ),
    );
    expect(texts.map((text) => text.includes('8.8.8.8'))).toEqual([false, true]);
  });
});

describe('a link that is not whole', () => {
  test('without a run is none', async () => {
    expect(await hashToRun('#check-yourself')).toBeUndefined();
    expect(await hashToRun('')).toBeUndefined();
  });

  test('cut off anywhere is broken, or says what is missing; never taken for whole', async () => {
    const hash = await runToHash(shared, false);
    for (let length = 5; length < hash.length; length += 97) {
      const opened = await hashToRun(hash.slice(0, length));
      if (opened && !opened.broken) expect(opened.reading.problem).toBeDefined();
    }
  });

  test.each([
    '#run=1.x.sdp.AAAA',
    '#run=1.1.sdp.%%%',
    '#run=1.1.sdp.AAAA',
    '#run=1.1.<img>.AAAA',
    `#run=1.1.sdp.${'A'.repeat(1_000_000)}`,
  ])('%.40s is broken', async (hash) => {
    expect(await hashToRun(hash)).toEqual({ broken: true });
  });

  test.each(['#run=2.1.sdp.AAAA', '#run=9.zzzz'])('%s is of another version', async (hash) => {
    expect(await hashToRun(hash)).toEqual({ broken: true, otherVersion: true });
  });

  test('that would unfold to more than the page can hold is broken', async () => {
    const bomb = new Blob([new Uint8Array(40_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const payload = Buffer.from(await new Response(bomb).arrayBuffer()).toString('base64url');
    expect(await hashToRun(`#run=1.1.sdp.${payload}`)).toEqual({ broken: true });
  });

  test('of another version of the trace says which', async () => {
    const packed = new Blob([recordedText.replace('"version":1', '"version":9')]).stream();
    const bytes = await new Response(packed.pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
    const opened = await hashToRun(`#run=1.1.sdp.${Buffer.from(bytes).toString('base64url')}`);
    expect(opened).toMatchObject({ reading: { problem: { key: 'other-version', found: 9 } } });
  });
});
