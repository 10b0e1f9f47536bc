/** Makes one race: a link of each end to our STUN server, a connection that is not counted, and the runs in turn. */
import type { RaceMode } from '#domain/ice/race.ts';
import type { PeerName, TraceEvent } from '#domain/trace.ts';
import { runRace } from '#lab/race.ts';
import type { RelayHere } from '#lab/relay-here.ts';
import { openRelayLink } from '#lab/relay-link.ts';
import { createTraceLog, type TraceLog } from '#lab/trace-log.ts';
import type { Setting } from './races.ts';
import { answersAfter, roundsOf } from './words.ts';

/** Milliseconds for which a gathering that nobody waits for is watched after the connection. */
const linger = 2500;

export interface RaceEvents {
  /** A run of the race begins, counted from 1. */
  onRun(number: number, mode: RaceMode): void;
  onEvent(event: TraceEvent): void;
}

type Servers = Record<PeerName, RTCIceServer[]>;

/** Runs a whole race; resolves when it is over, rejects when a run fails or the server goes, or with the signal's reason. */
export async function makeRace(
  here: RelayHere,
  setting: Setting,
  events: RaceEvents,
  signal: AbortSignal,
): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const log = createTraceLog((event) => events.onEvent(event));
    const servers = await serversFor(here, setting, log, controller);
    await warmUp(controller.signal);
    for (let round = 0; round < roundsOf(setting.server); round++) {
      for (const [place, mode] of (['wait', 'trickle'] as const).entries()) {
        events.onRun(round * 2 + place + 1, mode);
        await runRace({ mode, delay: setting.delay, servers, linger, log, signal: controller.signal });
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
    controller.abort();
  }
}

/** With its first connection a browser loads its WebRTC code, which is nobody's to wait for. */
async function warmUp(signal: AbortSignal): Promise<void> {
  const log = createTraceLog(() => {});
  await runRace({ mode: 'trickle', delay: 0, servers: { a: [], b: [] }, linger: 0, log, signal });
}

/** A server that went away. */
export class ServerLost extends Error {}

async function serversFor(
  here: RelayHere,
  { server }: Setting,
  log: TraceLog,
  life: AbortController,
): Promise<Servers> {
  if (here.kind === 'none') throw new ServerLost();
  if (here.kind === 'other') {
    const stun = here.servers.filter(({ urls }) => [urls].flat().some((url) => url.startsWith('stun')));
    return { a: stun, b: stun };
  }
  const link = async (peer: PeerName): Promise<RTCIceServer[]> => {
    const onLost = (): void => life.abort(new ServerLost());
    const opened = await openRelayLink({ peer, log, signal: life.signal, onLost });
    await opened.answerStun(answersAfter[server]);
    return [opened.stun];
  };
  const [a, b] = await Promise.all([link('a'), link('b')]);
  return { a, b };
}
