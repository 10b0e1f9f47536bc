/** What is alive in the page. */
export interface Alive {
  connections: number;
  timers: number;
  tracks: number;
  audioContexts: number;
}

const connections: WeakRef<RTCPeerConnection>[] = [];
const tracks: WeakRef<MediaStreamTrack>[] = [];
const audioContexts: WeakRef<AudioContext>[] = [];
const timers = new Set<number>();

/** From now on counts what the page makes. */
export function watch(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(new WeakRef(this));
    }
    override addTrack(track: MediaStreamTrack, ...streams: MediaStream[]): RTCRtpSender {
      tracks.push(new WeakRef(track));
      return super.addTrack(track, ...streams);
    }
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      audioContexts.push(new WeakRef(this));
    }
  };
  watchIntervals();
}

function watchIntervals(): void {
  const { setInterval: begin, clearInterval: end } = window;
  Object.assign(window, {
    setInterval: (...given: Parameters<typeof begin>) => {
      const timer = begin(...given);
      timers.add(timer);
      return timer;
    },
    clearInterval: (timer: number) => {
      timers.delete(timer);
      end(timer);
    },
  });
}

/** Counts what was made since `watch` and is not ended. */
export function alive(): Alive {
  const open = <T extends WeakKey>(refs: WeakRef<T>[], isOpen: (each: T) => boolean) =>
    refs.filter((ref) => isOpen(ref.deref() ?? ({} as T))).length;
  return {
    connections: open(connections, ({ signalingState }) => (signalingState ?? 'closed') !== 'closed'),
    tracks: open(tracks, ({ readyState }) => readyState === 'live'),
    audioContexts: open(audioContexts, ({ state }) => (state ?? 'closed') !== 'closed'),
    timers: timers.size,
  };
}

/** The bench of this page as the server wrote it, asked for once. */
let written: Promise<Element> | undefined;

async function fetchBench(): Promise<Element> {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
  const bench = page.querySelector('negotiation-bench');
  if (!bench) throw new Error('the page has no bench');
  return bench;
}

/** Mounts a fresh copy of the bench of this page so many times, runs each to its end, and removes it. */
export async function runBenches(count: number): Promise<void> {
  written ??= fetchBench();
  for (let run = 0; run < count; run++) {
    const bench = document.importNode(await written, true);
    // Every tenth run carries media too.
    if (run % 10 === 0) bench.querySelector('[name=carries][value=both]')?.setAttribute('checked', '');
    document.body.append(bench);
    await stepToEnd(bench);
    bench.remove();
  }
}

async function stepToEnd(bench: Element): Promise<void> {
  const deadline = performance.now() + 20_000;
  const step = bench.querySelector<HTMLElement>('[data-do=step]');
  while (!isConnected(Reflect.get(bench, 'trace'))) {
    if (performance.now() > deadline) throw new Error('the bench did not connect');
    step?.click();
    await new Promise(requestAnimationFrame);
  }
}

function isConnected(trace: { type: string; attribute?: string; value?: string }[]): boolean {
  const reached = trace.filter(({ attribute, value }) => attribute === 'connectionState' && value === 'connected');
  return reached.length >= 2;
}

/** Connects so many pairs with a data channel, as a page would without us, and closes them. */
export async function connectPairs(count: number): Promise<void> {
  for (let pair = 0; pair < count; pair++) await connectPair();
}

async function connectPair(): Promise<void> {
  const a = new RTCPeerConnection({ iceServers: [] });
  const b = new RTCPeerConnection({ iceServers: [] });
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate ?? undefined));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate ?? undefined));
  const channel = a.createDataChannel('bench');
  const open = new Promise((resolve) => channel.addEventListener('open', resolve, { once: true }));
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription ?? { type: 'offer' });
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription ?? { type: 'answer' });
  await open;
  a.close();
  b.close();
}
