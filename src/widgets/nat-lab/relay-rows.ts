/** What the relay has lent, and to whom it is open, as rows of its table. */
import { type Allocation, servers } from '#domain/nat/network.ts';
import { formatAddress } from '#domain/nat/transport-address.ts';
import { fill } from '#i18n/fill.ts';
import type { NatRow, NatTable } from '#views/nat-tables.ts';
import { portOf } from '#widgets/nat-rows.ts';
import { eventAt, letterOf, type Moment, networkOfMoment } from './moment.ts';
import type { LabWords } from './words.ts';

/** The relay's table: a row for each relayed address. */
export function relayTable(moment: Moment, words: LabWords): NatTable {
  const { caption, heads, empty } = words.relayTable;
  const rows = networkOfMoment(moment).allocations.map((allocation) => relayRow(allocation, moment, words));
  return {
    name: 'relay',
    caption: fill(caption, { address: servers.relay.address }),
    heads: [heads.relayed, heads.client, heads.permits, heads.when],
    rows,
    empty,
  };
}

function relayRow({ side, relayed, client, permissions, step }: Allocation, moment: Moment, words: LabWords): NatRow {
  const { tcp, nobody } = words.relayTable;
  const { isNew, since, used, anyPort } = words.tables;
  const event = eventAt(moment);
  const made = permissions.at(-1)?.step ?? step;
  const isUsed = event?.kind === 'relays' && event.owner === side;
  const isLit = made === moment.at;
  const permitted = permissions.map(({ address }) => fill(anyPort, { address }));
  return {
    cells: [
      { text: portOf(relayed), hue: 'infra' },
      { text: client ? formatAddress(client) : fill(tcp, { who: letterOf(side) }), hue: side },
      { text: permitted.join(', ') || nobody, hue: permitted.length > 0 ? (side === 'a' ? 'b' : 'a') : 'plain' },
    ],
    state: isUsed ? 'used' : isLit ? 'lit' : 'kept',
    when: isUsed ? used : fill(isLit ? isNew : since, { step: made }),
  };
}
