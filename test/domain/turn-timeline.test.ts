import { describe, expect, it } from 'vitest';
import type { AllocationSample } from '#domain/path-events.ts';
import { withFingerprint } from '#domain/stun/fingerprint.ts';
import { toHex } from '#domain/stun/hex.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { bytesOfParts, channelParts, indicationParts, overheadOf, seenParts } from '#domain/turn-overhead.ts';
import { readPacket } from '#domain/turn-packet.ts';
import { dueOf, holdingsOf, passedAt, type TurnRow, TurnTimeline } from '#domain/turn-timeline.ts';
import {
  allocate,
  channelData,
  check,
  keepalive,
  mapped,
  peer,
  permit,
  refused,
  relayedCall,
  seen,
  sendIndication,
  srtp,
} from './turn-trace.ts';

const short = ({ kind, turn, data, again }: TurnRow): string =>
  [kind, turn?.method ?? `${data?.wrapper} ${data?.inner}`, turn?.error?.code ?? '', again ? 'again' : '']
    .join(' ')
    .trim();

describe('the rows of a relayed call', () => {
  const events = relayedCall();
  const timeline = new TurnTimeline('a', events);

  it('are what was asked, what was answered, and data by kind, in their order', () => {
    expect(timeline.rows.map((row) => short(row).replace(/ +/g, ' '))).toEqual([
      'request Allocate',
      'error Allocate 401',
      'request Allocate again',
      'success Allocate',
      'request CreatePermission',
      'success CreatePermission',
      'to-client data check',
      'to-peer send check',
      'request ChannelBind',
      'success ChannelBind',
      'to-peer channel srtp',
      'to-client channel srtp',
      'to-peer channel srtp',
    ]);
  });

  it('join both halves of a packet’s way: wrapped on the client’s side, bare on the peer’s', () => {
    const [check] = timeline.rows.filter(({ kind }) => kind === 'to-client');
    expect(check?.peerSide?.event.direction).toBe('in');
    expect(check?.client?.event.direction).toBe('out');
    expect((check?.client?.event.bytes ?? 0) - (check?.peerSide?.event.bytes ?? 0)).toBe(36);
    expect(check?.data?.peer).toBe(peer);
  });

  it('count from the first packet, in the server’s time', () => {
    expect(timeline.rows[0]?.at).toBe(0);
    expect(timeline.rows[3]?.at).toBe(3);
  });

  it('that share a kind count their packets, at any moment; one that was lost stands in a row of its own', () => {
    const media = timeline.rows.filter(({ kind, data }) => kind === 'to-peer' && data?.inner === 'srtp');
    expect(media.map((row) => passedAt(row, events.length))).toEqual([
      { packets: 2, stopped: 0, bytes: 224 },
      { packets: 1, stopped: 1, bytes: 112 },
    ]);
    expect(media.map((row) => passedAt(row, 14).packets)).toEqual([1, 0]);
  });

  it('of data begin when a packet’s whole way is known: one whose other half was not told makes none', () => {
    const half = new TurnTimeline('a', [seen(0, 'peer', 'in', srtp(1))]);
    expect(half.rows).toEqual([]);
    half.append(seen(1, 'client', 'out', channelData(srtp(1))));
    expect(half.rows).toMatchObject([{ key: 1, at: 0, kind: 'to-client' }]);
  });

  it('begin where a step ends, and none is there before its packet', () => {
    expect(timeline.boundaries).toHaveLength(timeline.rows.length);
    expect(timeline.boundaries.map((count) => timeline.rowsAt(count))).toEqual(timeline.rows.map((_, i) => i + 1));
    expect(timeline.rowsAt(0)).toBe(0);
  });

  it('of plain STUN are one for all questions and one for all answers, and break no row of data', () => {
    const asked = (t: number) => [seen(t, 'client', 'in', check(t)), seen(t, 'client', 'out', mapped(t))];
    const media = (t: number) => [seen(t, 'client', 'in', channelData(srtp(t))), seen(t, 'peer', 'out', srtp(t))];
    const kept = new TurnTimeline('a', [...asked(1), ...media(2), ...asked(3), ...media(4)]);
    expect(kept.rows.map(short).map((text) => text.trim())).toEqual([
      'request Binding',
      'success Binding',
      'to-peer channel srtp',
    ]);
    expect(kept.rows.map(({ packets }) => packets.length)).toEqual([2, 2, 2]);
  });

  it('begin anew where the path was cut and where it was mended, and what comes through again says so', () => {
    const wish = { loss: 0, delay: 0, jitter: 0, rate: null, reorder: 0, duplicate: 0 };
    const impaired = (t: number, cut: boolean): TraceEvent => ({ type: 'impairment', peer: 'a', t, ...wish, cut });
    const media = (t: number) => [seen(t, 'client', 'in', channelData(srtp(t))), seen(t, 'peer', 'out', srtp(t))];
    const stopped = (t: number) => seen(t, 'client', 'in', channelData(srtp(t)), 'cut');
    const events = [
      ...media(1),
      impaired(2, true),
      stopped(3),
      impaired(4, false),
      stopped(5),
      ...media(6),
      ...media(7),
    ];
    const cut = new TurnTimeline('a', events);
    expect(cut.rows.map(({ client, isMended }) => client?.event.fate ?? (isMended ? 'mended' : 'passed'))).toEqual([
      'passed',
      'cut',
      'cut',
      'mended',
    ]);
    expect(cut.rows.at(-1)?.packets).toHaveLength(2);
  });

  it('are of one end alone', () => {
    expect(new TurnTimeline('b', events).rows).toEqual([]);
  });

  it('are the same whether the trace came at once or event by event', () => {
    const grown = new TurnTimeline();
    for (const event of events) grown.append(event);
    expect(grown.rows).toEqual(timeline.rows);
  });
});

