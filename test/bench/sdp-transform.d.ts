declare module 'sdp-transform' {
  /** Reads a description into an object of its own shape. */
  export function parse(sdp: string): object;
}
