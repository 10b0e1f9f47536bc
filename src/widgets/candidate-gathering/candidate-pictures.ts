/** What is said of one candidate: its priority in bits, its line field by field, and the scale of type preferences. */
import { type Candidate, parseCandidate } from '#domain/ice/candidate.ts';
import type { GatheredCandidate, Gathering } from '#domain/ice/gathering.ts';
import { priorityBits } from '#domain/ice/gathering-priority.ts';
import { priorityParts, recommendedTypePreference } from '#domain/ice/priority.ts';
import { fill } from '#i18n/fill.ts';
import type { LineField } from '#views/candidate-line.ts';
import type { PriorityPicture } from '#views/candidate-priority.ts';
import type { ScalePicture, ScalePoint } from '#views/candidate-scale.ts';
import { shortPlace, thousands } from './figures.ts';
import type { GatheringWords } from './words.ts';

/** libwebrtc marks its candidates so, and puts the address's own precedence into the low byte of the local preference. */
const isLibwebrtc = ({ networkId, networkCost, generation }: Candidate): boolean =>
  (networkId ?? networkCost ?? generation) !== undefined;

/** Both engines put their rank of the interface into the high byte, 0 where they tell none apart; what they add to it differs. */
function localMeaning(candidate: Candidate, preference: number, { parts }: GatheringWords): string {
  const halves = { high: preference >> 8, low: preference % 256 };
  const families: Readonly<Record<string, string>> = parts.families;
  const family = families[String(halves.low)] ?? '';
  const ofLibwebrtc = candidate.type === 'relay' ? parts.libwebrtcRelay : parts.libwebrtc;
  return fill(isLibwebrtc(candidate) ? ofLibwebrtc : parts.other, { ...halves, family });
}

/** How many addresses the machine has shown, hidden behind names or not. */
const addressesIn = ({ candidates }: Gathering): number =>
  new Set(candidates.flatMap(({ candidate }) => (candidate.type === 'host' ? [candidate.address] : []))).size;

/** A candidate's priority; `gathering` is what it is one of. */
export function priorityPicture(candidate: Candidate, gathering: Gathering, words: GatheringWords): PriorityPicture {
  const { bits, addends, advised, isCarried, ...parts } = priorityBits(candidate);
  const advice = addressesIn(gathering) > 1 ? words.severalAddresses : words.advisedTotal;
  const carry = isCarried ? words.parts.carry : { in: '', out: '' };
  const { component, priority, type } = candidate;
  const part = (kind: 'type' | 'local', value: number, exponent: number, meaning: string, carry = '') => ({
    kind,
    bits: bits[kind],
    name: words.parts[kind],
    value: String(value),
    meaning,
    product: `${value} × 2`,
    exponent: String(exponent),
    result: thousands(addends[kind]),
    carry,
  });
  return {
    parts: [
      part('type', parts.typePreference, 24, type),
      part(
        'local',
        parts.localPreference,
        8,
        localMeaning(candidate, parts.localPreference, words),
        fill(carry.in, { sum: parts.localPreference + 1 }),
      ),
      {
        kind: 'component',
        bits: bits.component,
        name: words.parts.component,
        value: String(addends.component),
        meaning: fill(words.parts.componentOf, { component: 256 - addends.component }),
        product: `256 − ${256 - addends.component}`,
        exponent: '',
        result: thousands(addends.component),
        carry: carry.out,
      },
    ],
    sum: {
      addends: [addends.type, addends.local, addends.component].map(thousands).join(' + '),
      total: thousands(priority),
      note: fill(isCarried ? words.carried : advice, { component, advised: thousands(advised) }),
    },
  };
}

