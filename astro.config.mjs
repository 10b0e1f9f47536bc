import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { contentSecurityPolicy } from './src/content-security-policy.ts';

/** The language of a file under `content/`: `content/ko/index.mdx` is Korean. */
const localeOfFile = (path) => (path?.includes('/content/ko/') ? 'ko' : 'en');

const frame = (name) => `./src/components/frame/${name}.astro`;

const styles = [
  'tokens',
  'starlight',
  'frame',
  'sidebar',
  'search',
  'prose',
  'lesson',
  'term',
  'check',
  'home',
  'course-map',
];

/** Of d3 the pages use selections; d3-transition hangs itself onto them as a side effect, with four more modules. */
const leanD3 = {
  name: 'lean-d3',
  enforce: 'pre',
  async resolveId(id, importer, options) {
    if (id !== 'd3-transition') return null;
    const resolved = await this.resolve(id, importer, { ...options, skipSelf: true });
    return resolved && { ...resolved, moduleSideEffects: false };
  },
};

/** What instruments need at the same time is one file: thirty small ones compress worse, and take longer to fetch. */
const together = [
  { name: 'loader', test: /preload-helper|i18n\/fill\.ts|widgets\/load-when-visible\.ts/, priority: 1 },
  { name: 'panel', test: /widgets\/(live-element|parts|tabs|share-tools|trace-tools)\.ts|domain\/trace-file\.ts/ },
  { name: 'connection', test: /lab\/(recorder|trace-log|held-connection|synthetic-media|stats-sampler)\.ts/ },
];

export default defineConfig({
  site: process.env.SITE_URL,
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  vite: {
    plugins: [leanD3],
    build: { rolldownOptions: { output: { codeSplitting: { groups: together } } } },
  },
  prefetch: false,
  integrations: [
    starlight({
      title: 'Trickle',
      description: 'A WebRTC course whose lessons run real peer connections.',
      defaultLocale: 'en',
      locales: { en: { label: 'English', lang: 'en' }, ko: { label: '한국어', lang: 'ko' } },
      favicon: '/favicon.svg',
      customCss: styles.map((name) => `./src/styles/${name}.css`),
      routeMiddleware: './src/lesson-description.ts',
      sidebar: [],
      pagination: false,
      disable404Route: true,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
      markdown: { processedDirs: ['./content/'] },
      expressiveCode: { getBlockLocale: ({ file }) => localeOfFile(file.path) },
      components: {
        Banner: frame('Nothing'),
        ContentPanel: frame('Bare'),
        Footer: frame('Footer'),
        Header: frame('Header'),
        MarkdownContent: frame('Prose'),
        PageFrame: frame('PageFrame'),
        PageSidebar: frame('Nothing'),
        PageTitle: frame('PageTitle'),
        Search: frame('Search'),
        Sidebar: frame('CourseSidebar'),
        ThemeProvider: frame('ThemeProvider'),
        TwoColumnContent: frame('Bare'),
      },
    }),
    contentSecurityPolicy(),
  ],
});
