/** From a NAT's state to the rows of its tables: shared by what shows one NAT and what shows two. */
import type { NatBehaviour } from '#domain/nat/behaviour.ts';
import type { Contact } from '#domain/nat/filtering.ts';
import type { Nat } from '#domain/nat/nat.ts';
import { formatAddress, sameAddress, type TransportAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import type { Words } from '#i18n/words.ts';
import type { Hue, NatCell, NatRow, NatTable } from '#views/nat-tables.ts';

export type TableWords = Words['natLab']['tables'];

/** What the step that is shown did to a NAT's tables. */
export interface TableMoment {
  /** Its number. */
  step: number;
  /** The row by which a packet came in now. */
  admittedBy?: Contact | undefined;
  /** The row that a packet refused now came closest to. */
  closest?: Contact | undefined;
}

/** Port alone, as `:41000`: the address of a NAT is its own. */
export const portOf = ({ port }: TransportAddress): string => `:${port}`;

/** The three tables of a NAT: mappings, filters, and what was turned away. */
export function natTables(
  nat: Nat,
  who: string,
  moment: TableMoment,
  words: TableWords,
  hueOf: (address: TransportAddress) => Hue,
): readonly NatTable[] {
  const cell = (address: TransportAddress, text = formatAddress(address)): NatCell => ({ text, hue: hueOf(address) });
  const empty = nat.behaviour.blocksUdp ? words.blocked : words.none;
  const { mapping, filtering } = nat.behaviour;
  const { mappingHeads: m, filterHeads: f, doorHeads: d } = words;
  return [
    {
      name: 'mappings',
      caption: nat.behaviour.blocksUdp ? words.mappingsBlocked : words.mappings[mapping],
      heads: [m.inside, m.destination, m.outside],
      rows: mappingRows(nat, moment, words, cell),
      empty,
    },
    {
      name: 'filters',
      caption: nat.behaviour.blocksUdp ? words.filtersBlocked : fill(words.filters[filtering], { who }),
      heads: [f.outside, f.peer, f.when],
      rows: filterRows(nat, moment, words, cell),
      empty,
    },
    {
      name: 'door',
      caption: words.door,
      heads: [d.outside, d.source, d.when],
      rows: doorRows(nat, moment, words, cell),
      empty: words.nobody,
    },
  ];
}

type CellOf = (address: TransportAddress, text?: string) => NatCell;

const whenMade = (made: number, step: number, words: TableWords): Pick<NatRow, 'state' | 'when'> =>
  made === step
    ? { state: 'lit', when: fill(words.isNew, { step }) }
    : { state: 'kept', when: fill(words.since, { step: made }) };

function mappingRows({ mappings, behaviour }: Nat, { step }: TableMoment, words: TableWords, cell: CellOf): NatRow[] {
  return mappings.map(({ inside, destination, outside, step: made }) => ({
    cells: [cell(inside), toward(behaviour.mapping, destination, words, cell), cell(outside, portOf(outside))],
    state: made === step ? 'lit' : 'kept',
  }));
}

/** How much of a destination a mapping was made for. */
function toward(
  dependence: NatBehaviour['mapping'],
  destination: TransportAddress,
  words: TableWords,
  cell: CellOf,
): NatCell {
  if (dependence === 'endpoint-independent') return { text: words.any, hue: 'plain' };
  if (dependence === 'address-dependent') return cell(destination, destination.address);
  return cell(destination);
}

function filterRows(nat: Nat, moment: TableMoment, words: TableWords, cell: CellOf): NatRow[] {
  const { filtering } = nat.behaviour;
  if (filtering === 'endpoint-independent') {
    return nat.mappings.map(({ outside, step }) => ({
      cells: [cell(outside, portOf(outside)), { text: words.anyone, hue: 'plain' }],
      ...whenMade(step, moment.step, words),
    }));
  }
  const isOne = filtering === 'address-dependent' ? ofOneAddress : sameContact;
  const rows = nat.contacts.filter(
    (contact, index) => nat.contacts.findIndex((each) => isOne(each, contact)) === index,
  );
  return rows.map((contact) => ({
    cells: [
      cell(contact.outside, portOf(contact.outside)),
      filtering === 'address-dependent'
        ? cell(contact.peer, fill(words.anyPort, { address: contact.peer.address }))
        : cell(contact.peer),
    ],
    ...filterState(contact, moment, words, isOne),
  }));
}

function filterState(
  contact: Contact,
  { step, admittedBy, closest }: TableMoment,
  words: TableWords,
  isOne: (one: Contact, other: Contact) => boolean,
): Pick<NatRow, 'state' | 'when'> {
  if (admittedBy && isOne(admittedBy, contact)) return { state: 'used', when: words.used };
  const made = whenMade(contact.step, step, words);
  return closest && isOne(closest, contact) ? { ...made, state: 'near' } : made;
}

const sameContact = (one: Contact, other: Contact): boolean =>
  sameAddress(one.outside, other.outside) && sameAddress(one.peer, other.peer);

const ofOneAddress = (one: Contact, other: Contact): boolean =>
  sameAddress(one.outside, other.outside) && one.peer.address === other.peer.address;

function doorRows({ refusals }: Nat, { step }: TableMoment, words: TableWords, cell: CellOf): NatRow[] {
  return refusals.map(({ source, destination, step: refused }) => ({
    cells: [cell(destination, portOf(destination)), cell(source)],
    state: refused === step ? 'miss' : 'past',
    when: fill(words.refused, { step: refused }),
  }));
}
