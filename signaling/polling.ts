import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, answerRefusal } from './answers.ts';
import type { Context } from './context.ts';
import { addressOf } from './guards/address.ts';
import { jsonBody } from './guards/json-body.ts';
import { checkMessage } from './guards/message.ts';
import { isForeign } from './guards/origin.ts';
import { seatOf, type Target, targetOf } from './guards/seat.ts';
import { PollSession } from './poll-session.ts';
import { Refused } from './refusals.ts';
import type { Handler } from './server.ts';

/** A request of a member who polls. */
interface Poll {
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
}

/**
 * Long polling, for who cannot have a WebSocket: POST sends a message, GET waits for the next, DELETE leaves. Numbers on both
 * ways let either side ask again after a failure, and nothing is lost or doubled.
 */
export class Polling {
  readonly #context: Context;
  readonly #sessions = new Set<PollSession>();

  constructor(context: Context) {
    this.#context = context;
  }

  get count(): number {
    return this.#sessions.size;
  }

  /** Answers what is asked of `/poll` and `/r/<room>/poll`. */
  readonly handler: Handler = (request, response) => {
    const target = targetOf(request.url);
    if (target?.service !== 'poll') return false;
    this.#answer({ request, response, target }).catch((error: unknown) => this.#failed(request, response, error));
    return true;
  };

  /** Forgets who has not asked for long, and who was refused. */
  sweep(now: number): void {
    for (const session of this.#sessions) {
      if (session.reachable && session.isSilent(now)) session.refuse('silent');
      if (!session.reachable) this.#forget(session);
    }
  }

  /** Answers all who wait that there is nothing. */
  drain(): void {
    for (const session of this.#sessions) session.answerNothing();
  }

  async #answer({ request, response, target }: Poll): Promise<void> {
    if (this.#context.draining) throw new Refused('draining');
    if (isForeign(request.headers, this.#context.policy)) throw new Refused('foreign-origin');
    if (!['GET', 'POST', 'DELETE'].includes(request.method ?? '')) throw new Refused('unknown-method');
    if (request.method === 'DELETE') return this.#leave(target, response);
    const session = this.#sessionOf(request, target);
    session.asked();
    if (request.method === 'GET') session.answer(response, Number(target.query.get('after') ?? 0));
    else await this.#post(session, request, response);
  }

  /** A message has the number after the last, or the last again when the answer to it was lost. */
  async #post(session: PollSession, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { value, bytes } = await jsonBody(request);
    checkMessage(value);
    const seq = 'seq' in value ? value.seq : undefined;
    if (seq !== session.received && seq !== session.received + 1) throw new Refused('wrong-sequence');
    if (seq !== session.received) {
      session.received = seq;
      const { room, id: src } = session.seat;
      this.#context.metrics.accepted('polling');
      const { type, dst, payload } = value;
      this.#context.office.send({ message: { type, src, dst, payload }, room, address: session.address, bytes });
    }
    answerJson(response, 200, `{"seq":${session.received}}`);
  }

  #sessionOf(request: IncomingMessage, target: Target): PollSession {
    const seat = seatOf(target);
    const { office, shares, limits, behindProxy } = this.#context;
    const before = office.members.sameAt(seat);
    if (before instanceof PollSession && before.reachable) return before;
    const address = addressOf(request, behindProxy);
    if (!shares.take(address, limits.perAddress)) throw new Refused('too-many-connections');
    before?.refuse('replaced');
    const session = new PollSession(this.#context, seat, address);
    this.#sessions.add(session);
    office.join(session);
    return session;
  }

  /** Who went over to a WebSocket has left already, and is not to lose the seat by it. */
  #leave(target: Target, response: ServerResponse): void {
    const session = this.#context.office.members.sameAt(seatOf(target));
    if (session instanceof PollSession) {
      session.answerNothing();
      this.#forget(session);
    }
    response.writeHead(204).end();
  }

  #forget(session: PollSession): void {
    session.reachable = false;
    if (!this.#sessions.delete(session)) return;
    this.#context.office.members.leave(session);
    this.#context.shares.giveBack(session.address);
  }

  /** A request that broke off is nobody's fault, and has nobody to answer. */
  #failed(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (!(error instanceof Refused)) {
      if (!request.destroyed) response.destroy(error instanceof Error ? error : undefined);
      return;
    }
    this.#context.metrics.refused(error.reason, 'polling');
    answerRefusal(response, error.reason);
  }
}
