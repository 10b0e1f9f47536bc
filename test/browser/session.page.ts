import { estimateOffset } from '#domain/clock-offset.ts';
import type { PeerName, SignalingMessage, TraceEvent } from '#domain/trace.ts';
import { broadcastChannel } from '#lab/carriers/broadcast-channel.ts';
import { say } from '#lab/chat.ts';
import { createReportChannel, directChannel } from '#lab/direct-channel.ts';
import { candidateInit, recordConnection } from '#lab/recorder.ts';
import { SignalingSession } from '#lab/signaling-session.ts';
import { createTraceLog } from '#lab/trace-log.ts';

/** What a page has come to. */
export interface Standing {
  state: RTCPeerConnectionState;
  own: TraceEvent[];
  heard: TraceEvent[];
  waiting: number;
  offset: ReturnType<typeof estimateOffset>;
}

/** One tab: a session, and a connection that does at once what the messages call for. */
class Sitter {
  readonly peer: PeerName;
  readonly own: TraceEvent[] = [];
  readonly heard: TraceEvent[] = [];
  readonly connection = new RTCPeerConnection({ iceServers: [] });
  readonly leave = new AbortController();
  readonly log;
  readonly session: SignalingSession;
  chat: RTCDataChannel | undefined;

  constructor(peer: PeerName, room: string) {
    this.peer = peer;
    this.log = createTraceLog((event) => this.#keep(event), undefined, peer);
    const { signal } = this.leave;
    this.session = new SignalingSession({
      seat: { room, peer, page: crypto.randomUUID() },
      open: broadcastChannel,
      log: this.log,
      signal,
      events: {
        onMessage: (body) => void this.#take(body),
        onCarrier: () => {},
        onOther: (page) => void (page && peer === 'a' && this.#offer()),
        onReport: (events) => this.heard.push(...events),
        onSilent: () => {},
        onHeard: () => {},
      },
    });
    recordConnection(this.connection, peer, this.log, signal);
    this.#listen();
  }

  #keep(event: TraceEvent): void {
    this.own.push(event);
    this.session.report(event);
  }

  #listen(): void {
    const { connection, session } = this;
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate) session.send({ kind: 'candidate', candidate: candidateInit(candidate) });
    });
    connection.addEventListener('datachannel', ({ channel }) => {
      this.chat = channel;
    });
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'connected') {
        session.attachDirect(directChannel(createReportChannel(connection)));
      }
    });
  }

  async #offer(): Promise<void> {
    this.chat = this.connection.createDataChannel('chat');
    await this.connection.setLocalDescription();
    this.#sendDescription();
  }

  #sendDescription(): void {
    const { localDescription } = this.connection;
    if (!localDescription) throw new Error('No local description.');
    const { type, sdp } = localDescription;
    this.session.send({ kind: 'description', description: { type, sdp } });
  }

  async #take(body: SignalingMessage): Promise<void> {
    if (body.kind === 'candidate') await this.connection.addIceCandidate(body.candidate);
    if (body.kind !== 'description') return;
    const { type, sdp } = body.description;
    await this.connection.setRemoteDescription({ type, sdp });
    if (type !== 'offer') return;
    await this.connection.setLocalDescription();
    this.#sendDescription();
  }
}

let sitter: Sitter | undefined;

export function sitDown(peer: PeerName, room: string): void {
  sitter = new Sitter(peer, room);
}

export function cut(): void {
  sitter?.session.cut();
}

export function send(): void {
  sitter?.session.send({ kind: 'end-of-candidates' });
}

export function sayText(text: string): string {
  return say(sitter?.chat, text);
}

export function standing(): Standing {
  if (!sitter) throw new Error('Nobody sits here.');
  const { connection, own, heard, session } = sitter;
  const pings = own.filter((event) => event.type === 'ping');
  return {
    state: connection.connectionState,
    own,
    heard,
    waiting: session.waiting,
    offset: estimateOffset(pings.filter(({ over }) => over === 'data')),
  };
}
