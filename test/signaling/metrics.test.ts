import { describe, expect, test } from 'vitest';
import { honestTalk, joined } from './raw-peer.ts';
import { ask, pollPath, post } from './raw-request.ts';
import { startSignaling } from './running-server.ts';

describe('the metrics', () => {
  test('count connections, rooms and messages', async () => {
    const quiet = await startSignaling();
    const pair = [await joined(quiet.port, 'r', 'a'), await joined(quiet.port, 'r', 'b')] as const;
    await honestTalk(...pair, 2);
    await post(quiet.port, pollPath('other', 'c'), { seq: 1, type: 'LEAVE', dst: 'd' });
    const { body, headers } = await ask(quiet.port, '/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const line of [
      'trickle_websockets 2',
      'trickle_polling_members 1',
      'trickle_rooms 2',
      'trickle_messages_total{carrier="websocket"} 4',
      'trickle_messages_total{carrier="polling"} 1',
    ])
      expect(body.split('\n')).toContain(line);
    expect(await ask(quiet.port, '/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
    await quiet.stop();
  });
});
