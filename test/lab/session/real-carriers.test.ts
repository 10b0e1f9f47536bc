import { expect, test } from 'vitest';
import type { PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { copyPaste } from '#lab/carriers/copy-paste.ts';
import { inPage } from '#lab/carriers/in-page.ts';
import type { OpenChannel } from '#lab/signaling-channel.ts';
import { SignalingSession } from '#lab/signaling-session.ts';
import { createTraceLog } from '#lab/trace-log.ts';
import { candidate, textsOf } from './virtual-room.ts';

/** An end that answers `offer` with `answer`. */
function end(peer: PeerName, open: OpenChannel, signal: AbortSignal) {
  const messages: SignalingMessage[] = [];
  const heard: TraceEvent[] = [];
  const arrived = Promise.withResolvers<void>();
  const log = createTraceLog((event) => session.report(event), undefined, peer);
  const session: SignalingSession = new SignalingSession({
    seat: { room: 'room', peer, page: `${peer}1` },
    ...{ open, log, signal },
    events: {
      onMessage: (body) => {
        messages.push(body);
        if (textsOf([body])[0] === 'offer') session.send(candidate('answer'));
        arrived.resolve();
      },
      onCarrier: () => {},
      onOther: () => {},
      onReport: (events) => heard.push(...events),
      onSilent: () => {},
      onHeard: () => {},
    },
  });
  return { session, messages, heard, arrived: arrived.promise };
}

test('two ends in one page say offer and answer within one turn of its tasks', async () => {
  const leave = new AbortController();
  const open = inPage();
  const [a, b] = [end('a', open, leave.signal), end('b', open, leave.signal)];
  a.session.send(candidate('offer'));
  await a.arrived;
  expect([textsOf(b.messages), textsOf(a.messages)]).toEqual([['offer'], ['answer']]);
  leave.abort();
});

test('carried by hand, two texts are enough for offer and answer', async () => {
  const leave = new AbortController();
  const news: Record<PeerName, number> = { a: 0, b: 0 };
  const [left, right] = [copyPaste((count) => (news.a = count)), copyPaste((count) => (news.b = count))];
  const [a, b] = [end('a', left.open, leave.signal), end('b', right.open, leave.signal)];
  a.session.send(candidate('offer'));
  await Promise.resolve().then(() => undefined);
  expect(news.a).toBe(2);

  await right.paste(await left.take());
  expect(textsOf(b.messages)).toEqual(['offer']);
  await left.paste(await right.take());
  expect(textsOf(a.messages)).toEqual(['answer']);
  expect(news).toEqual({ a: 0, b: 0 });
  expect(a.session.waiting).toBe(0);

  await right.paste(await left.take());
  expect(textsOf(b.messages)).toEqual(['offer']);
  leave.abort();
});
