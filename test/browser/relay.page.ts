import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { unimpaired } from '#domain/unimpaired.ts';
import { openRelayLink, type RelayHere, type RelayLink, relayHere } from '#lab/relay-link.ts';
import { createTraceLog } from '#lab/trace-log.ts';

/** What a page can wait for longest, in ms. */
const longestWait = 20_000;

/** A connection that has but this relay. */
function relayedBy(server: RTCIceServer): RTCPeerConnection {
  const iceServers = [server];
  return new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle', iceTransportPolicy: 'relay' });
}

/** A trace that can be waited for. */
class Recording {
  readonly events: TraceEvent[] = [];
  readonly log = createTraceLog((event) => {
    this.events.push(event);
    this.tell();
  });
  readonly #news = new EventTarget();

  /** Something that is waited for may have happened, in the trace or beside it. */
  tell(): void {
    this.#news.dispatchEvent(new Event('event'));
  }

  /** Resolves once the events satisfy; rejects after `longestWait` with what is missing. */
  until(what: string, satisfied: (events: TraceEvent[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not within ${longestWait} ms: ${what}`)), longestWait);
      const look = (): void => {
        if (!satisfied(this.events)) return;
        clearTimeout(late);
        this.#news.removeEventListener('event', look);
        resolve();
      };
      this.#news.addEventListener('event', look);
      look();
    });
  }
}

/** The first 20 bytes of a Binding request and of the answer to it begin so (RFC 8489 §5). */
const isBinding = (kind: '0001' | '0101') => (event: TraceEvent) =>
  event.type === 'packet' && event.hex.startsWith(kind);

/** What this page finds that it has. */
export async function whatIsHere(): Promise<{ here: RelayHere }> {
  return { here: await relayHere(new AbortController().signal) };
}

/** Begins to gather with the STUN server of a link alone. */
async function gather({ stun }: RelayLink): Promise<RTCPeerConnection> {
  const iceServers = [stun];
  const connection = new RTCPeerConnection({ iceServers });
  connection.createDataChannel('chat');
  await connection.setLocalDescription();
  return connection;
}

/** Gathers once with a link's STUN server, and gives what the server saw of it. */
export async function bindingSeen(): Promise<{ here: string; at: string; packets: TraceEvent[]; now: number }> {
  const [life, recording] = [new AbortController(), new Recording()];
  const { signal } = life;
  const { kind: here } = await relayHere(signal);
  const link = await openRelayLink({ peer: 'a', log: recording.log, signal });
  const connection = await gather(link);
  await recording.until('a Binding request and its answer', (events) =>
    (['0001', '0101'] as const).every((each) => events.some(isBinding(each))),
  );
  connection.close();
  life.abort();
  return { here, at: link.at, packets: recording.events, now: recording.log.now() };
}

/** How long gathering takes with a STUN server that answers late, and whether one that is silent is asked again and again. */
export async function slowStun(after: number): Promise<{ answeredAfter: number; silent: TraceEvent[] }> {
  const [life, recording] = [new AbortController(), new Recording()];
  const { signal } = life;
  const link = await openRelayLink({ peer: 'a', log: recording.log, signal });
  await link.answerStun(after);
  const late = await gather(link);
  await recording.until('a late answer', (events) => events.some(isBinding('0101')));
  const times = (kind: '0001' | '0101') => recording.events.filter(isBinding(kind)).map(({ t }) => t);
  const answeredAfter = Math.min(...times('0101')) - Math.min(...times('0001'));
  late.close();
  await link.answerStun('never');
  const from = recording.events.length;
  const asking = await gather(link);
  await recording.until('a request asked again', (events) => events.slice(from).filter(isBinding('0001')).length > 2);
  asking.close();
  life.abort();
  return { answeredAfter, silent: recording.events.slice(from) };
}

/** What one relayed call came to. */
export interface CallOutcome {
  /** `relay udp`, `relay tcp`: how A's selected candidate is reached. */
  selected: string;
  heard: string[];
  events: TraceEvent[];
  /** Texts that arrived while the path was cut, and after it was whole again. */
  whileCut: number;
  afterwards: number;
}

/** Two ends in this page, each by a link of its own and by its relay alone. */
export async function relayedCall(transport: 'udp' | 'tcp'): Promise<CallOutcome> {
  const [life, recording] = [new AbortController(), new Recording()];
  const { log } = recording;
  const open = (peer: PeerName): Promise<RelayLink> => openRelayLink({ peer, log, signal: life.signal });
  const links = { a: await open('a'), b: await open('b') };
  const call = await connect(links.a.turn(transport), links.b.turn(transport), recording);
  await links.a.impair({ ...unimpaired, cut: true });
  const before = call.heard.length;
  call.channel.send('while cut');
  await recording.until('a packet that the cut stopped', (events) =>
    events.some((event) => event.type === 'packet' && event.fate === 'cut'),
  );
  const whileCut = call.heard.length - before;
  await links.a.impair(unimpaired);
  await recording.until('the text that was sent while the path was cut', () => call.heard.length > before);
  await recording.until('what the relay holds', (events) =>
    events.some((event) => event.type === 'relay' && (event.allocations[0]?.toPeer.packetsOut ?? 0) > 0),
  );
  const selected = await selectedOf(call.a);
  call.end();
  life.abort();
  return { selected, heard: call.heard, events: recording.events, whileCut, afterwards: call.heard.length - before };
}

/** The same with servers that the host names, of which nothing is told. */
export async function callBy(transport: 'udp' | 'tcp'): Promise<{ here: string; selected: string; heard: string[] }> {
  const [life, recording] = [new AbortController(), new Recording()];
  const here = await relayHere(life.signal);
  if (here.kind === 'none') throw new Error('this host names no servers');
  const servers = here.servers.map((server) => ({
    ...server,
    urls: [server.urls].flat().filter((url) => url.endsWith(`transport=${transport}`)),
  }));
  const [turn] = servers.filter(({ urls }) => urls.length > 0);
  if (!turn) throw new Error(`this host names no server for ${transport}`);
  const call = await connect(turn, turn, recording);
  const selected = await selectedOf(call.a);
  call.end();
  return { here: here.kind, selected, heard: call.heard };
}

interface Call {
  a: RTCPeerConnection;
  channel: RTCDataChannel;
  heard: string[];
  end(): void;
}

/** Connects two ends by relays alone; resolves when a text has come from each to the other. */
async function connect(forA: RTCIceServer, forB: RTCIceServer, recording: Recording): Promise<Call> {
  const [a, b] = [relayedBy(forA), relayedBy(forB)];
  const heard: string[] = [];
  const hear = (channel: RTCDataChannel): void => {
    channel.addEventListener('message', ({ data }) => {
      heard.push(String(data));
      if (data === 'from a') channel.send('from b');
      recording.tell();
    });
  };
  b.addEventListener('datachannel', ({ channel }) => hear(channel));
  const channel = a.createDataChannel('chat');
  hear(channel);
  channel.addEventListener('open', () => channel.send('from a'));
  a.addEventListener('icecandidate', ({ candidate }) => candidate && void b.addIceCandidate(candidate));
  b.addEventListener('icecandidate', ({ candidate }) => candidate && void a.addIceCandidate(candidate));
  // each gathers only when the other knows its description, so that no candidate comes too early
  const offer = await a.createOffer();
  await b.setRemoteDescription(offer);
  await a.setLocalDescription(offer);
  const answer = await b.createAnswer();
  await a.setRemoteDescription(answer);
  await b.setLocalDescription(answer);
  await recording.until('a text each way', () => heard.includes('from a') && heard.includes('from b'));
  return {
    a,
    channel,
    heard,
    end: () => {
      a.close();
      b.close();
    },
  };
}

/** `relay udp`: the type of the local candidate of the selected pair, and how its relay is reached. */
async function selectedOf(connection: RTCPeerConnection): Promise<string> {
  const reports: Map<string, Record<string, unknown>> = new Map(
    [...(await connection.getStats()).entries()].map(([id, report]) => [id, report]),
  );
  const all = [...reports.values()];
  // Firefox marks the pair itself, where the standard marks it on the transport
  const chosen = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  const pair = reports.get(String(chosen)) ?? all.find(({ selected }) => selected === true);
  const local = reports.get(String(pair?.['localCandidateId']));
  return `${local?.['candidateType']} ${local?.['relayProtocol']}`;
}
