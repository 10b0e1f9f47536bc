/** What a bare tab writes to the other over its carrier. */
interface Said {
  description?: RTCSessionDescriptionInit | undefined;
  /** null: the end of candidates. */
  candidate?: RTCIceCandidateInit | null;
}

/** A way to the other tab. */
interface Wire {
  say(said: Said): void;
  onSaid: (said: Said) => void;
}

type End = 'a' | 'b';

let wire: Wire = { say: () => {}, onSaid: () => {} };
let connection: RTCPeerConnection | undefined;

/** Takes one end: a carrier that carries; A has its connection, B makes one when it is offered to. */
export async function sitDown(carrier: string, end: End): Promise<void> {
  wire = carrier === 'broadcast-channel' ? broadcastChannel() : await peerServer(end);
  let applied: Promise<unknown> = Promise.resolve();
  wire.onSaid = (said) => {
    applied = applied.then(() => take(said));
  };
  if (end === 'a') connection = connect();
}

/** Offers a data channel to the other tab. */
export async function offer(): Promise<void> {
  if (!connection) throw new Error('nobody sits here');
  connection.createDataChannel('bench');
  await setAndSay(connection);
}

async function take({ description, candidate }: Said): Promise<void> {
  connection ??= connect();
  if (description) await connection.setRemoteDescription(description);
  else await connection.addIceCandidate(candidate ?? undefined);
  if (description?.type === 'offer') await setAndSay(connection);
}

function connect(): RTCPeerConnection {
  const made = new RTCPeerConnection({ iceServers: [] });
  made.addEventListener('icecandidate', ({ candidate }) => wire.say({ candidate: candidate?.toJSON() ?? null }));
  return made;
}

async function setAndSay(described: RTCPeerConnection): Promise<void> {
  await described.setLocalDescription();
  wire.say({ description: described.localDescription?.toJSON() });
}

function broadcastChannel(): Wire {
  const channel = new BroadcastChannel('bare');
  const made: Wire = { say: (said) => channel.postMessage(said), onSaid: () => {} };
  channel.addEventListener('message', ({ data }) => made.onSaid(data));
  return made;
}

function peerServer(id: End): Promise<Wire> {
  const query = new URLSearchParams({ key: 'peerjs', id, token: id });
  const socket = new WebSocket(`ws://${location.host}/r/bare/peerjs?${query}`);
  const dst = id === 'a' ? 'b' : 'a';
  const say = (payload: Said) => socket.send(JSON.stringify({ type: 'CANDIDATE', dst, payload }));
  const made: Wire = { say, onSaid: () => {} };
  const { promise, resolve } = Promise.withResolvers<Wire>();
  socket.addEventListener('message', ({ data }) => {
    const { type, payload } = JSON.parse(data);
    if (type === 'OPEN') resolve(made);
    else made.onSaid(payload);
  });
  return promise;
}
