import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { expect, test } from 'vitest';
import { quantile } from '../bench/figure.ts';
import { top } from '../server.ts';
import { honestTalk, joined } from './raw-peer.ts';
import { ask, messagesOf, pollPath, post, refusalsOf } from './raw-request.ts';
import { endProcess, startProcess } from './server-process.ts';

/** Below this a round says how the machine shares its cores among three processes, in milliseconds. */
const schedulingMs = 5;

/** Bytes that the server's process has in memory. */
async function memoryOf(port: number): Promise<number> {
  const { body } = await ask(port, '/metrics');
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(body)?.[1]);
}

/** One of a pair that polls sends a message, and the other hears this one and no other. */
async function pollOnce(port: number, room: string, seq: number): Promise<void> {
  const waiting = ask(port, pollPath(room, 'b', seq - 1));
  await post(port, pollPath(room, 'a'), { seq, type: 'CANDIDATE', dst: 'b', payload: seq });
  expect(messagesOf(await waiting).map(({ payload }) => payload)).toEqual([seq]);
}

/** Milliseconds of each round of an honest pair, while a crowd visits the server, of which it hears by every tenth visit. */
async function talkBeside(kind: 'malformed' | 'well-formed', port: number, count: number): Promise<number[]> {
  const [a, b] = [await joined(port, kind, 'a'), await joined(port, kind, 'b')];
  const crowd = fork(`${top}/test/signaling/storm.ts`, [kind, `${port}`, `${count}`, '4'], {
    execPath: `${top}/node_modules/.bin/node`,
    execArgv: [],
  });
  const ended = new AbortController();
  const exit = once(crowd, 'exit').finally(() => ended.abort());
  const times: number[] = [];
  try {
    for await (const _ of on(crowd, 'message', { signal: ended.signal })) {
      times.push(...(await honestTalk(a, b, 1)));
      if (times.length % 10 === 0) await pollOnce(port, `${kind}-polls`, times.length / 10);
    }
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  }
  expect(await exit).toEqual([0, null]);
  await Promise.all([a.leave(), b.leave()]);
  return times;
}

test('5,000 malformed frames and requests leave the server up, small, and quick for an honest pair', async () => {
  const server = await startProcess();
  const before = await talkBeside('well-formed', server.port, 1_500);
  const memory = await memoryOf(server.port);
  const during = await talkBeside('malformed', server.port, 5_000);

  expect((await memoryOf(server.port)) - memory).toBeLessThan(50 * 1024 * 1024);
  expect(during.length).toBeGreaterThan(400);
  expect(quantile(during, 0.99)).toBeLessThan(3 * Math.max(schedulingMs, quantile(before, 0.99)));
  for (const reason of [
    'not-json',
    'not-a-message',
    'too-large',
    'too-deep',
    'not-utf8',
    'hostile-id',
    'foreign-origin',
  ]) {
    expect(await refusalsOf(server.port, reason)).toBeGreaterThan(50);
  }
  expect(await endProcess(server, 'SIGTERM')).toMatchObject({ code: 0 });
});
