/** Whether a client takes the media type that we have, by its Accept header (RFC 9110 §12.5.1). */

type Range = { readonly name: string; readonly weight: number };

const mostRanges = 100;

/** What is no media range is passed over, as `*` of old clients is. */
function rangeOf(text: string): readonly Range[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!/^(\*\/\*|[\w!#$&^.+-]+\/(\*|[\w!#$&^.+-]+))$/.test(name)) return [];
  const weight = parameters
    .map((each) => /^q\s*=\s*(\d?(?:\.\d*)?)$/.exec(each)?.[1])
    .find((each) => each !== undefined);
  return [{ name, weight: /\d/.test(weight ?? '') ? Number(weight) : 1 }];
}

/** By which other names a client asks for it: what reads JSON or XML reads what is made of it (RFC 6839). */
function familyOf(mediaType: string): readonly string[] {
  if (mediaType.endsWith('+json')) return ['application/json'];
  if (mediaType.endsWith('+xml')) return ['application/xml', 'text/xml'];
  return [];
}

/**
 * The most specific range decides; without the header, and with none that can be read, everything is taken.
 * `askedAs`: further media types by which the same is asked for.
 */
export function accepts(accept: string | undefined, mediaType: string, askedAs: readonly string[] = []): boolean {
  const ranges = (accept ?? '').split(',', mostRanges).flatMap(rangeOf);
  if (ranges.length === 0) return true;
  const weightOf = (names: readonly string[]): number | undefined => {
    const weights = ranges.filter(({ name }) => names.includes(name)).map(({ weight }) => weight);
    return weights.length === 0 ? undefined : Math.max(...weights);
  };
  const others = [...familyOf(mediaType), ...askedAs];
  const kinds = [...new Set([mediaType, ...askedAs].map((name) => `${name.split('/', 1)[0]}/*`))];
  const weight = weightOf([mediaType]) ?? weightOf(others) ?? weightOf(kinds) ?? weightOf(['*/*']) ?? 0;
  return weight > 0;
}
