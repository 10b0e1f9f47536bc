/** How one pair becomes the pair that is used (RFC 8445 §8.1). */
import { enqueue } from './check-schedule.ts';
import { changeList, type IceAgent } from './checklist.ts';

/**
 * The controlling agent picks a valid pair: the check that made it is repeated, with USE-CANDIDATE (RFC 8445 §8.1.1). Nothing
 * changes where the agent does not control, the pair is not valid, or its component has been settled.
 */
export function nominate(agent: IceAgent, index: number, from: string): IceAgent {
  const list = agent.lists[index];
  const picked = list?.valid.find((each) => each.from === from);
  const isSettled = list?.valid.some(({ pair, nominated }) => nominated && pair.component === picked?.pair.component);
  if (!picked || isSettled || agent.role !== 'controlling') return agent;
  return enqueue(agent, index, from, { nominating: true });
}

/**
 * The valid pair that came of the pair `from` is nominated: no other of its component is checked any more, and the list is
 * completed once each component has one (RFC 8445 §8.1.2). Its own pair stays in the list, to be looked at.
 */
export function conclude(agent: IceAgent, index: number, from: string): IceAgent {
  return changeList(agent, index, (list) => {
    const valid = list.valid.map((each) => (each.from === from ? { ...each, nominated: true } : each));
    const chosen = valid.find((each) => each.from === from);
    if (!chosen || list.state !== 'running') return list;
    const stays = new Set(
      list.pairs.filter(({ id, component }) => id === from || component !== chosen.pair.component).map(({ id }) => id),
    );
    const settled = new Set(valid.filter(({ nominated }) => nominated).map(({ pair }) => pair.component));
    return {
      ...list,
      valid,
      pairs: list.pairs.filter(({ id }) => stays.has(id)),
      triggered: list.triggered.filter((id) => stays.has(id)),
      state: list.pairs.every(({ component }) => settled.has(component)) ? 'completed' : 'running',
    };
  });
}
