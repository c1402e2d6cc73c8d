/**
 * Bytes to text, strictly (WHATWG Encoding, fatal): UTF-8, or UTF-16 when it starts with its byte order mark. What is
 * not text is told with the offset of its first wrong byte.
 */
import type { Problem } from './analysis.ts';
import { limits } from './limits.ts';
import { createProblem } from './problem.ts';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

const refuse = (...problem: Parameters<typeof createProblem>): Decoded => ({
  ok: false,
  problem: createProblem(...problem),
});

/** A decoder without a stream keeps nothing from one document to the next. */
const decoders = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true }),
};

function encodingOf(bytes: Uint8Array): keyof typeof decoders {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Offset of the first byte that is not UTF-8: where a replacement character stands for other bytes than its own. */
function findBadByte(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    offset += encoder.encode(text.slice(from, at)).length;
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) return offset;
    offset += 3;
    from = at + 1;
  }
  return offset;
}

/** The text without its byte order mark. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length > limits.bytes) {
    return refuse('too-many-bytes', `The document has ${bytes.length} bytes, the limit is ${limits.bytes}`);
  }
  const encoding = encodingOf(bytes);
  const nul = encoding === 'utf-8' ? bytes.indexOf(0) : -1;
  if (nul >= 0) return refuse('nul-byte', `Byte ${nul} is NUL`);
  try {
    const text = decoders[encoding].decode(bytes);
    const at = encoding === 'utf-8' ? -1 : text.indexOf('\0');
    return at < 0 ? { ok: true, text } : refuse('nul-byte', `Byte ${2 * at + 2} starts a NUL character`);
  } catch {
    if (encoding !== 'utf-8') return refuse('not-utf-8', 'The document starts like UTF-16 but is not');
    return refuse('not-utf-8', `Byte ${findBadByte(bytes)} is not part of a UTF-8 character`);
  }
}
