import { type Dependence, isAlike } from './behaviour.ts';
import { sameAddress, type TransportAddress } from './transport-address.ts';

/** One row of a NAT's mapping table: what comes from `inside` and goes to where the first packet went, leaves as `outside`. */
export interface Mapping {
  readonly inside: TransportAddress;
  /** Where the packet went that made the row; `mapping` of the NAT says how much of it must agree. */
  readonly destination: TransportAddress;
  readonly outside: TransportAddress;
  /** The step that made it. */
  readonly step: number;
}

/** The row by which a packet leaves: the one of its own source that was made for this destination (RFC 4787 §4.1). */
export function mappingFor(
  mappings: readonly Mapping[],
  dependence: Dependence,
  packet: { readonly source: TransportAddress; readonly destination: TransportAddress },
): Mapping | undefined {
  return mappings.find(
    ({ inside, destination }) =>
      sameAddress(inside, packet.source) && isAlike(dependence, destination, packet.destination),
  );
}
