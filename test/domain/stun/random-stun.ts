/** STUN messages by chance, from a seed: what a codec must give back as it got it. */
import {
  address,
  addressFamily,
  bytes,
  channelNumber,
  errorCode,
  evenPort,
  requestedTransport,
  text,
  uint32,
  uint64,
  unknownAttributes,
  xorAddress,
} from '#domain/stun/attribute.ts';
import { attributeType as type } from '#domain/stun/attribute-type.ts';
import type { AttributeInit, MessageInit } from '#domain/stun/message.ts';

const classes = ['request', 'indication', 'success', 'error'] as const;

/** A message of any method and class with up to eight attributes, known ones and others. */
export function randomMessage(random: () => number): MessageInit {
  const below = (limit: number) => Math.floor(random() * limit);
  const some = (length: number) => Uint8Array.from({ length }, () => below(256));
  const transactionId = some(12);
  const makers: (() => AttributeInit)[] = [
    () => xorAddress(type.xorMappedAddress, { family: 4, address: some(4), port: below(65536) }, transactionId),
    () => xorAddress(type.xorPeerAddress, { family: 6, address: some(16), port: below(65536) }, transactionId),
    () => address(type.mappedAddress, { family: 4, address: some(4), port: below(65536) }),
    () => text(type.software, '이름 '.repeat(below(9))),
    () => text(type.username, 'x'.repeat(below(40))),
    () => uint32(type.lifetime, below(2 ** 32)),
    () => uint64(type.iceControlling, BigInt(below(2 ** 32)) * 2n ** 32n + BigInt(below(2 ** 32))),
    () => channelNumber(0x4000 + below(0x1000)),
    () => errorCode({ code: 300 + below(400), reason: 'why' }),
    () => unknownAttributes([below(65536), below(65536)]),
    () => requestedTransport(17),
    () => addressFamily(type.requestedAddressFamily, 6),
    () => evenPort(random() < 0.5),
    () => bytes(type.useCandidate),
    () => bytes(type.data, some(below(60))),
    () => bytes((random() < 0.5 ? 0x7f00 : 0xdf00) + below(0x100), some(below(30))),
  ];
  const attributes = Array.from({ length: below(9) }, () => makers[below(makers.length)]?.() ?? bytes(type.data));
  return { method: below(0x1000), class: classes[below(4)] ?? 'request', transactionId, attributes };
}
