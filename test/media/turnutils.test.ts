import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRelay } from '../../media/relay/relay.ts';
import { secret } from './raw-client.ts';

const run = promisify(execFile);

const found = (tool: string) => [`/usr/bin/${tool}`, `/usr/local/bin/${tool}`].find(existsSync);
const [uclient, stunclient] = [found('turnutils_uclient'), found('turnutils_stunclient')];
const missing = !uclient || !stunclient;
if (missing) console.log('turnutils is not installed: nobody but ourselves says that the relay conforms');

const relay = createRelay({ secret, limits: { allocationsPerUser: 1_000 } });
/** Sends everything back. */
const peer = createSocket('udp4', (bytes, { address, port: from }) => peer.send(bytes, from, address));
let port = 0;

beforeAll(async () => {
  ({ port } = await relay.listen({ port: 0 }));
  peer.bind(0, '127.0.0.1');
  await once(peer, 'listening');
});

afterAll(async () => {
  peer.close();
  await relay.close();
});

/** One after another they would take half a minute, in which they mostly wait. Over TLS this client loses some of any server's, coturn's too. */
test
  .skipIf(missing)
  .concurrent.each([
    ['-c'],
    ['-c -s'],
    ['-c -t'],
    ['-c -t -s'],
    ['-y -c'],
    ['-y -c -t'],
    ['-y -c -x'],
    ['-y -c -G'],
    ['-y -c -D'],
    ['-y'],
    ['-y -c -m 10 -n 50'],
  ])('turnutils_uclient %s loses nothing', async (flags) => {
  const to = flags.includes('-y') ? [] : ['-e', '127.0.0.1', '-r', `${peer.address().port}`];
  const credential = ['-u', 'conformance', '-W', secret];
  const at = ['-p', `${port}`, '127.0.0.1'];
  const { stdout } = await run(uclient ?? '', [...flags.split(' '), ...to, ...credential, ...at]);
  const counts = [...stdout.matchAll(/tot_send_msgs=(\d+), tot_recv_msgs=(\d+)/g)].at(-1) ?? [];
  expect(stdout).toMatch(/Total lost packets 0 \(0\.0+%\), total send dropped 0/);
  expect([Number(counts[1]) > 0, counts[2]]).toEqual([true, counts[1]]);
});

test.skipIf(missing)('turnutils_stunclient hears its address', async () => {
  const { stdout } = await run(stunclient ?? '', ['-p', `${port}`, '127.0.0.1']);
  expect(stdout).toMatch(/UDP reflexive addr: 127\.0\.0\.1:\d+/);
});
