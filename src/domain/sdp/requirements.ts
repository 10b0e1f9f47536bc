/** What a WebRTC browser wants of a description beyond the grammar (RFC 9429 §5.8.3). */
import type { Section } from './section.ts';
import type { SessionDescription } from './session-description.ts';
import { after, afterFirstWord, before, firstWord } from './words.ts';

export type RequirementKey = (typeof requirementKeys)[number];

export const requirementKeys = [
  'iceUfrag',
  'icePwd',
  'fingerprint',
  'setup',
  'rtcpMux',
  'sctpPort',
  'ridMissing',
] as const;

export interface Requirement {
  /** Number of the `m=` line whose section lacks it, from 1. */
  readonly line: number;
  readonly key: RequirementKey;
  readonly params: Readonly<Record<string, string>>;
}

const transport: readonly (readonly [attribute: string, key: RequirementKey])[] = [
  ['ice-ufrag', 'iceUfrag'],
  ['ice-pwd', 'icePwd'],
  ['fingerprint', 'fingerprint'],
  ['setup', 'setup'],
];

const noParams = {};

/**
 * What is missing from the sections in use. A section that is rejected needs nothing, and of a bundle only the first one
 * named needs a transport (RFC 9143 §7.1.3).
 */
export function missingRequirements(description: SessionDescription): readonly Requirement[] {
  const [session, ...media] = description.sections;
  if (!session) return [];
  const ofSession = valuesOf(description, session);
  const bundled = bundledMids(ofSession.get('group') ?? []);
  return media.flatMap((section) => {
    if (section.port === '0' && !section.bundleOnly) return [];
    const values = valuesOf(description, section);
    const needsTransport = !bundled.has(section.mid) && !section.bundleOnly;
    const keys = [...(needsTransport ? missingTransport(values, ofSession) : []), ...missingOfKind(section, values)];
    const missing: Requirement[] = keys.map((key) => ({ line: section.from + 1, key, params: noParams }));
    return [...missing, ...missingRids(section, values)];
  });
}

type Values = ReadonlyMap<string, readonly string[]>;

/** Attribute name to the values it has in a section. */
function valuesOf(description: SessionDescription, section: Section): Values {
  const values = new Map<string, string[]>();
  for (const line of description.linesOf(section)) {
    if (line.type !== 'a') continue;
    const known = values.get(line.name);
    if (known) known.push(line.value);
    else values.set(line.name, [line.value]);
  }
  return values;
}

/** The mids that take the transport of another section. */
function bundledMids(groups: readonly string[]): ReadonlySet<string> {
  const bundles = groups.filter((group) => firstWord(group) === 'BUNDLE');
  return new Set(
    bundles.flatMap((group) => afterFirstWord(afterFirstWord(group)).split(' ')).filter((mid) => mid !== ''),
  );
}

function missingTransport(values: Values, ofSession: Values): RequirementKey[] {
  return transport.filter(([attribute]) => !values.has(attribute) && !ofSession.has(attribute)).map(([, key]) => key);
}

function missingOfKind(section: Section, values: Values): RequirementKey[] {
  if (section.protocol.endsWith('SCTP')) return values.has('sctp-port') || values.has('sctpmap') ? [] : ['sctpPort'];
  return values.has('rtcp-mux') ? [] : ['rtcpMux'];
}

/** Layers that `a=simulcast` names and no `a=rid` describes. */
function missingRids(section: Section, values: Values): Requirement[] {
  const simulcast = values.get('simulcast')?.[0];
  if (simulcast === undefined) return [];
  const known = new Set((values.get('rid') ?? []).map(firstWord));
  const missing = ridsOf(simulcast).find((rid) => !known.has(rid));
  return missing === undefined ? [] : [{ line: section.from + 1, key: 'ridMissing', params: { value: missing } }];
}

/** `send hi;mid,alt;~lo recv 1` names hi, mid, alt, lo and 1 (RFC 8853 §5.1). */
function ridsOf(simulcast: string): string[] {
  const lists = simulcast.split(' ').filter((word) => word !== '' && word !== 'send' && word !== 'recv');
  const names = lists.flatMap((list) => (list.includes('=') ? after(list, '=') : list).split(/[;,]/));
  return names.map((name) => before(name.startsWith('~') ? name.slice(1) : name, ' ')).filter((name) => name !== '');
}
