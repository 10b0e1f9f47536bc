/** Writing a trace down and reading it again. What is read may come from anywhere, so it is checked field by field. */
import {
  type Check,
  type Fields,
  flag,
  isRecord,
  list,
  nullable,
  number,
  oneOf,
  optional,
  record,
  text,
  wrongField,
} from './checks.ts';
import { pathFields, relayProtocol } from './path-fields.ts';
import { type SignalingMessage, type TraceEvent, type TraceFile, traceVersion } from './trace.ts';

/** Why a text is not a trace that can be shown; `key` names the sentence, the rest fills it. */
export interface TraceProblem {
  key: 'not-json' | 'not-a-trace' | 'other-version' | 'cut-off' | 'too-many' | 'no-events' | 'bad-event' | 'empty';
  /** Version found and version understood (`other-version`), events announced and events found (`cut-off`, `too-many`). */
  found?: number;
  expected?: number;
  /** Position of the first event that is wrong, from 1, and the field that is wrong in it (`bad-event`). */
  event?: number;
  field?: string;
}

/** What could be read: every event before the first problem is kept. */
export interface TraceReading {
  browser: string;
  events: TraceEvent[];
  problem?: TraceProblem;
}

const method = oneOf(
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'addTrack',
  'addTransceiver',
  'createDataChannel',
  'restartIce',
  'close',
);
const description = record({ type: oneOf('offer', 'answer', 'pranswer', 'rollback'), sdp: text });
const messageKind = oneOf('hello', 'offer', 'answer', 'pranswer', 'rollback', 'candidate', 'end-of-candidates');
const candidate = record({
  candidate: text,
  sdpMid: nullable(text),
  sdpMLineIndex: nullable(number),
  usernameFragment: nullable(text),
});
const message: Check = (value) =>
  record({ kind: oneOf('hello', 'end-of-candidates') })(value) ||
  record({ kind: oneOf('description'), description })(value) ||
  record({ kind: oneOf('candidate'), candidate })(value);
export const carrierName = oneOf('in-page', 'broadcast-channel', 'peerserver', 'polling', 'copy-paste');
const pair = record({
  local: text,
  remote: text,
  state: oneOf('frozen', 'waiting', 'in-progress', 'failed', 'succeeded', 'cancelled'),
  nominated: flag,
  selected: flag,
  requestsSent: number,
  responsesReceived: number,
  id: optional(text),
  localId: optional(text),
  remoteId: optional(text),
  requestsReceived: optional(number),
  responsesSent: optional(number),
  roundTripTime: optional(number),
});
const candidateSample = record({
  id: text,
  end: oneOf('local', 'remote'),
  type: oneOf('host', 'srflx', 'prflx', 'relay'),
  protocol: text,
  address: text,
  port: number,
  priority: number,
  url: optional(text),
  relayProtocol: optional(relayProtocol),
});
const common: Fields = { t: number, peer: oneOf('a', 'b'), heard: optional((value) => value === true) };

/** The fields of each event type, as `trace.ts` documents them. */
const fieldsOf: Readonly<Record<TraceEvent['type'], Fields>> = {
  created: {
    iceServers: number,
    urls: optional(list(text)),
    policy: optional(oneOf('all', 'relay')),
    pool: optional(number),
  },
  call: {
    id: number,
    method,
    argument: optional(
      record({ description: optional(description), candidate: optional(nullable(candidate)), label: optional(text) }),
    ),
    step: optional(number),
  },
  result: { id: number, method, description: optional(description), applied: optional(nullable(description)) },
  exception: { id: number, method, name: text, message: text },
  state: {
    attribute: oneOf('signalingState', 'iceGatheringState', 'iceConnectionState', 'connectionState', 'dtlsState'),
    value: text,
  },
  candidate: { candidate: nullable(candidate), url: optional(text), relayProtocol: optional(relayProtocol) },
  'candidate-error': { url: text, errorCode: number, errorText: text },
  sent: { message: number, body: message, step: optional(number) },
  received: { message: number, kind: optional(messageKind) },
  fired: { event: oneOf('negotiationneeded', 'track', 'datachannel'), label: optional(text) },
  channel: { label: text, state: oneOf('connecting', 'open', 'closing', 'closed') },
  data: { direction: oneOf('sent', 'received'), label: text, bytes: number, text: optional(text) },
  acknowledged: { label: text, roundTrip: number },
  carrier: {
    carrier: carrierName,
    state: oneOf('open', 'lost', 'cut', 'closed'),
    reason: optional(text),
  },
  ping: { over: oneOf('signaling', 'data'), sent: number, received: number, answered: number, returned: number },
  stats: {
    bytesSent: number,
    bytesReceived: number,
    roundTripTime: optional(number),
    framesDecoded: optional(number),
    samplesReceived: optional(number),
    pairs: list(pair),
    role: optional(oneOf('controlling', 'controlled')),
    candidates: optional(list(candidateSample)),
  },
  ...pathFields,
};

