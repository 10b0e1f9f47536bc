import type { Course, Line, Station } from '#course.ts';

/** Where a page stands in the course. */
export interface Place {
  /** Its track; `undefined` for a page beside the line. */
  line: Line | undefined;
  /** Counted from 1 within its track; 0 beside the line. */
  number: number;
  previous: Station | undefined;
  next: Station | undefined;
}

/** Finds a page by the id of its entry, `ko/signaling/sdp`: its place in its track, and the written lessons beside it. */
export function placeOf(course: Course, entryId: string): Place {
  const path = entryId.replace(/^(en|ko)\//, '');
  const all = course.lines.flatMap(({ stations }) => stations);
  const at = all.findIndex((station) => station.path === path);
  const line = course.lines.find(({ stations }) => stations.some((station) => station.path === path));
  return {
    line,
    number: (line?.stations.findIndex((station) => station.path === path) ?? -1) + 1,
    previous: at < 0 ? undefined : all.slice(0, at).findLast(({ href }) => href !== undefined),
    next: at < 0 ? undefined : all.slice(at + 1).find(({ href }) => href !== undefined),
  };
}
