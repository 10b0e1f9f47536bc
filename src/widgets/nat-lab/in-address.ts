/** A moment of the lab in the page's address: `?a=EIM-APDF&b=APDM-APDF&step=11&guess=relay`, so that it can be linked to. */
import { type Dependence, dependences, type NatBehaviour } from '#domain/nat/behaviour.ts';
import type { NetworkSetup } from '#domain/nat/network.ts';
import type { Path } from '#domain/nat/path.ts';
import type { Attempt } from './attempt.ts';
import { filteringNames, mappingNames, marks, shortName } from './marks.ts';

/** What an address says. */
export interface Addressed {
  readonly setup: NetworkSetup;
  readonly step: number;
  readonly guess?: Path;
}

const blocked = 'blocked';

const isPath = (value: string | null): value is Path => value !== null && Object.hasOwn(marks, value);

/** `EIM-APDF`, and `EIM-APDF-blocked` where UDP is. */
const nameOf = (nat: NatBehaviour): string => shortName(nat).replace('/', '-') + (nat.blocksUdp ? `-${blocked}` : '');

const dependenceIn = (names: readonly string[], name = ''): Dependence | undefined => dependences[names.indexOf(name)];

function natNamed(name: string | null): NatBehaviour | undefined {
  const [mappingName, filteringName, udp] = (name ?? '').toUpperCase().split('-');
  const mapping = dependenceIn(mappingNames, mappingName);
  const filtering = dependenceIn(filteringNames, filteringName);
  return mapping && filtering && { mapping, filtering, blocksUdp: udp === blocked.toUpperCase() };
}

/** Reads the query of an address; undefined where it names no two NATs. */
export function readAddress(query: string): Addressed | undefined {
  const said = new URLSearchParams(query);
  const a = natNamed(said.get('a'));
  const b = natNamed(said.get('b'));
  if (!a || !b) return undefined;
  const step = Number(said.get('step') ?? 0);
  const guess = said.get('guess');
  const setup = { a, b, starts: said.get('starts') === 'b' ? 'b' : 'a' } as const;
  return { setup, step: Number.isInteger(step) && step > 0 ? step : 0, ...(isPath(guess) && { guess }) };
}

/** Writes the query of a moment; whatever else the query said is kept. */
export function writeAddress({ run, guess }: Attempt, step: number, query = ''): string {
  const said = new URLSearchParams(query);
  const { a, b, starts } = run.setup;
  const says = { a: nameOf(a), b: nameOf(b), starts: starts === 'b' && 'b', step: step > 0 && String(step), guess };
  for (const [key, value] of Object.entries(says)) {
    if (value) said.set(key, value);
    else said.delete(key);
  }
  return `?${said}`;
}
