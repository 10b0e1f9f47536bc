import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { top } from '../server.ts';
import { expect, test } from './harness.ts';

/** Each page of the built site: `/en/signaling/sdp/`. */
const pages = ['en', 'ko'].flatMap((language) =>
  readdirSync(`${top}/dist/${language}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('index.html'))
    .map((name) => `/${language}/${name.replace(/index\.html$/, '')}`)
    .sort(),
);

for (const path of [...pages, '/404.html']) {
  // the colours of a page are the same in both languages
  const themes = path.startsWith('/ko/') ? (['light'] as const) : (['light', 'dark'] as const);
  test(`axe finds nothing in ${path}, ${themes.join(' and ')}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    for (const colorScheme of themes) {
      await page.locator('html').evaluate(({ dataset }, theme) => Object.assign(dataset, { theme }), colorScheme);
      // of what axe looks at, a theme changes the colours alone
      const axe = new AxeBuilder({ page });
      const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
}
