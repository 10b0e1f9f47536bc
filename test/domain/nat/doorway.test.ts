import { expect, it } from 'vitest';
import { type Packet, passThrough } from '#domain/nat/doorway.ts';

const packets: Packet[] = [
  { direction: 'in', place: 'stranger' },
  { direction: 'out', place: 'server' },
  { direction: 'in', place: 'server' },
  { direction: 'in', place: 'other-port' },
  { direction: 'in', place: 'stranger' },
];

const endOf = (filtering: Parameters<typeof passThrough>[0]['filtering']): string[] =>
  passThrough({ mapping: 'endpoint-independent', filtering }, packets).map(({ passage }) =>
    passage.kind === 'refused' ? passage.refusal.reason : passage.kind,
  );

it('the same packets meet another end at each filter', () => {
  expect(endOf('endpoint-independent')).toEqual(['no-mapping', 'out', 'in', 'in', 'in']);
  expect(endOf('address-dependent')).toEqual(['no-mapping', 'out', 'in', 'in', 'address']);
  expect(endOf('address-and-port-dependent')).toEqual(['no-mapping', 'out', 'in', 'port', 'address']);
});

it('an answer goes to the port that its sender saw, where the mapping depends on the destination', () => {
  const steps = passThrough({ mapping: 'address-and-port-dependent', filtering: 'address-and-port-dependent' }, [
    { direction: 'out', place: 'server' },
    { direction: 'out', place: 'peer' },
    { direction: 'in', place: 'peer' },
  ]);
  const [, out, back] = steps.map(({ passage }) => passage);
  expect(back?.kind).toBe('in');
  expect(back?.outside.destination).toEqual(out?.outside.source);
});
