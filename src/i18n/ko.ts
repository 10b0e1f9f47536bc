import { bench } from './ko/bench.ts';
import { carriers } from './ko/carriers.ts';
import { glossary } from './ko/glossary.ts';
import { parts } from './ko/parts.ts';
import { sdp } from './ko/sdp.ts';
import { site } from './ko/site.ts';
import { twoTabs } from './ko/two-tabs.ts';
import type { Words } from './words.ts';

export const ko: Words = { site, bench, sdp, carriers, glossary, parts, twoTabs };
