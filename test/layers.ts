import { importsOf, resolveImport, type Source } from './imports.ts';

/** What one room of the house may import, besides itself. */
interface Room {
  /** The paths that belong to the room. */
  holds: RegExp;
  rooms?: readonly string[];
  /** Rooms of which it may know the types alone. */
  types?: readonly string[];
  packages?: readonly string[];
  /** It runs in Node, and may use what comes with Node. */
  node?: true;
  /** Whether one file may import another of the same room; all, unless said. */
  itself?: (importer: string, imported: string) => boolean;
}

const astro = ['astro', 'astro:content', '@astrojs/starlight'];

/** `sdp-explorer` of a file in that widget; undefined of what lies beside the widgets, for all of them. */
const widgetOf = (path: string) => /^src\/widgets\/([^/]+)\//.exec(path)?.[1];

/** The table of the architecture: imports point down, never sideways, never up. */
export const rooms: Readonly<Record<string, Room>> = {
  // SHA-1, SHA-256 and MD5 as pure functions: the codec of STUN is one for the lessons and the server.
  domain: { holds: /^src\/domain\//, packages: ['@noble/hashes'] },
  machines: { holds: /^src\/machines\//, rooms: ['domain'], packages: ['xstate'] },
  lab: { holds: /^src\/lab\//, rooms: ['domain'], packages: ['peerjs'] },
  views: { holds: /^src\/views\//, types: ['domain'], packages: ['d3'] },
  widgets: {
    holds: /^src\/widgets\//,
    rooms: ['domain', 'machines', 'lab', 'views', 'i18n', 'styles'],
    packages: ['d3', 'xstate', 'peerjs', 'uqr', 'happy-dom'],
    itself: (importer, imported) => [widgetOf(importer), undefined].includes(widgetOf(imported)),
  },
  i18n: { holds: /^src\/i18n\// },
  styles: { holds: /^src\/styles\// },
  components: { holds: /^src\/components\//, rooms: ['i18n', 'styles', 'course', 'domain'], packages: astro },
  course: { holds: /^src\/[^/]+\.ts$/, rooms: ['i18n'], packages: astro, node: true },
  pages: { holds: /^src\/pages\//, rooms: ['components', 'i18n', 'styles', 'course'], packages: astro },
  content: {
    holds: /^content\//,
    rooms: ['widgets', 'components'],
    packages: ['@astrojs/starlight'],
    itself: () => false,
  },
  signaling: { holds: /^signaling\//, rooms: ['domain'], packages: ['peer', 'ws', 'send'], node: true },
  media: { holds: /^media\//, rooms: ['domain'], packages: ['ws'], node: true },
};

/** Says, for each import of a file that its room does not allow, what it was. */
export function forbiddenImports(source: Source): string[] {
  const room = roomOf(source.path);
  if (!room) return [`${source.path} belongs to no room`];
  return importsOf(source)
    .filter(({ specifier, typesOnly }) => !isAllowed(room, source.path, specifier, typesOnly))
    .map(({ specifier }) => `${source.path} imports ${specifier}`);
}

function isAllowed(room: string, importer: string, specifier: string, typesOnly: boolean): boolean {
  const { rooms: below = [], types = [], itself = () => true } = rooms[room] ?? {};
  const imported = resolveImport(specifier, importer);
  if (imported === undefined) return isAllowedPackage(room, specifier);
  if (room === 'content' && !imported.endsWith('.astro')) return false;
  const other = roomOf(imported);
  if (other === room) return itself(importer, imported);
  return other !== undefined && (below.includes(other) || (typesOnly && types.includes(other)));
}

function isAllowedPackage(room: string, specifier: string): boolean {
  const { packages = [], node } = rooms[room] ?? {};
  if (specifier.startsWith('node:')) return node === true;
  return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

function roomOf(path: string): string | undefined {
  return Object.keys(rooms).find((name) => rooms[name]?.holds.test(path));
}
