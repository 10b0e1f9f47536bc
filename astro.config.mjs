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

export default defineConfig({
  site: process.env.SITE_URL,
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
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
