import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { top } from '../server.ts';
import { honestTalk, joined } from './raw-peer.ts';
import { ask, messagesOf, pollPath, post } from './raw-request.ts';

/** One of a pair that polls sends a message, and the other hears this one and no other. */
async function pollOnce(port: number, room: string, seq: number): Promise<void> {
  const waiting = ask(port, pollPath(room, 'b', seq - 1));
  await post(port, pollPath(room, 'a'), { seq, type: 'CANDIDATE', dst: 'b', payload: seq });
  assert.deepEqual(
    messagesOf(await waiting).map(({ payload }) => payload),
    [seq],
  );
}

/** Milliseconds of each round of an honest pair, while a crowd visits the server, of which it hears by every tenth visit. */
export async function talkBeside(kind: 'malformed' | 'well-formed', port: number, count: number): Promise<number[]> {
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
  assert.deepEqual(await exit, [0, null]);
  await Promise.all([a.leave(), b.leave()]);
  return times;
}