describe('a packet at the TURN server', () => {
  it('is a request that is signed or not, with the peers it names', () => {
    expect(readPacket(seen(0, 'client', 'in', allocate(1, false)))).toMatchObject({ signed: false, requested: 17 });
    expect(readPacket(seen(0, 'client', 'in', permit(1)))).toMatchObject({ signed: true, peers: [peer] });
  });

  it('is an error with its code and reason', () => {
    const reading = readPacket(seen(0, 'client', 'out', refused(1, 486, 'Allocation Quota Reached')));
    expect(reading).toMatchObject({ kind: 'turn', error: { code: 486, reason: 'Allocation Quota Reached' } });
  });

  it('is ChannelData whose length its head says, although only its first bytes are known', () => {
    const reading = readPacket(seen(0, 'client', 'in', channelData(srtp(1, 1100))));
    expect(reading).toMatchObject({
      kind: 'data',
      wrapper: 'channel',
      channel: 0x4000,
      innerBytes: 1100,
      inner: 'srtp',
    });
  });

  it('is SRTCP where its second byte says so', () => {
    const rtcp = Uint8Array.of(0x81, 200, ...srtp(1, 50));
    expect(readPacket(seen(0, 'peer', 'in', rtcp))).toMatchObject({ wrapper: 'bare', inner: 'srtcp' });
  });

  it('is a check, the answer to one, or an indication that keeps the way open, by the class of what it carries', () => {
    const inners = [check(1), mapped(1), keepalive(1)].map((inner) => {
      const reading = readPacket(seen(0, 'client', 'in', channelData(inner)));
      return reading.kind === 'data' && reading.inner;
    });
    expect(inners).toEqual(['check', 'answer', 'keepalive']);
  });

  it('is an error with the standard’s name for its code where the server gives no reason', () => {
    expect(readPacket(seen(0, 'client', 'out', refused(1, 401, '')))).toMatchObject({
      error: { code: 401, reason: 'Unauthenticated' },
    });
  });

  it('is unknown where it is neither', () => {
    for (const hex of ['', '4', 'zz', '00', '0001', '40', 'ff'.repeat(24)]) {
      expect(readPacket({ hex, bytes: hex.length / 2, leg: 'client' })).toEqual({ kind: 'unknown' });
    }
  });
});

describe('what a wrapper costs', () => {
  it('is 36 bytes in an indication and 4 in ChannelData, as the packets themselves have it', () => {
    expect(overheadOf(indicationParts(108))).toBe(36);
    expect(overheadOf(channelParts(108))).toBe(4);
    expect(bytesOfParts(indicationParts(108))).toBe(sendIndication(1, srtp(1)).length);
    expect(bytesOfParts(channelParts(108))).toBe(channelData(srtp(1)).length);
  });

  it.each([
    [105, 39, 4, 7],
    [106, 38, 4, 6],
    [107, 37, 4, 5],
    [108, 36, 4, 4],
  ])('of %i bytes is %i in an indication, %i over UDP and %i over TCP as ChannelData', (bytes, send, udp, tcp) => {
    expect(overheadOf(indicationParts(bytes))).toBe(send);
    expect(overheadOf(channelParts(bytes))).toBe(udp);
    expect(overheadOf(channelParts(bytes, true))).toBe(tcp);
    expect(bytesOfParts(indicationParts(bytes))).toBe(sendIndication(1, srtp(1, bytes)).length);
  });

  it('is read from an indication that was seen, with what the browser added to it', () => {
    const plain = toHex(sendIndication(1, srtp(1, 105)));
    expect(seenParts(plain)).toEqual(indicationParts(105));
    const marked = seenParts(toHex(withFingerprint(sendIndication(1, srtp(1)))));
    expect(marked?.at(-1)).toEqual({ name: 'attributes', bytes: 8 });
    expect(seenParts(toHex(channelData(srtp(1))))).toBeUndefined();
  });

  it('is 12 bytes more in an indication whose peer has an IPv6 address', () => {
    expect(overheadOf(indicationParts(108, 6))).toBe(48);
  });
});

describe('what the server holds', () => {
  const none = { packetsIn: 0, packetsOut: 0, bytesIn: 0, bytesOut: 0, dropped: 0, refused: 0 };
  const sample: AllocationSample = {
    id: 1,
    relayed: '198.51.100.4:49160',
    client: '203.0.113.7:41000',
    transport: 'udp',
    expiresIn: 590,
    permissions: [{ address: '203.0.113.88', expiresIn: 290 }],
    channels: [{ number: 0x4000, peer, expiresIn: 592 }],
    toPeer: none,
    toClient: none,
  };

  it('counts down between two samples, and ends', () => {
    expect(holdingsOf([sample], 8000).map(({ expiresIn }) => expiresIn)).toEqual([582, 282, 584]);
    expect(holdingsOf([sample], 300_000).map(({ kind }) => kind)).toEqual(['allocation', 'channel']);
    expect(holdingsOf([sample], 700_000)).toEqual([]);
  });

  it('falls due in the order in which it would run out', () => {
    expect(dueOf(holdingsOf([sample], 0), 12_000).map(({ kind, by }) => [kind, by])).toEqual([
      ['permission', 302_000],
      ['allocation', 602_000],
      ['channel', 604_000],
    ]);
  });
});
