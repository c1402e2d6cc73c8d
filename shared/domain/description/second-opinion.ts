/**
 * What swagger-parser says of a description, beside our verdict: recorded, never decisive (it rejects OpenAPI 3.2 and
 * schema chains deeper than 500). It gets the parsed value and the documents we fetched, and reads nothing itself; it
 * may take seconds and cannot be interrupted, so its caller runs it where it can be stopped.
 */
import { clipText } from '../catalogue/clip-text.ts';
import type { SecondOpinion, Verdict } from './analysis.ts';
import type { ParsedDocument } from './parse-document.ts';
import type { Specification } from './specification.ts';

export type OpinionRequest = {
  readonly value: unknown;
  readonly specification: Specification;
  readonly url: string;
  readonly verdict: Verdict;
  /** Documents the references lead to, by URL. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
};

type File = { readonly url: string };

/** Only what we have; its own resolvers for files and the web are off, as are its parsers. */
function optionsFor(documents: OpinionRequest['documents']) {
  const find = ({ url }: File): unknown => {
    const document = documents.get(url);
    if (document === undefined) throw new Error(`${clipText(url, 200)} was not fetched`);
    return document.value;
  };
  const read = { order: 1, canRead: true, read: (file: File) => JSON.stringify(file.url) };
  const parse = { order: 1, canParse: true, allowEmpty: true, parse: find };
  return {
    resolve: { file: false, http: false, fetched: read },
    parse: { json: false, yaml: false, text: false, binary: false, fetched: parse },
  };
}

const isBeyondIt = (fault: Error): boolean =>
  fault instanceof RangeError ||
  /Maximum call stack|maximum (?:recursion )?depth|^Unsupported OpenAPI version/i.test(fault.message);

export type AskSecondOpinion = (request: OpinionRequest) => Promise<SecondOpinion>;

/** Loads swagger-parser, which takes a while, and answers how to ask it: may change the value given, never rejects. */
export async function loadSecondOpinion(): Promise<AskSecondOpinion> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  return async ({ value, specification, url, verdict, documents }) => {
    if (specification.schema === 'openapi-3.2') return { outcome: 'unsupported', message: 'OpenAPI 3.2' };
    try {
      await new SwaggerParser().validate(url, value as never, optionsFor(documents) as never);
      if (verdict === 'valid') return { outcome: 'agrees' };
      return { outcome: 'disagrees', message: 'swagger-parser finds nothing wrong' };
    } catch (fault) {
      const message = clipText((fault as Error).message, 300);
      if (isBeyondIt(fault as Error)) return { outcome: 'unsupported', message };
      return { outcome: verdict === 'valid' ? 'disagrees' : 'agrees', message };
    }
  };
}
