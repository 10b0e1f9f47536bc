import type { Step } from '#domain/step.ts';
import type { TraceEvent } from '#domain/trace.ts';
import { sampleWhileRunning, sayEachSecond } from '#lab/flow.ts';
import { type Fault, Loopback, type Scenario } from '#lab/loopback.ts';
import { syntheticMedia } from '#lab/synthetic-media.ts';
import { createTraceLog } from '#lab/trace-log.ts';

/** A negotiation that really runs, and the means to end it. */
export interface LiveRun {
  planned(): readonly Step[];
  /** Makes the next call; true when it was the last. */
  step(): Promise<boolean>;
  provoke(fault: Fault): Promise<void>;
  /** What a peer receives, for a video element. */
  received: Record<'a' | 'b', MediaStream>;
  end(): void;
}

interface Hues {
  a: string;
  b: string;
  paper: string;
}

/** Starts two connections; everything that starts here stops with `end`, or when `parent` aborts. */
export function startLiveRun(
  scenario: Scenario,
  hues: Hues,
  onEvent: (event: TraceEvent) => void,
  parent: AbortSignal,
): LiveRun {
  const controller = new AbortController();
  const { signal } = controller;
  parent.addEventListener('abort', () => controller.abort(), { signal });
  const log = createTraceLog(onEvent);
  const media = (peer: 'a' | 'b'): MediaStream =>
    syntheticMedia(peer, { ground: hues[peer], ink: hues.paper }, signal).stream;
  const streams = scenario.carries === 'data' ? undefined : { a: media('a'), b: media('b') };
  const loopback = new Loopback(scenario, log, signal, streams, (channel, peer) =>
    sayEachSecond(channel, peer, signal),
  );
  sampleWhileRunning(loopback, log, signal);
  const received = { a: new MediaStream(), b: new MediaStream() };
  for (const peer of ['a', 'b'] as const) {
    const keep = ({ track }: RTCTrackEvent): void => received[peer].addTrack(track);
    loopback.connection(peer).addEventListener('track', keep, { signal });
  }
  return {
    planned: () => loopback.planned(),
    step: async () => {
      await loopback.step();
      return loopback.finished;
    },
    provoke: (fault) => loopback.provoke(fault),
    received,
    end: () => controller.abort(),
  };
}
