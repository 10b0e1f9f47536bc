/** The small lists beside the picture of a network: sources, checks, log. */
import { select } from 'd3';

export interface SourceLink {
  text: string;
  href: string;
}

export function renderSources(container: Element, sources: readonly SourceLink[]): void {
  select(container)
    .selectAll<HTMLAnchorElement, SourceLink>('a')
    .data(sources)
    .join('a')
    .attr('href', ({ href }) => href)
    .text(({ text }) => text);
}

/** A connectivity check: whose, how it stands, where it goes, and why it stands so. */
export interface CheckLine {
  side: 'a' | 'b';
  title: string;
  state: string;
  tone: 'ok' | 'bad' | 'w' | 'n';
  way: string;
  why: string;
}

export function renderChecks(container: Element, checks: readonly CheckLine[]): void {
  const line = select(container)
    .selectAll<HTMLLIElement, CheckLine>('li')
    .data(checks)
    .join((enter) => {
      const made = enter.append('li');
      made.append('b');
      made.append('span').attr('class', 'pill');
      made.append('code');
      made.append('small');
      return made;
    })
    .attr('class', ({ side }) => side);
  line.select('b').text(({ title }) => title);
  line
    .select('.pill')
    .attr('data-tone', ({ tone }) => tone)
    .text(({ state }) => state);
  line.select('code').text(({ way }) => way);
  line.select('small').text(({ why }) => why);
}

export interface LogLine {
  step: number;
  title: string;
  text: string;
  hue: string;
  tone: string;
}

export function renderLog(container: Element, lines: readonly LogLine[]): void {
  const line = select(container)
    .selectAll<HTMLLIElement, LogLine>('li')
    .data(lines)
    .join((enter) => {
      const made = enter.append('li');
      made.append('b');
      made.append('span');
      return made;
    })
    .attr('class', ({ hue, tone }) => `${hue} ${tone}`)
    .attr('value', ({ step }) => step);
  line.select('b').text(({ title }) => title);
  line.select('span').text(({ text }) => text);
}
