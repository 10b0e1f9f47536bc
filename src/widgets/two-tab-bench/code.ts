/** A text as a QR code, loaded when one is to be seen. */
import { encode } from 'uqr';
import { renderQrCode } from '#views/qr-code.ts';

/** Longest text in bytes whose code a phone still reads from a screen: version 25 at level L (ISO/IEC 18004, table 7). */
export const longestCode = 1273;

/** Draws the code of a text; false where it is too long for one. */
export function drawCode(container: Element, text: string, label: string): boolean {
  if (new TextEncoder().encode(text).length > longestCode) return false;
  renderQrCode(container, { modules: encode(text, { ecc: 'L', border: 0 }).data, words: { label } });
  return true;
}
