// @vitest-environment happy-dom
import { encode } from 'uqr';
import { beforeEach, describe, expect, test } from 'vitest';
import { renderQrCode } from '#views/qr-code.ts';

let stage = document.createElement('div');
const words = { label: 'QR code of the link' };

/** The dark modules that a path of runs covers, quiet zone and all. */
function covered(path: string, side: number): boolean[][] {
  const dark = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    dark[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  return dark;
}

beforeEach(() => {
  stage = document.createElement('div');
});

describe('a QR code', () => {
  test('is one path with four white modules around it', () => {
    renderQrCode(stage, {
      modules: [
        [true, true],
        [false, true],
      ],
      words,
    });
    expect(stage.querySelector('svg')?.getAttribute('viewBox')).toBe('0 0 10 10');
    expect(stage.querySelector('path')?.getAttribute('d')).toBe('M4 4h2v1h-2zM5 5h1v1h-1z');
    expect(stage.querySelector('svg')?.getAttribute('aria-label')).toBe('QR code of the link');
  });

  test('covers the modules of a real one, each and no other', () => {
    const { data } = encode('https://example.org/en/signaling/two-tabs/#room=7QX4-2MKD&by=peerserver', { border: 0 });
    const framed = encode('https://example.org/en/signaling/two-tabs/#room=7QX4-2MKD&by=peerserver', { border: 4 });
    renderQrCode(stage, { modules: data, words });
    const path = stage.querySelector('path')?.getAttribute('d') ?? '';
    expect(covered(path, data.length + 8)).toEqual(framed.data);
  });

  test('drawn twice is drawn once', () => {
    renderQrCode(stage, { modules: [[true]], words });
    const once = stage.innerHTML;
    renderQrCode(stage, { modules: [[true]], words });
    expect(stage.innerHTML).toBe(once);
  });
});
