/** A QR code, always dark on white, with the quiet zone of four modules that readers need (ISO/IEC 18004). */

export interface QrCode {
  /** Row by row, true for a dark module; without a quiet zone. */
  modules: readonly (readonly boolean[])[];
  words: {
    /** As `QR code of the link to tab B`. */
    label: string;
  };
}
