import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sourcesUnder } from './imports.ts';
import { forbiddenImports } from './layers.ts';
import { top } from './server.ts';

const folders = ['src', 'content', 'signaling', 'media'].filter((folder) => existsSync(`${top}/${folder}`));

describe('imports point down, never sideways, never up', () => {
  test.each(folders)('in %s', (folder) => {
    expect(sourcesUnder(top, folder).flatMap(forbiddenImports)).toEqual([]);
  });
});

describe('the check of the layers', () => {
  const allowed = [
    ['src/domain/sdp/diff.ts', `import { a } from './line.ts';`],
    ['src/machines/signaling.ts', `import { setup } from 'xstate';`],
    ['src/views/timeline.ts', `import type { TraceEvent } from '#domain/trace.ts';`],
    ['src/views/timeline.ts', `import { type TraceEvent } from '#domain/trace.ts';`],
    ['src/widgets/sdp-explorer/element.ts', `const { render } = await import('#views/listing.ts');`],
    ['src/widgets/sdp-explorer/SdpExplorer.astro', `---\nimport { wordsOf } from '#i18n/words.ts';\n---\n`],
    ['src/widgets/sdp-explorer/SdpExplorer.astro', `<script>import '#widgets/load-when-visible.ts';</script>`],
    ['content/en/index.mdx', `import Hero from '#components/home/Hero.astro';`],
    ['content/en/index.mdx', `\`\`\`js\nimport { x } from '#domain/trace.ts';\n\`\`\``],
    ['signaling/main.ts', `import { createServer } from 'node:http';`],
  ] as const;
  test.each(allowed)('lets %s write %s', (path, text) => {
    expect(forbiddenImports({ path, text })).toEqual([]);
  });

  const forbidden = [
    ['src/domain/trace.ts', `import { en } from '#i18n/en.ts';`, '#i18n/en.ts'],
    ['src/domain/trace.ts', `import { readFile } from 'node:fs';`, 'node:fs'],
    ['src/domain/trace.ts', `export { x } from '../machines/signaling.ts';`, '../machines/signaling.ts'],
    ['src/domain/trace.ts', `type X = import('d3').Selection;`, 'd3'],
    ['src/machines/signaling.ts', `import type { Recorder } from '#lab/recorder.ts';`, '#lab/recorder.ts'],
    ['src/lab/recorder.ts', `import { select } from 'd3';`, 'd3'],
    ['src/lab/recorder.ts', `import { x } from 'peerjs-other';`, 'peerjs-other'],
    ['src/views/timeline.ts', `import { emptyTrace } from '#domain/trace.ts';`, '#domain/trace.ts'],
    ['src/views/timeline.ts', `import { type A, b } from '#domain/trace.ts';`, '#domain/trace.ts'],
    ['src/views/timeline.ts', `import '#lab/recorder.ts';`, '#lab/recorder.ts'],
    ['src/widgets/nat-lab/element.ts', `import('../sdp-explorer/element.ts');`, '../sdp-explorer/element.ts'],
    ['src/widgets/nat-lab/NatLab.astro', `<script>import '#widgets/a/b.ts';</script>`, '#widgets/a/b.ts'],
    ['src/widgets/load-when-visible.ts', `import('./sdp-explorer/element.ts');`, './sdp-explorer/element.ts'],
    ['content/en/index.mdx', `import { x } from '#widgets/nat-lab/element.ts';`, '#widgets/nat-lab/element.ts'],
    ['signaling/main.ts', `import { relay } from '../media/turn.ts';`, '../media/turn.ts'],
    ['media/turn.ts', `import { serve } from '../signaling/server.ts';`, '../signaling/server.ts'],
  ] as const;
  test.each(forbidden)('catches %s writing %s', (path, text, specifier) => {
    expect(forbiddenImports({ path, text })).toEqual([`${path} imports ${specifier}`]);
  });

  test('catches a file that belongs to no room', () => {
    expect(forbiddenImports({ path: 'src/misc/helper.ts', text: '' })).toEqual([
      'src/misc/helper.ts belongs to no room',
    ]);
  });
});
