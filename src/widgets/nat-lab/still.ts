/** How each pair of NATs ends, for a page where nothing can run. Computed while the site is built. */
import { natBehaviours } from '#domain/nat/behaviour.ts';
import { predictPath } from '#domain/nat/path.ts';
import { marks, shortName } from './marks.ts';

export const stillHeads = natBehaviours.map(shortName);

/** One row a NAT of A's: its name, and a letter for each NAT of B's. */
export const stillRows = natBehaviours.map((a) => ({
  name: shortName(a),
  letters: natBehaviours.map((b) => marks[predictPath(a, b)]),
}));
