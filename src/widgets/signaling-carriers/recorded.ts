/** The runs that come with the page: one over each carrier, recorded where browser and server were on one machine. */
import type { CarrierName } from '#domain/trace.ts';
import { parseTrace } from '#domain/trace-file.ts';
import type { CarrierRun } from './carrier-run.ts';
import broadcastChannel from './recorded/broadcast-channel.json?raw';
import copyPaste from './recorded/copy-paste.json?raw';
import crossed from './recorded/crossed.json';
import inPage from './recorded/in-page.json?raw';
import peerserver from './recorded/peerserver.json?raw';
import polling from './recorded/polling.json?raw';

const traces: Readonly<Record<CarrierName, string>> = {
  'in-page': inPage,
  'broadcast-channel': broadcastChannel,
  peerserver,
  polling,
  'copy-paste': copyPaste,
};

/** Name and version of the browser that they were recorded in. */
export const recordedBrowser = parseTrace(inPage).browser;

export function recordedRun(carrier: CarrierName): CarrierRun {
  const { browser, events } = parseTrace(traces[carrier]);
  const { requests, texts } = crossed[carrier];
  const byMessage = new Map(texts.map(({ message, text }) => [message, text]));
  return { carrier, browser, events, source: 'recorded', wire: { requests, texts: byMessage } };
}
