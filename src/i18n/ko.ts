import { bench } from './ko/bench.ts';
import { carriers } from './ko/carriers.ts';
import { checks } from './ko/checks.ts';
import { gathering } from './ko/gathering.ts';
import { glossary } from './ko/glossary.ts';
import { microscope } from './ko/microscope.ts';
import { natLab } from './ko/nat-lab.ts';
import { natPacket } from './ko/nat-packet.ts';
import { parts } from './ko/parts.ts';
import { pathsDie } from './ko/paths-die.ts';
import { race } from './ko/race.ts';
import { relay } from './ko/relay.ts';
import { relayNote } from './ko/relay-note.ts';
import { sdp } from './ko/sdp.ts';
import { site } from './ko/site.ts';
import { twoTabs } from './ko/two-tabs.ts';
import type { Words } from './words.ts';

export const ko: Words = {
  site,
  bench,
  sdp,
  carriers,
  glossary,
  parts,
  twoTabs,
  microscope,
  gathering,
  race,
  checks,
  natLab,
  natPacket,
  relay,
  relayNote,
  pathsDie,
};
