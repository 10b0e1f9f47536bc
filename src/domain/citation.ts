/** A place in a standard. */
export interface Citation {
  /** As it is called in the text: `RFC 9429`, `W3C WebRTC`. */
  doc: string;
  /** The number in its table of contents: `3.2`. */
  section?: string | undefined;
  /** The fragment of a W3C document, whose sections have names and no stable numbers: `rtcsignalingstate-enum`. */
  anchor?: string | undefined;
}

const w3c: Readonly<Record<string, string>> = {
  'W3C WebRTC': 'https://www.w3.org/TR/webrtc/',
  'W3C WebRTC Statistics': 'https://www.w3.org/TR/webrtc-stats/',
  'W3C WebRTC Encoded Transform': 'https://www.w3.org/TR/webrtc-encoded-transform/',
  'W3C Media Capture and Streams': 'https://www.w3.org/TR/mediacapture-streams/',
  'W3C Screen Capture': 'https://www.w3.org/TR/screen-capture/',
  'W3C Secure Contexts': 'https://www.w3.org/TR/secure-contexts/',
};

/** Where the IETF keeps a document: RFCs at the RFC Editor, `draft-ietf-…` at the datatracker; undefined for others. */
function ietfPage(doc: string): string | undefined {
  const rfc = /^RFC (\d+)$/.exec(doc)?.[1];
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  return doc.startsWith('draft-') ? `https://datatracker.ietf.org/doc/html/${doc}` : undefined;
}

/** The address of a citation: `RFC 9429`, `3.2` is https://www.rfc-editor.org/rfc/rfc9429#section-3.2. Throws an Error for an unknown document. */
export function citationHref({ doc, section, anchor }: Citation): string {
  const ietf = ietfPage(doc);
  if (ietf) return section ? `${ietf}#${rfcAnchor(section)}` : ietf;
  const page = w3c[doc];
  if (!page) throw new Error(`No address is known for the document "${doc}"; citation.ts lists them.`);
  return anchor ? `${page}#${anchor}` : page;
}

/** An RFC numbers its sections and letters its appendices: `3.2` is `section-3.2`, `A.1` is `appendix-A.1`. */
const rfcAnchor = (section: string): string => (/^\d/.test(section) ? `section-${section}` : `appendix-${section}`);

/** How a citation reads: `RFC 9429 §3.2`. */
export const citationText = ({ doc, section }: Citation): string => (section ? `${doc} §${section}` : doc);
