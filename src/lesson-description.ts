import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

/** What search engines and shared links say of a lesson: its question, unless its frontmatter has a description. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { entry, head } = locals.starlightRoute;
  const { description, question } = entry.data;
  if (description || !question) return;
  for (const { tag, attrs } of head) {
    if (tag !== 'meta' || !attrs) continue;
    if (attrs['name'] === 'description' || attrs['property'] === 'og:description') attrs['content'] = question;
  }
});
