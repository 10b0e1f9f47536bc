/** An IP address and a port, as `203.0.113.7:41000`. */
export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

/** Writes an IPv4 transport address: `203.0.113.7:41000`. */
export const formatAddress = ({ address, port }: TransportAddress): string => `${address}:${port}`;

/** Whether two are the same address and the same port. */
export const sameAddress = (one: TransportAddress, other: TransportAddress): boolean =>
  one.address === other.address && one.port === other.port;
