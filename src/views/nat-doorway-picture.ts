/** One host, its NAT, and who is outside, with one packet at the door. */
import type { HeaderBox, Named, Reason } from './nat-network-picture.ts';

export interface DoorwayPicture {
  /** The picture as one sentence. */
  label: string;
  regions: Readonly<Record<'inside' | 'outside', string>>;
  host: Named;
  nat: Named;
  /** Whether the wall has a hole: not before something is mapped. */
  isOpen: boolean;
  /** Who is outside, from above; `active`: the packet goes to it or comes from it. */
  places: readonly (Named & { active: boolean })[];
  packet?: DoorwayPacket;
}

export interface DoorwayPacket {
  direction: 'out' | 'in';
  inside?: HeaderBox;
  outside: HeaderBox;
  note: string;
  refusal?: Reason;
}
