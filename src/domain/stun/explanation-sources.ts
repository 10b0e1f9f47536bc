/** Where each field is written, by the key of its explanation. */
import type { Citation } from '../citation.ts';

const stun = (section: string): Citation => ({ doc: 'RFC 8489', section });
const turn = (section: string): Citation => ({ doc: 'RFC 8656', section });
const ice = (section: string): Citation => ({ doc: 'RFC 8445', section });

const sources: Readonly<Record<string, Citation>> = {
  type: stun('5'),
  length: stun('5'),
  cookie: stun('5'),
  'transaction-id': stun('5'),
  ignored: stun('14.5'),
  unexpected: stun('14.7'),
  'MAPPED-ADDRESS': stun('14.1'),
  'XOR-MAPPED-ADDRESS': stun('14.2'),
  USERNAME: stun('14.3'),
  USERHASH: stun('14.4'),
  'MESSAGE-INTEGRITY': stun('14.5'),
  'MESSAGE-INTEGRITY-SHA256': stun('14.6'),
  FINGERPRINT: stun('14.7'),
  'ERROR-CODE': stun('14.8'),
  REALM: stun('14.9'),
  NONCE: stun('14.10'),
  'PASSWORD-ALGORITHMS': stun('14.11'),
  'PASSWORD-ALGORITHM': stun('14.12'),
  'UNKNOWN-ATTRIBUTES': stun('14.13'),
  SOFTWARE: stun('14.14'),
  'ALTERNATE-SERVER': stun('14.15'),
  'ALTERNATE-DOMAIN': stun('14.16'),
  'CHANNEL-NUMBER': turn('18.1'),
  LIFETIME: turn('18.2'),
  'XOR-PEER-ADDRESS': turn('18.3'),
  DATA: turn('18.4'),
  'XOR-RELAYED-ADDRESS': turn('18.5'),
  'REQUESTED-ADDRESS-FAMILY': turn('18.6'),
  'EVEN-PORT': turn('18.7'),
  'REQUESTED-TRANSPORT': turn('18.8'),
  'DONT-FRAGMENT': turn('18.9'),
  'RESERVATION-TOKEN': turn('18.10'),
  'ADDITIONAL-ADDRESS-FAMILY': turn('18.11'),
  'ADDRESS-ERROR-CODE': turn('18.12'),
  ICMP: turn('18.13'),
  PRIORITY: ice('7.1.1'),
  'USE-CANDIDATE': ice('7.1.2'),
  'ICE-CONTROLLED': ice('7.1.3'),
  'ICE-CONTROLLING': ice('7.1.3'),
};

/** The section that defines a field, or says what becomes of one that is not known. */
export function sourceOf(key: string): Citation {
  return sources[key] ?? stun('14');
}
