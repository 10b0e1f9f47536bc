import { bench } from './en/bench.ts';
import { carriers } from './en/carriers.ts';
import { glossary } from './en/glossary.ts';
import { parts } from './en/parts.ts';
import { sdp } from './en/sdp.ts';
import { site } from './en/site.ts';
import { twoTabs } from './en/two-tabs.ts';

export const en = { site, bench, sdp, carriers, glossary, parts, twoTabs };
