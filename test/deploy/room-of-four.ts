import { peerUrl, RawPeer } from '../signaling/raw-peer.ts';
import { ask, messagesOf, pollPath, post } from '../signaling/raw-request.ts';

/** The pages of these tests; the server lets no others in. */
export const origin = 'https://course.example';

/** What is said in one round: each speaks to the next. */
export const wholeRound = ['a to b', 'b to c', 'c to d', 'd to a'];

/** Four members of one room, who name it in the path or in the query, and have either carrier. */
export class RoomOfFour {
  readonly room: string;
  /** `/r/<room>/peerjs` and `/peerjs?room=<room>` */
  readonly a: RawPeer;
  readonly b: RawPeer;
  /** `/r/<room>/poll` and `/poll?room=<room>` */
  readonly #c: string;
  readonly #d: string;
  readonly #port: number;
  #rounds = 0;

  constructor(port: number, room: string) {
    this.#port = port;
    this.room = room;
    this.a = new RawPeer(peerUrl(port, room, 'a'), { origin });
    this.b = new RawPeer(inQuery(peerUrl(port, room, 'b'), room), { origin });
    this.#c = pollPath(room, 'c');
    this.#d = inQuery(pollPath(room, 'd'), room);
  }

  /** Joins a room, and has been greeted. */
  static async enter(port: number, room: string): Promise<RoomOfFour> {
    const entered = new RoomOfFour(port, room);
    const greetings = [await entered.a.next(), await entered.b.next()].map(({ type }) => type);
    if (greetings.join() !== 'OPEN,OPEN') throw new Error(`${room} answered ${greetings}`);
    return entered;
  }

  /** A message from each to the next, and who heard it from whom: `wholeRound` when all is well. */
  async talk(): Promise<string[]> {
    this.#rounds += 1;
    const said = { type: 'CANDIDATE', payload: this.#rounds };
    this.a.say({ ...said, dst: 'b' });
    const atB = await this.b.next();
    this.b.say({ ...said, dst: 'c' });
    const atC = await this.#poll(this.#c);
    await this.#post(this.#c, { ...said, dst: 'd' });
    const atD = await this.#poll(this.#d);
    await this.#post(this.#d, { ...said, dst: 'a' });
    const heard = { b: atB, c: atC, d: atD, a: await this.a.next() };
    return Object.entries(heard).map(([at, { src, payload }]) => {
      if (payload !== this.#rounds) throw new Error(`${at} heard ${payload} in round ${this.#rounds}`);
      return `${src} to ${at}`;
    });
  }

  async #poll(path: string) {
    const answered = await ask(this.#port, `${path}&after=${this.#rounds - 1}`, { headers: { origin } });
    const [message] = answered.status === 200 ? messagesOf(answered) : [];
    if (!message) throw new Error(`${path} was answered ${answered.status} ${answered.body}`);
    return message;
  }

  async #post(path: string, message: object): Promise<void> {
    const { status, body } = await post(this.#port, path, { ...message, seq: this.#rounds }, { origin });
    if (status !== 200) throw new Error(`${path} was answered ${status} ${body}`);
  }
}

/** `/r/blue/poll?id=a` as `/poll?id=a&room=blue` */
function inQuery(url: string, room: string): string {
  return `${url.replace(`/r/${room}/`, '/')}&room=${room}`;
}
