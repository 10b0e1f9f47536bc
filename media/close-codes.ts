/** Why a page's WebSocket is closed: RFC 6455 §7.4.1 where it has a code that fits, else 4000 and the HTTP status that would say so. */
export const closings = {
  'wrong-credential': { code: 4401, text: 'The site handed out no such credential, or it has expired.' },
  'username-taken': { code: 4409, text: 'Another page is here under this username.' },
  'too-many-pages': { code: 4429, text: 'Too many pages are here already.' },
  'no-port': { code: 4503, text: 'No port is free.' },
  silent: { code: 4408, text: 'Nothing was heard for a long time.' },
  'not-understood': { code: 4400, text: 'This is nothing that a page says here.' },
  flooding: { code: 4429, text: 'Too many messages a second.' },
  'slow-reader': { code: 1008, text: 'Messages are not being read.' },
  stopping: { code: 1001, text: 'The relay is stopping.' },
} satisfies Record<string, { code: number; text: string }>;

export type Closing = keyof typeof closings;
