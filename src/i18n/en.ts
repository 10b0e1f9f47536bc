import { bench } from './en/bench.ts';
import { carriers } from './en/carriers.ts';
import { checks } from './en/checks.ts';
import { gathering } from './en/gathering.ts';
import { glossary } from './en/glossary.ts';
import { microscope } from './en/microscope.ts';
import { natLab } from './en/nat-lab.ts';
import { natPacket } from './en/nat-packet.ts';
import { parts } from './en/parts.ts';
import { pathsDie } from './en/paths-die.ts';
import { race } from './en/race.ts';
import { relay } from './en/relay.ts';
import { relayNote } from './en/relay-note.ts';
import { sdp } from './en/sdp.ts';
import { site } from './en/site.ts';
import { twoTabs } from './en/two-tabs.ts';

export const en = {
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
