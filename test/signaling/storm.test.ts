import { expect, test } from 'vitest';
import { ask, refusalsOf } from './raw-request.ts';
import { endProcess, startProcess } from './server-process.ts';
import { talkBeside } from './talk-beside.ts';

/** Bytes that the server's process has in memory. */
async function memoryOf(port: number): Promise<number> {
  const { body } = await ask(port, '/metrics');
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(body)?.[1]);
}

test('5,000 malformed frames and requests leave the server up and small, and an honest pair talking', async () => {
  const server = await startProcess();
  await talkBeside('well-formed', server.port, 500);
  const memory = await memoryOf(server.port);
  const during = await talkBeside('malformed', server.port, 5_000);

  expect((await memoryOf(server.port)) - memory).toBeLessThan(50 * 1024 * 1024);
  expect(during.length).toBeGreaterThan(400);
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
