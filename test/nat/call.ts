import type { Page } from '@playwright/test';
import type { BrowserBehind } from './browser-behind.ts';

/** How the two ends reach each other, by the kinds of the candidates that are selected. */
export type PathKind = 'host' | 'srflx' | 'prflx' | 'relay';

/** A pair as getStats tells of it. */
interface Pair {
  local: string;
  remote: string;
  state: string;
  selected: boolean;
  requestsSent: number;
  responsesReceived: number;
}

declare global {
  var connection: RTCPeerConnection;
  var channel: RTCDataChannel;
  var gathered: Promise<RTCIceCandidateInit[]>;
}

/**
 * Connects the two and waits until they can talk. Each hears of the other's candidates only when both have all of theirs: whoever began
 * to check while its own STUN server had not answered yet would go by an address that it learned in a check, whatever the NAT.
 */
export async function connect(a: BrowserBehind, b: BrowserBehind, iceServers: RTCIceServer[]): Promise<void> {
  for (const { page } of [a, b]) await page.evaluate(open, iceServers);
  const offer = await a.page.evaluate(describe, undefined);
  const answer = await b.page.evaluate(describe, offer);
  await a.page.evaluate((sdp) => connection.setRemoteDescription({ type: 'answer', sdp }), answer);
  const [ofA, ofB] = await Promise.all([a, b].map(({ page }) => page.evaluate(() => gathered)));
  await Promise.all([a.page.evaluate(take, ofB ?? []), b.page.evaluate(take, ofA ?? [])]);
  for (const { page } of [a, b]) await page.evaluate(connected);
}

export async function hangUp(a: BrowserBehind, b: BrowserBehind): Promise<void> {
  for (const { page } of [a, b]) await page.evaluate(() => connection.close());
}

/**
 * Opens a connection that gathers into `gathered`. The relay over TCP is found last, so nothing more is waited for: where UDP is
 * blocked, the browser asks the servers in vain for many seconds.
 */
function open(iceServers: RTCIceServer[]): void {
  globalThis.connection = new RTCPeerConnection({ iceServers });
  globalThis.channel = connection.createDataChannel('talk', { negotiated: true, id: 0 });
  const found: RTCIceCandidateInit[] = [];
  globalThis.gathered = new Promise((resolve) => {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) found.push(candidate.toJSON());
      if (!candidate || Reflect.get(candidate, 'relayProtocol') === 'tcp') resolve(found);
    });
  });
}

/** Makes an offer, or the answer to one; no candidate is in it. */
async function describe(offer: string | undefined): Promise<string> {
  if (offer) await connection.setRemoteDescription({ type: 'offer', sdp: offer });
  await connection.setLocalDescription();
  return (connection.localDescription?.sdp ?? '').replace(/^a=candidate:.*\r\n/gm, '');
}

async function take(candidates: RTCIceCandidateInit[]): Promise<void> {
  await Promise.all(candidates.map((candidate) => connection.addIceCandidate(candidate)));
}

function connected(): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      if (channel.readyState === 'open') resolve();
      if (connection.connectionState === 'failed') reject(new Error('the connection failed'));
    };
    channel.addEventListener('open', check);
    connection.addEventListener('connectionstatechange', check);
    check();
  });
}

/** Says something, for the controlled end goes by the pair on which data comes once several are nominated. */
export const talk = ({ page }: BrowserBehind): Promise<void> => page.evaluate(() => channel.send('still here'));

/** The pairs of one end as getStats has them now. */
function pairsOf(page: Page): Promise<Pair[]> {
  return page.evaluate(async () => {
    const reports = [...(await connection.getStats()).values()];
    const transport = reports.find(({ type }) => type === 'transport');
    const typeOf = (id: string): string => reports.find((report) => report.id === id)?.candidateType ?? '';
    return reports
      .filter(({ type }) => type === 'candidate-pair')
      .map((pair) => ({
        local: typeOf(pair.localCandidateId),
        remote: typeOf(pair.remoteCandidateId),
        state: pair.state,
        selected: pair.id === transport?.selectedCandidatePairId,
        requestsSent: pair.requestsSent,
        responsesReceived: pair.responsesReceived,
      }));
  });
}

/** As many unanswered requests say that a pair is not going to work: a hole that opens does so with the first or second. */
const enough = 4;

/**
 * The kind of the pair selected, once nothing better can come: it is a direct one, or every direct pair has failed or has been tried
 * in vain. Undefined before.
 */
export async function settledKind({ page }: BrowserBehind): Promise<PathKind | undefined> {
  const pairs = await pairsOf(page);
  const selected = pairs.find((pair) => pair.selected);
  if (!selected) return undefined;
  const kind = kindOf(selected);
  if (kind !== 'relay') return kind;
  const direct = pairs.filter((pair) => kindOf(pair) !== 'relay');
  return direct.every(isInVain) ? kind : undefined;
}

function isInVain({ state, requestsSent, responsesReceived }: Pair): boolean {
  return state === 'failed' || (requestsSent >= enough && responsesReceived === 0);
}

/** Relayed if either end is; else peer-reflexive if either end is; else what STUN said. */
function kindOf({ local, remote }: Pair): PathKind {
  const kinds: PathKind[] = ['relay', 'prflx', 'srflx'];
  return kinds.find((kind) => kind === local || kind === remote) ?? 'host';
}
