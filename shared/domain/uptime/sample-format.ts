/**
 * The stored form of a sample set, format version 2: about 22 bytes a sample. Numbers are varints: seven bits a byte, least
 * significant first, the eighth bit set on all but the last byte (as in Protocol Buffers, "Encoding", base 128 varints).
 *
 * Part        | Bytes      | What
 * ------------|------------|------------------------------------------------------------------------------------------
 * version     | 1          | 2
 * header      | varint n,n | JSON in UTF-8: `{"slot", "shard", "kinds": [[verdict, first, code, everyMs], …]}`
 * count       | varint     | how many records follow, in order of endpoint and time
 *   endpoint  | 10         | its id, of 20 hex digits
 *   time      | varint     | milliseconds after the slot's start
 *   kind      | varint     | index into the header's `kinds`
 *   tries     | varint     |
 *   total     | varint     | milliseconds of the whole look
 *   phases    | varint × 4 | dns, connect, tls, wait: milliseconds and one more; 0: was not reached
 */
import { type Phases, type ProbeVerdict, type Sample, type SampleSet, timedPhases } from './sample.ts';

const version = 2;
const idBytes = 10;

type Kind = readonly [verdict: ProbeVerdict, first: ProbeVerdict, code: string, everyMs: number];
type Header = { readonly slot: string; readonly shard: number; readonly kinds: readonly Kind[] };

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Throws a RangeError on a sample that the format can't hold: another kind of id, of before the slot, parts of numbers. */
export function encodeSamples({ slot, shard, samples }: SampleSet): Uint8Array {
  const kinds = new Map<string, number>();
  const slotMs = Date.parse(slot);
  const records: number[] = [];
  for (const sample of samples.toSorted((a, b) => compare(a.endpointId, b.endpointId) || compare(a.at, b.at))) {
    const { endpointId, at, verdict, first, code, everyMs, tries, phases } = sample;
    if (!/^[0-9a-f]{20}$/.test(endpointId)) throw new RangeError(`${endpointId} is not an id of 20 hex digits`);
    const kind = JSON.stringify([verdict, first, code, everyMs] satisfies Kind);
    if (!kinds.has(kind)) kinds.set(kind, kinds.size);
    for (let digit = 0; digit < 2 * idBytes; digit += 2)
      records.push(Number.parseInt(endpointId.slice(digit, digit + 2), 16));
    for (const number of [Date.parse(at) - slotMs, kinds.get(kind) ?? 0, tries, phases.total]) push(records, number);
    for (const part of timedPhases) push(records, phases[part] === undefined ? 0 : phases[part] + 1);
  }
  const header: Header = { slot, shard, kinds: [...kinds.keys()].map((kind) => JSON.parse(kind) as Kind) };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start: number[] = [version];
  push(start, text.byteLength);
  const count: number[] = [];
  push(count, samples.length);
  return Uint8Array.from([...start, ...text, ...count].concat(records));
}

function push(bytes: number[], number: number): void {
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError(`${number} is not a whole number from 0: a sample of before its slot, or parts of one`);
  let rest = number;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  bytes.push(rest);
}

/** In order of endpoint and time. Throws on another version, on bytes that end early or go on, and on what is no header. */
export function decodeSamples(bytes: Uint8Array): SampleSet {
  if (bytes[0] !== version)
    throw new Error(`Samples have format version ${bytes[0] ?? 'none'}; this program reads ${version}`);
  const reader = new Reader(bytes, 1);
  const { slot, shard, kinds } = headerOf(reader.text(reader.number('the header’s length'), 'utf8', 'the header'));
  const count = reader.number('the number of samples');
  const slotMs = Date.parse(slot);
  const samples = Array.from({ length: count }, (_, index): Sample => {
    const what = `sample ${index + 1} of ${count}`;
    const endpointId = reader.text(idBytes, 'hex', what);
    const at = new Date(slotMs + reader.number(what)).toISOString();
    const kind = kinds[reader.number(what)];
    if (kind === undefined) throw new Error(`Samples of ${slot}: ${what} is of no kind`);
    const [verdict, first, code, everyMs] = kind;
    const tries = reader.number(what);
    return { endpointId, at, verdict, first, code, phases: phasesOf(reader, what), tries, everyMs };
  });
  if (!reader.isAtEnd()) throw new Error(`Samples of ${slot} go on after the last of ${count}`);
  return { slot, shard, samples };
}

function headerOf(text: string): Header {
  const header = JSON.parse(text) as Header;
  if (Number.isNaN(Date.parse(header.slot)) || !Array.isArray(header.kinds))
    throw new Error('Samples have a header without slot or kinds');
  return header;
}

function phasesOf(reader: Reader, what: string): Phases {
  const phases: { -readonly [phase in keyof Phases]: Phases[phase] } = { total: reader.number(what) };
  for (const part of timedPhases) {
    const stored = reader.number(what);
    if (stored > 0) phases[part] = stored - 1;
  }
  return phases;
}

class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    // The same bytes, not a copy.
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.byteLength;
  }

  text(length: number, encoding: 'utf8' | 'hex', what: string): string {
    const start = this.#at;
    if (start + length > this.#bytes.byteLength) throw new Error(`Samples end in ${what}`);
    this.#at += length;
    return this.#bytes.toString(encoding, start, this.#at);
  }

  number(what: string): number {
    let number = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new Error(`Samples end in ${what}`);
      this.#at += 1;
      number += (byte % 0x80) * weight;
      if (!Number.isSafeInteger(number)) throw new Error(`Samples have too great a number in ${what}`);
      if (byte < 0x80) return number;
    }
  }
}
