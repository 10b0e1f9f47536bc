import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: '**/*.mdx' }),
    schema: docsSchema({
      extend: z.object({
        /** The one question of a lesson, set below its title. */
        question: z.string().optional(),
      }),
    }),
  }),
};
