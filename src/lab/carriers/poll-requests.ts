/** The requests of one member who polls: POST says a message, GET waits for the next ones, DELETE leaves. */
import type { Seat } from '../signaling-channel.ts';
import { jsonOf, type OutgoingMessage, roomUrl } from './wire.ts';

/** Milliseconds after which an answer will not come any more: the server lets a GET wait for 25 s. */
const longest = { GET: 40_000, POST: 10_000, DELETE: 10_000 };

/** A message with its place in the order of all that this page says, from 1; 0 takes a seat and says nothing. */
export interface Numbered extends Omit<OutgoingMessage, 'payload'> {
  seq: number;
  payload?: OutgoingMessage['payload'];
}

/** The server answered, and would not: `reason` is the one that it names, as `id-taken`. */
export class TurnedAway extends Error {
  override name = 'TurnedAway';
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, text: string) {
    super(`${status} ${text}`.trim());
    this.status = status;
    this.reason = reason;
  }
}

export class PollRequests {
  readonly #url: URL;

  constructor(base: string | URL, seat: Seat) {
    this.#url = roomUrl(base, seat, 'poll');
  }

  /** Says a message. Throws `TurnedAway`, or what `fetch` throws. `last`: the page may be gone before the answer. */
  async post(message: Numbered, last = false): Promise<void> {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await this.#ask('POST', this.#url, { headers, body: jsonOf(message), keepalive: last });
    // to the browser a request is over when its answer has been read
    await answer.text();
  }

  /** Waits for what comes after number `after`; none when nothing came for long. Throws as `post` does. */
  async next(after: number, signal: AbortSignal): Promise<unknown[]> {
    const url = new URL(this.#url);
    url.searchParams.set('after', String(after));
    const answer = await this.#ask('GET', url, { signal });
    if (answer.status === 204) return [];
    const value: unknown = await answer.json();
    const messages = typeof value === 'object' && value !== null && 'messages' in value ? value.messages : undefined;
    return Array.isArray(messages) ? messages : [];
  }

  async leave(): Promise<void> {
    await this.#ask('DELETE', this.#url, { keepalive: true });
  }

  async #ask(method: keyof typeof longest, url: URL, { signal, ...rest }: RequestInit): Promise<Response> {
    const late = AbortSignal.timeout(longest[method]);
    const either = signal ? AbortSignal.any([signal, late]) : late;
    const answer = await fetch(url, { method, cache: 'no-store', ...rest, signal: either });
    if (answer.ok) return answer;
    const { reason, text } = await refusalIn(answer);
    throw new TurnedAway(answer.status, reason, text);
  }
}

/** What our server writes with a refusal: `{"reason":"flooding","text":"Too many messages a second."}`. */
async function refusalIn(answer: Response): Promise<{ reason: string; text: string }> {
  const value: unknown = await answer.json().catch(() => undefined);
  const said = typeof value === 'object' && value !== null ? value : {};
  return {
    reason: 'reason' in said && typeof said.reason === 'string' ? said.reason : '',
    text: 'text' in said && typeof said.text === 'string' ? said.text : '',
  };
}
