import { describe, expect, test } from 'vitest';
import { parseCandidate } from '#domain/ice/candidate.ts';
import { priorityBits } from '#domain/ice/gathering-priority.ts';

function bitsOf(line: string) {
  const parsed = parseCandidate(line);
  if (!parsed.ok) throw new Error(`No candidate: ${line}`);
  return priorityBits(parsed.candidate);
}

describe('the bits of a priority', () => {
  const hidden = bitsOf('candidate:842163049 1 udp 2113937151 4c1f.local 51620 typ host');

  test('are 8 of type, 16 of local preference and 8 of component', () => {
    expect(hidden.bits).toEqual({ type: '01111110', local: '0000000000011110', component: '11111111' });
  });

  test('add up to the priority', () => {
    const { type, local, component } = hidden.addends;
    expect([type, local, component]).toEqual([2113929216, 7680, 255]);
    expect(type + local + component).toBe(2113937151);
  });

  test('have beside them what the RFC advises for a single IP address', () => {
    expect(hidden.advised).toBe(2130706431);
  });

  test.each([
    ['candidate:1 1 udp 50340095 192.0.2.2 51735 typ relay', 3, 32],
    ['candidate:1 1 udp 16785407 192.0.2.2 54268 typ relay', 1, 31],
    ['candidate:1 1 udp 1677729535 192.0.2.2 53390 typ srflx', 100, 30],
    ['candidate:1 1 UDP 92151551 192.0.2.2 56628 typ relay', 5, 32286],
    ['candidate:1 1 TCP 2105458943 192.0.2.2 9 typ host tcptype active', 125, 32448],
  ])('of what browsers announce: %s', (line, type, local) => {
    expect(bitsOf(line)).toMatchObject({ typePreference: type, localPreference: local, isCarried: false });
  });

  test('of a candidate that was pooled before it had a component are carried, which is said', () => {
    const pooled = bitsOf('candidate:4038708424 1 udp 2113937152 747193d1.local 42396 typ host');
    expect(pooled).toMatchObject({ isCarried: true, localPreference: 30, addends: { local: 7680, component: 256 } });
    const { type, local, component } = pooled.addends;
    expect(type + local + component).toBe(2113937152);
    expect(pooled.bits).toMatchObject({ local: '0000000000011111', component: '00000000' });
  });
});
