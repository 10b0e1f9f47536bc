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
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in ${path}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  }
}
