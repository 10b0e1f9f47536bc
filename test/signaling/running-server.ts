import type { Settings } from '../../signaling/context.ts';
import { serve } from '../../signaling/server.ts';
import { createSignaling, type Signaling } from '../../signaling/signaling.ts';

/** A signaling server in this process. */
export interface Running {
  port: number;
  /** What the server logged. */
  lines: string[];
  signaling: Signaling;
  stop: () => Promise<void>;
}

/** Starts one, at a port that is free unless one is given. */
export async function startSignaling(settings: Settings = {}, port = 0): Promise<Running> {
  const lines: string[] = [];
  const signaling = createSignaling({ log: (line) => lines.push(line), ...settings });
  const listening = await serve(signaling.handlers, { port, everywhere: false }, signaling);
  const stop = async () => void (await Promise.all([signaling.drain(), listening.close()]));
  return { port: listening.port, lines, signaling, stop };
}
