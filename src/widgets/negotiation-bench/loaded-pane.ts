import type { Moment } from './inspector.ts';

/** A part of the inspector that draws a moment. */
export interface Pane {
  draw(moment: Moment): void;
}

/** A pane whose script is loaded when it is first to be drawn; `redraw` is called when it is there. */
export function loadedPane(load: () => Promise<Pane>, redraw: () => void): Pane {
  let pane: Pane | undefined;
  let loading = false;
  const begin = async (): Promise<void> => {
    loading = true;
    pane = await load();
    redraw();
  };
  return {
    draw(moment) {
      if (pane) pane.draw(moment);
      else if (!loading) void begin();
    },
  };
}
