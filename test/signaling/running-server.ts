import type { Settings } from '../../signaling/context.ts';
import { serve } from '../../signaling/server.ts';
import { createSignaling, type Signaling } from '../../signaling/signaling.ts';

/** A signaling server in this process, at a port that was free. */
export interface Running {
  port: number;
  /** What the server logged. */
  lines: string[];
  signaling: Signaling;
  stop: () => Promise<void>;
}

export async function startSignaling(settings: Settings = {}): Promise<Running> {
  const lines: string[] = [];
  const signaling = createSignaling({ log: (line) => lines.push(line), ...settings });
  const listening = await serve(signaling.handlers, { port: 0, everywhere: false }, signaling);
  const stop = async () => void (await Promise.all([signaling.drain(), listening.close()]));
  return { port: listening.port, lines, signaling, stop };
}
