import { describe, expect, it } from 'vitest';
import { natBehaviours } from '#domain/nat/behaviour.ts';
import { runNetwork } from '#domain/nat/run.ts';
import type { Attempt } from '#widgets/nat-lab/attempt.ts';
import { readAddress, writeAddress } from '#widgets/nat-lab/in-address.ts';

const [full, , portRestricted] = natBehaviours;
if (!full || !portRestricted) throw new Error('there are nine NATs');
const run = runNetwork({ a: { ...portRestricted, blocksUdp: false }, b: { ...full, blocksUdp: true }, starts: 'b' });
const attempt: Attempt = { run, guess: 'relay', furthest: 4 };

describe('the address of a moment', () => {
  it('names both NATs, who starts, the step and the guess, and is read as it was written', () => {
    const query = writeAddress(attempt, 4);
    expect(query).toBe('?a=EIM-APDF&b=EIM-EIF-blocked&starts=b&step=4&guess=relay');
    const read = readAddress(query);
    expect(read).toMatchObject({ step: 4, guess: 'relay', setup: { starts: 'b', b: { blocksUdp: true } } });
    expect(read?.setup).toEqual(run.setup);
  });

  it('leaves out what is as it begins, and keeps what is not its own', () => {
    const begun = { run: runNetwork({ a: full, b: full, starts: 'a' }), furthest: 0 };
    expect(writeAddress(begun, 0, '?lang=x&step=9&guess=srflx')).toBe('?lang=x&a=EIM-EIF&b=EIM-EIF');
  });

  it.each(['', '?a=EIM-APDF', '?a=EIM-APDF&b=cone', '?a=&b='])('that names no two NATs, %j, is none', (query) => {
    expect(readAddress(query)).toBeUndefined();
  });

  it.each(['-1', '1.5', 'x', ''])('whose step is %j begins at the beginning', (step) => {
    expect(readAddress(`?a=EIM-EIF&b=EIM-EIF&step=${step}&guess=toString`)).toMatchObject({ step: 0 });
    expect(readAddress(`?a=EIM-EIF&b=EIM-EIF&guess=toString`)?.guess).toBeUndefined();
  });
});
