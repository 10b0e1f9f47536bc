/** Numbers of the attributes of RFC 8489 §18.3, RFC 8656 §18 and RFC 8445 §16.1, and one that Chromium sends (IANA, STUN Attributes). */
export const attributeType = {
  mappedAddress: 0x0001,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  evenPort: 0x0018,
  requestedTransport: 0x0019,
  dontFragment: 0x001a,
  messageIntegritySha256: 0x001c,
  passwordAlgorithm: 0x001d,
  userhash: 0x001e,
  xorMappedAddress: 0x0020,
  reservationToken: 0x0022,
  priority: 0x0024,
  useCandidate: 0x0025,
  additionalAddressFamily: 0x8000,
  addressErrorCode: 0x8001,
  passwordAlgorithms: 0x8002,
  alternateDomain: 0x8003,
  icmp: 0x8004,
  software: 0x8022,
  alternateServer: 0x8023,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
  iceControlling: 0x802a,
  googNetworkInfo: 0xc057,
} as const;

/** How a value is laid out. */
export type AttributeKind =
  | 'address'
  | 'xor-address'
  | 'text'
  | 'uint32'
  | 'uint64'
  | 'checksum'
  | 'channel'
  | 'error'
  | 'types'
  | 'family'
  | 'transport'
  | 'even-port'
  | 'flag'
  | 'bytes';

interface KnownAttribute {
  name: string;
  kind: AttributeKind;
}

const { mappedAddress, username, messageIntegrity, errorCode, unknownAttributes, channelNumber } = attributeType;

const known = new Map<number, KnownAttribute>([
  [mappedAddress, { name: 'MAPPED-ADDRESS', kind: 'address' }],
  [username, { name: 'USERNAME', kind: 'text' }],
  [messageIntegrity, { name: 'MESSAGE-INTEGRITY', kind: 'bytes' }],
  [errorCode, { name: 'ERROR-CODE', kind: 'error' }],
  [unknownAttributes, { name: 'UNKNOWN-ATTRIBUTES', kind: 'types' }],
  [channelNumber, { name: 'CHANNEL-NUMBER', kind: 'channel' }],
  [attributeType.lifetime, { name: 'LIFETIME', kind: 'uint32' }],
  [attributeType.xorPeerAddress, { name: 'XOR-PEER-ADDRESS', kind: 'xor-address' }],
  [attributeType.data, { name: 'DATA', kind: 'bytes' }],
  [attributeType.realm, { name: 'REALM', kind: 'text' }],
  [attributeType.nonce, { name: 'NONCE', kind: 'text' }],
  [attributeType.xorRelayedAddress, { name: 'XOR-RELAYED-ADDRESS', kind: 'xor-address' }],
  [attributeType.requestedAddressFamily, { name: 'REQUESTED-ADDRESS-FAMILY', kind: 'family' }],
  [attributeType.evenPort, { name: 'EVEN-PORT', kind: 'even-port' }],
  [attributeType.requestedTransport, { name: 'REQUESTED-TRANSPORT', kind: 'transport' }],
  [attributeType.dontFragment, { name: 'DONT-FRAGMENT', kind: 'flag' }],
  [attributeType.messageIntegritySha256, { name: 'MESSAGE-INTEGRITY-SHA256', kind: 'bytes' }],
  [attributeType.passwordAlgorithm, { name: 'PASSWORD-ALGORITHM', kind: 'bytes' }],
  [attributeType.userhash, { name: 'USERHASH', kind: 'bytes' }],
  [attributeType.xorMappedAddress, { name: 'XOR-MAPPED-ADDRESS', kind: 'xor-address' }],
  [attributeType.reservationToken, { name: 'RESERVATION-TOKEN', kind: 'bytes' }],
  [attributeType.priority, { name: 'PRIORITY', kind: 'uint32' }],
  [attributeType.useCandidate, { name: 'USE-CANDIDATE', kind: 'flag' }],
  [attributeType.additionalAddressFamily, { name: 'ADDITIONAL-ADDRESS-FAMILY', kind: 'family' }],
  [attributeType.addressErrorCode, { name: 'ADDRESS-ERROR-CODE', kind: 'error' }],
  [attributeType.passwordAlgorithms, { name: 'PASSWORD-ALGORITHMS', kind: 'bytes' }],
  [attributeType.alternateDomain, { name: 'ALTERNATE-DOMAIN', kind: 'text' }],
  [attributeType.icmp, { name: 'ICMP', kind: 'bytes' }],
  [attributeType.software, { name: 'SOFTWARE', kind: 'text' }],
  [attributeType.alternateServer, { name: 'ALTERNATE-SERVER', kind: 'address' }],
  [attributeType.fingerprint, { name: 'FINGERPRINT', kind: 'checksum' }],
  [attributeType.iceControlled, { name: 'ICE-CONTROLLED', kind: 'uint64' }],
  [attributeType.iceControlling, { name: 'ICE-CONTROLLING', kind: 'uint64' }],
  [attributeType.googNetworkInfo, { name: 'GOOG-NETWORK-INFO', kind: 'uint32' }],
]);

/** The standard's name of an attribute: `XOR-MAPPED-ADDRESS` for 0x0020; undefined for one that is not known here. */
export function attributeName(type: number): string | undefined {
  return known.get(type)?.name;
}

/** How the value of an attribute is laid out; `bytes` for one that is not known here. */
export function attributeKind(type: number): AttributeKind {
  return known.get(type)?.kind ?? 'bytes';
}

/** A receiver that does not know this attribute must refuse the message: types 0x0000 to 0x7FFF (RFC 8489 §14). */
export function isComprehensionRequired(type: number): boolean {
  return type < 0x8000;
}