function wrongFieldOfEvent(value: unknown): string | undefined {
  if (!isRecord(value)) return 'type';
  const wrong = wrongField(value, common);
  if (wrong) return wrong;
  const type = value.type;
  if (typeof type !== 'string' || !Object.hasOwn(fieldsOf, type)) return 'type';
  return wrongField(value, fieldsOf[type as TraceEvent['type']]);
}

export function isSignalingMessage(value: unknown): value is SignalingMessage {
  return message(value);
}

export function isEvent(value: unknown): value is TraceEvent {
  return wrongFieldOfEvent(value) === undefined;
}

function readEvents(values: readonly unknown[]): Omit<TraceReading, 'browser'> {
  const events: TraceEvent[] = [];
  for (const value of values) {
    const last = events.at(-1);
    if (!isEvent(value)) {
      return {
        events,
        problem: { key: 'bad-event', event: events.length + 1, field: wrongFieldOfEvent(value) ?? 'type' },
      };
    }
    if (last && value.t < last.t)
      return { events, problem: { key: 'bad-event', event: events.length + 1, field: 't' } };
    events.push(value);
  }
  return { events };
}

/** Reads a trace that was copied, whole or cut off, and says what is missing. Never throws. */
export function parseTrace(input: string): TraceReading {
  if (input.trim() === '') return { browser: '', events: [], problem: { key: 'empty' } };
  let file: unknown;
  try {
    file = JSON.parse(input);
  } catch {
    return parseCutOff(input);
  }
  return readFile(file);
}

function readFile(file: unknown): TraceReading {
  if (!isRecord(file) || file.format !== 'trickle-trace' || !Array.isArray(file.events)) {
    return { browser: '', events: [], problem: { key: 'not-a-trace' } };
  }
  const browser = typeof file.browser === 'string' ? file.browser : '';
  if (file.version !== traceVersion) {
    const found = typeof file.version === 'number' ? file.version : 0;
    return { browser, events: [], problem: { key: 'other-version', found, expected: traceVersion } };
  }
  const expected = file.count;
  if (typeof expected !== 'number' || !Number.isInteger(expected) || expected < 0) {
    return { browser, events: [], problem: { key: 'not-a-trace' } };
  }
  const reading = { browser, ...readEvents(file.events) };
  const found = reading.events.length;
  if (reading.problem) return reading;
  if (found !== expected)
    return { ...reading, problem: { key: found < expected ? 'cut-off' : 'too-many', found, expected } };
  return found === 0 ? { ...reading, problem: { key: 'no-events' } } : reading;
}

/** A trace is written one event a line, so that one that was cut off can be read up to its last whole line. */
function parseCutOff(input: string): TraceReading {
  const lines = input.trimEnd().split('\n');
  for (const end of [lines.length, lines.length - 1]) {
    const closed = `${lines.slice(0, end).join('\n').replace(/,\s*$/, '')}\n]}`;
    try {
      const reading = readFile(JSON.parse(closed));
      const found = reading.events.length;
      return { ...reading, problem: reading.problem ?? { key: 'cut-off', found, expected: found } };
    } catch {
      // the last line is not whole
    }
  }
  return { browser: '', events: [], problem: { key: 'not-json' } };
}

/** Writes a trace down, its head on the first line and then one event a line. */
export function formatTrace(browser: string, events: readonly TraceEvent[]): string {
  const file: TraceFile = { format: 'trickle-trace', version: traceVersion, browser, count: events.length, events: [] };
  const head = JSON.stringify(file).slice(0, -2);
  return `${head}\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`;
}
