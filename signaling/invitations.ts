import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, answerRefusal } from './answers.ts';
import type { Context } from './context.ts';
import { isForeign } from './guards/origin.ts';
import { isRoom } from './guards/seat.ts';
import type { Handler } from './server.ts';

/** Languages of the course; the first one is for who reads none of them. */
const languages = ['en', 'ko'] as const;

const link = /^\/t\/([^/?]*)(?:\?|$)/;

/** Answers `/carriers.json`, which a page asks for what this host carries, and `/t/<room>`, the short link to a room. */
export function invitations(context: Context): Handler {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [path] = (request.url ?? '').split('?', 1);
    const room = link.exec(request.url ?? '')?.[1];
    if (path === '/carriers.json') offer(context, request, response);
    else if (room !== undefined) show(context, room, request, response);
    else return false;
    return true;
  };
}

/** A page that would be turned away is offered nothing, and may read so, from wherever it is. */
function offer({ policy }: Context, { headers }: IncomingMessage, response: ServerResponse): void {
  const carriers = isForeign(headers, policy) ? [] : ['peerserver', 'polling'];
  response.setHeader('Access-Control-Allow-Origin', '*');
  answerJson(response, 200, JSON.stringify({ carriers }));
}

/** Sends who was invited to the lesson where the room is, in their language; the room stands after the `#`, as on a static host. */
function show({ metrics }: Context, room: string, { headers }: IncomingMessage, response: ServerResponse): void {
  if (!isRoom(room)) {
    metrics.refused('hostile-room', 'http');
    answerRefusal(response, 'hostile-room');
    return;
  }
  const language = languageFor(headers['accept-language']);
  const location = `/${language}/signaling/two-tabs/#room=${room}&by=peerserver`;
  response.writeHead(302, { Location: location, Vary: 'Accept-Language', 'Cache-Control': 'no-store' }).end();
}

/** The language that a reader prefers, of those there are: `ko-KR,ko;q=0.9,en;q=0.8` prefers Korean (RFC 9110 §12.5.4). */
export function languageFor(accepted = ''): (typeof languages)[number] {
  const wanted = accepted.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { language: tag.split('-', 1)[0], q: weight ? Number(weight.slice(2)) : 1 };
  });
  const possible = wanted.filter(({ q }) => q > 0).sort((one, other) => other.q - one.q);
  for (const { language } of possible) {
    const found = languages.find((each) => each === language);
    if (found) return found;
  }
  return languages[0];
}
