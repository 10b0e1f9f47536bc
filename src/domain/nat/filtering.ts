import { type Dependence, isAlike } from './behaviour.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';

/** One row of a NAT's filter table: a packet left as `outside` for `peer`, so what comes from there may come in. */
export interface Contact {
  readonly outside: TransportAddress;
  readonly peer: TransportAddress;
  /** The step that made it. */
  readonly step: number;
}

/** Why a packet was let in: everything at this port is, or the row that its source agrees with. */
export type Admission = { readonly by: 'anyone' } | { readonly by: 'contact'; readonly contact: Contact };

/**
 * The row that lets a packet in, or undefined when it is refused. RFC 4787 §5 gives each mapping a filtering rule of its own:
 * that the inside has sent to someone by another mapping opens nothing here.
 */
export function admissionOf(
  contacts: readonly Contact[],
  dependence: Dependence,
  packet: { readonly source: TransportAddress; readonly destination: TransportAddress },
): Admission | undefined {
  if (dependence === 'endpoint-independent') return { by: 'anyone' };
  const contact = contacts.find(
    ({ outside, peer }) => sameAddress(outside, packet.destination) && isAlike(dependence, peer, packet.source),
  );
  return contact && { by: 'contact', contact };
}

/** The row that a refused packet comes closest to: one of its port and its source's address, else the last of its port. */
export function closestContact(
  contacts: readonly Contact[],
  packet: { readonly source: TransportAddress; readonly destination: TransportAddress },
): Contact | undefined {
  const here = contacts.filter(({ outside }) => sameAddress(outside, packet.destination));
  return here.findLast(({ peer }) => peer.address === packet.source.address) ?? here.at(-1);
}
