/** How allocations, permissions and channels end. */
import type { Allocation } from './allocation.ts';
import type { Context } from './context.ts';

/** Ends an allocation, and gives its sockets back. */
export function end(context: Context, allocation: Allocation): void {
  if (!context.allocations.delete(allocation)) return;
  const { account, client, sockets } = allocation;
  for (const socket of sockets) {
    socket.receive = undefined;
    socket.close();
  }
  client.allocation = undefined;
  client.forget();
  account.allocations.delete(allocation);
  account.page?.events?.allocationsChanged();
  context.accounts.release(account);
}

/** Ends all that has expired, and tells those whose allocations changed. */
export function sweep(context: Context): void {
  const now = context.clock.now();
  for (const allocation of [...context.allocations]) {
    if (allocation.until <= now) end(context, allocation);
    else if (prune(allocation, now)) allocation.account.page?.events?.allocationsChanged();
  }
  for (const [token, { socket, account, until }] of context.reservations) {
    if (until > now) continue;
    context.reservations.delete(token);
    socket.close();
    account.reserved--;
    context.accounts.release(account);
  }
}

/** Forgets expired channels, and peers without permission or channel; true where something expired since it was last looked. */
function prune({ peers, channels }: Allocation, now: number): boolean {
  let expired = false;
  for (const { number, peer, port, until } of channels.values()) {
    if (until > now) continue;
    expired = channels.delete(number);
    peer.channels?.delete(port);
  }
  for (const peer of peers.values()) {
    if (peer.permittedUntil > now) continue;
    expired ||= peer.permittedUntil > 0;
    peer.permittedUntil = 0;
    if (!peer.channels?.size) peers.delete(peer.address);
  }
  return expired;
}
