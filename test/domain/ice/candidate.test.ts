import { describe, expect, it } from 'vitest';
import { type Candidate, type CandidateField, parseCandidate } from '#domain/ice/candidate.ts';

function candidateOf(line: string): Candidate {
  const result = parseCandidate(line);
  if (!result.ok) throw new Error(`${line}: ${result.field}`);
  return result.candidate;
}

describe('a candidate line', () => {
  it('of Chromium keeps every field', () => {
    const line =
      'a=candidate:842163049 1 udp 1677729535 203.0.113.9 40122 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag EsAw network-id 1 network-cost 999';
    expect(candidateOf(line)).toMatchObject({
      foundation: '842163049',
      component: 1,
      transport: 'udp',
      priority: 1677729535,
      address: '203.0.113.9',
      port: 40122,
      type: 'srflx',
      relatedAddress: '0.0.0.0',
      relatedPort: 0,
      generation: 0,
      ufrag: 'EsAw',
      networkId: 1,
      networkCost: 999,
      isMdns: false,
    });
  });

  it('of Firefox writes the transport in capitals', () => {
    const line = 'candidate:0 1 UDP 2122252543 4b0c9d2e-6a0e-4a4e-9a3b-0a2b1c3d4e5f.local 51620 typ host';
    expect(candidateOf(line)).toMatchObject({ transport: 'udp', type: 'host', isMdns: true });
  });

  it('of ICE-TCP has a tcptype (RFC 6544 §4.5)', () => {
    const line = 'candidate:1 1 TCP 2105524479 192.0.2.1 9 typ host tcptype active';
    expect(candidateOf(line).tcpType).toBe('active');
  });

  it('keeps extensions that nobody knows, in their order', () => {
    const line = 'candidate:1 1 udp 1 192.0.2.1 9 typ host foo bar generation 3';
    expect(candidateOf(line).extensions).toEqual([
      ['foo', 'bar'],
      ['generation', '3'],
    ]);
  });

  it.each<[CandidateField, string]>([
    ['prefix', '1 1 udp 1 192.0.2.1 9 typ host'],
    ['foundation', 'candidate: 1 udp 1 192.0.2.1 9 typ host'],
    ['foundation', `candidate:${'x'.repeat(33)} 1 udp 1 192.0.2.1 9 typ host`],
    ['foundation', 'candidate:<b> 1 udp 1 192.0.2.1 9 typ host'],
    ['component', 'candidate:1 0 udp 1 192.0.2.1 9 typ host'],
    ['component', 'candidate:1 257 udp 1 192.0.2.1 9 typ host'],
    ['transport', 'candidate:1 1'],
    ['priority', 'candidate:1 1 udp -1 192.0.2.1 9 typ host'],
    ['priority', 'candidate:1 1 udp 2147483648 192.0.2.1 9 typ host'],
    ['address', 'candidate:1 1 udp 1'],
    ['port', 'candidate:1 1 udp 1 192.0.2.1 65536 typ host'],
    ['type', 'candidate:1 1 udp 1 192.0.2.1 9 type host'],
    ['type', 'candidate:1 1 udp 1 192.0.2.1 9 typ local'],
    ['relatedPort', 'candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr 10.0.0.1 rport x'],
    ['tcpType', 'candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype lazy'],
    ['extension', 'candidate:1 1 udp 1 192.0.2.1 9 typ host generation'],
  ])('names the bad field: %s in %s', (field, line) => {
    expect(parseCandidate(line)).toMatchObject({ ok: false, field });
  });
});
