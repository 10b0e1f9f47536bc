/**
 * The first 16 bits of a STUN message: two zeros, then twelve bits of method with two bits of class among them (RFC 8489 §5):
 *
 * `0 0 M11 M10 M9 M8 M7 C1 M6 M5 M4 C0 M3 M2 M1 M0`
 */

export type StunClass = 'request' | 'indication' | 'success' | 'error';

/** C1 and C0, in this order (RFC 8489 §5). */
const classes: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/** The methods of RFC 8489 §18.2 and RFC 8656 §17. */
export const method = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;

const methodNames = new Map<number, string>([
  [method.binding, 'Binding'],
  [method.allocate, 'Allocate'],
  [method.refresh, 'Refresh'],
  [method.send, 'Send'],
  [method.data, 'Data'],
  [method.createPermission, 'CreatePermission'],
  [method.channelBind, 'ChannelBind'],
]);

/** The standard's name of a method: `Binding` for 1; undefined for one that neither RFC 8489 nor RFC 8656 has. */
export function methodName(number: number): string | undefined {
  return methodNames.get(number);
}

/** The class in a message type: `success` for 0x0101 (RFC 8489 §5). */
export function classOf(type: number): StunClass {
  return classes[((type >> 7) & 0b10) | ((type >> 4) & 0b01)] ?? 'request';
}

/** The method in a message type, 0 to 0xFFF: 1 for 0x0101 (RFC 8489 §5). */
export function methodOf(type: number): number {
  return (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
}

/** The message type of a method and class: 0x0113 for Allocate and `error` (RFC 8489 §5). */
export function messageType(number: number, ofClass: StunClass): number {
  const bits = classes.indexOf(ofClass);
  const spread = (number & 0x00f) | ((number & 0x070) << 1) | ((number & 0xf80) << 2);
  return spread | ((bits & 0b10) << 7) | ((bits & 0b01) << 4);
}
