/** What is alive in the page. */
export interface Alive {
  connections: number;
  timers: number;
  tracks: number;
  audioContexts: number;
}

/** What was made since `watch` and has not ended; what has is forgotten at each look. */
const made = {
  connections: new Set<WeakRef<RTCPeerConnection>>(),
  tracks: new Set<WeakRef<MediaStreamTrack>>(),
  audioContexts: new Set<WeakRef<AudioContext>>(),
};
const timers = new Set<number>();

/** From now on counts what the page makes. */
export function watch(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.connections.add(new WeakRef(this));
    }
    override addTrack(track: MediaStreamTrack, ...streams: MediaStream[]): RTCRtpSender {
      made.tracks.add(new WeakRef(track));
      return super.addTrack(track, ...streams);
    }
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      made.audioContexts.add(new WeakRef(this));
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

/** Counts what was made since `watch` and has not ended. */
export function alive(): Alive {
  return {
    connections: remaining(made.connections, ({ signalingState }) => signalingState === 'closed'),
    tracks: remaining(made.tracks, ({ readyState }) => readyState === 'ended'),
    audioContexts: remaining(made.audioContexts, ({ state }) => state === 'closed'),
    timers: timers.size,
  };
}

function remaining<T extends WeakKey>(refs: Set<WeakRef<T>>, hasEnded: (each: T) => boolean): number {
  for (const ref of refs) {
    const each = ref.deref();
    if (!each || hasEnded(each)) refs.delete(ref);
  }
  return refs.size;
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