export function lineFields(line: string, words: GatheringWords): LineField[] {
  const parsed = parseCandidate(line);
  if (!parsed.ok) return [];
  const { candidate } = parsed;
  const names = words.fields;
  const [foundation = '', component = '', transport = '', priority = '', address = '', port = ''] = line
    .replace(/^(a=)?candidate:/, '')
    .split(' ');
  const fields: LineField[] = [
    { key: 'prefix', text: 'a=candidate:', name: names.prefix, kind: 'prefix' },
    { key: 'foundation', text: foundation, name: names.foundation, kind: 'field' },
    { key: 'component', text: component, name: names.component, kind: 'field' },
    { key: 'transport', text: transport, name: names.transport, kind: 'field' },
    { key: 'priority', text: priority, name: names.priority, kind: 'hot' },
    { key: 'address', text: address, name: candidate.isMdns ? names.mdns : names.address, kind: 'hot' },
    { key: 'port', text: port, name: names.port, kind: 'field' },
    { key: 'type', text: `typ ${candidate.type}`, name: names.type, kind: 'field' },
  ];
  return [...fields, ...candidate.extensions.map(([name, value], i) => extensionField(name, value, i, names))];
}

/** raddr, rport and tcptype are of the grammar itself, the others of its open end (RFC 8839 §5.1, RFC 6544 §4.5). */
function extensionField(name: string, value: string, i: number, names: GatheringWords['fields']): LineField {
  const known = name === 'raddr' || name === 'rport' || name === 'tcptype' ? name : undefined;
  return {
    key: `extension ${i}`,
    text: `${name} ${value}`,
    name: known ? names[known] : names.extension,
    kind: known ? 'field' : 'extension',
  };
}

const preferenceOf = ({ priority }: Candidate): number => priorityParts(priority).typePreference;

/** `host`, `host tcp`: of one type a browser may prefer one transport to another. */
const nameOf = ({ candidate, relayProtocol }: GatheredCandidate): string => {
  const how = relayProtocol ?? candidate.transport;
  return how === 'udp' ? candidate.type : `${candidate.type} ${how}`;
};

export function scalePicture(
  { candidates }: Gathering,
  selected: GatheredCandidate | undefined,
  words: GatheringWords,
): ScalePicture {
  const points = new Map<string, ScalePoint>();
  for (const found of candidates) {
    const [name, preference] = [nameOf(found), preferenceOf(found.candidate)];
    const key = `${name} ${preference}`;
    const isChosen = selected !== undefined && `${nameOf(selected)} ${preferenceOf(selected.candidate)}` === key;
    points.set(key, { key, name, preference, kind: isChosen ? 'chosen' : 'seen' });
  }
  for (const type of ['host', 'prflx', 'srflx', 'relay'] as const) {
    if (candidates.some(({ candidate }) => candidate.type === type)) continue;
    points.set(type, { key: type, name: type, preference: recommendedTypePreference[type], kind: 'advised' });
  }
  const all = [...points.values()];
  const said = all.map(({ name, preference }) => `${name} ${preference}`).join(', ');
  return { label: fill(words.scaleLabel, { points: said }), points: all };
}

/** How the type preference of the selected candidate compares with the RFC's advice. */
export function preferenceText({ candidate, relayProtocol }: GatheredCandidate, words: GatheringWords): string {
  const preference = preferenceOf(candidate);
  const advised = recommendedTypePreference[candidate.type];
  const { own, advised: same, by } = words.preferred;
  const how = relayProtocol ? by[relayProtocol] : candidate.transport === 'tcp' ? by.hostTcp : '';
  return fill(preference === advised ? same : own, { type: candidate.type, preference, advised, by: how });
}

/** What kind of address this is and why it looks as it does. */
export function aboutCandidate(found: GatheredCandidate, words: GatheringWords): { title: string; text: string[] } {
  const { candidate, url } = found;
  const { relatedAddress, relatedPort = 0 } = candidate;
  const kind = candidate.isMdns ? 'mdns' : candidate.tcpType === 'active' ? 'active' : candidate.type;
  const hidden = relatedAddress === '0.0.0.0' || relatedAddress === '::';
  const related = hidden
    ? words.related.hidden
    : relatedAddress &&
      fill(words.related.base, { address: shortPlace({ address: relatedAddress, port: relatedPort }) });
  const texts = [
    words.about[kind],
    kind === 'mdns' && candidate.tcpType === 'active' ? words.about.active : '',
    related ?? '',
    url ? fill(words.from, { url }) : '',
  ];
  return { title: candidate.address, text: texts.filter((text) => text !== '') };
}
