/** A moving picture and a quiet tone, made in the page: no camera, no microphone, no permission. */
import type { PeerName } from '#domain/trace.ts';

/** Frames per second of the picture: enough to see that it moves, little enough for two in one page. */
const frameRate = 15;
const size = { width: 160, height: 120 };
/** One pitch for each peer, in Hz, so that the two can be told apart. */
const pitch: Readonly<Record<PeerName, number>> = { a: 330, b: 440 };

export interface Colours {
  ground: string;
  ink: string;
}

/** What a peer sends, until `signal` aborts. */
export interface SyntheticMedia {
  stream: MediaStream;
}

function drawFrame(context: CanvasRenderingContext2D, letter: string, colours: Colours, seconds: number): void {
  const { width, height } = size;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, height);
  context.strokeStyle = context.fillStyle = colours.ink;
  context.font = 'bold 56px sans-serif';
  context.textBaseline = 'middle';
  context.fillText(letter, 18, height / 2);
  context.lineWidth = 3;
  context.beginPath();
  context.arc(112, 60, 32, 0, 2 * Math.PI);
  context.moveTo(112, 60);
  context.lineTo(112 + 28 * Math.sin(seconds * Math.PI), 60 - 28 * Math.cos(seconds * Math.PI));
  context.stroke();
}

function picture(peer: PeerName, colours: Colours, signal: AbortSignal): MediaStreamTrack[] {
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2d context for a canvas, which the synthetic picture needs.');
  const start = performance.now();
  const draw = (): void => drawFrame(context, peer.toUpperCase(), colours, (performance.now() - start) / 1000);
  draw();
  const timer = setInterval(draw, 1000 / frameRate);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return canvas.captureStream(frameRate).getVideoTracks();
}

function tone(peer: PeerName, signal: AbortSignal): MediaStreamTrack[] {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: pitch[peer] });
  const gain = new GainNode(context, { gain: 0.1 });
  const destination = new MediaStreamAudioDestinationNode(context);
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  signal.addEventListener('abort', () => void context.close(), { once: true });
  return destination.stream.getAudioTracks();
}

/** Makes a picture of the peer's letter with a turning hand, and nothing to hear. It stops when `signal` aborts. */
export function syntheticPicture(peer: PeerName, colours: Colours, signal: AbortSignal): SyntheticMedia {
  return streamOf(picture(peer, colours, signal), signal);
}

/** Makes a picture of the peer's letter with a turning hand, and a tone. Everything stops when `signal` aborts. */
export function syntheticMedia(peer: PeerName, colours: Colours, signal: AbortSignal): SyntheticMedia {
  return streamOf([...tone(peer, signal), ...picture(peer, colours, signal)], signal);
}

function streamOf(tracks: readonly MediaStreamTrack[], signal: AbortSignal): SyntheticMedia {
  signal.addEventListener(
    'abort',
    () => {
      for (const track of tracks) track.stop();
    },
    { once: true },
  );
  return { stream: new MediaStream([...tracks]) };
}
