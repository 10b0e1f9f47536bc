/** A candidate line in its own order, the name of each field below it. */
import { select } from 'd3';

export interface LineField {
  /** Its place in the line. */
  key: string;
  text: string;
  name: string;
  /** `hot`: looked at above. `extension`: of the grammar's open end. `prefix`: what every line begins with. */
  kind: 'field' | 'hot' | 'extension' | 'prefix';
}

/** Draws the fields into `container`; what is selected and copied of them is the line again. */
export function renderCandidateLine(container: Element, fields: readonly LineField[]): void {
  const field = select(container)
    .selectAll<HTMLElement, LineField>('.field')
    .data(fields, (each) => each?.key)
    .join((enter) => {
      const field = enter.append('span');
      field.append('code');
      field.append('em');
      return field;
    })
    .order()
    .attr('class', ({ kind }) => `field ${kind}`);
  field.select('code').text(({ text }) => text);
  field.select('em').text(({ name }) => name);
}
