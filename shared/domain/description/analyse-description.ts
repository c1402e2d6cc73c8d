/**
 * One description from bytes to a verdict with its evidence (trust.md, "Documents"): parse, structure, references,
 * checks, metadata. Knows no clock and no network: what it needs of other documents is asked of `fetchReference`.
 */
import type { Analysis, Problem, Verdict } from './analysis.ts';
import { byPlace } from './by-place.ts';
import { canonicalText } from './canonical-text.ts';
import { createChecks } from './checks.ts';
import { engine } from './engine.ts';
import { formatPointer, listKeys } from './json-pointer.ts';
import { limits } from './limits.ts';
import { readMetadata } from './metadata.ts';
import { type ParsedDocument, parseDocument, type RefusedDocument } from './parse-document.ts';
import { locateAll } from './positions.ts';
import { createProblem } from './problem.ts';
import { isSizeCode, isUnresolvedCode } from './problem-codes.ts';
import type { FetchReference } from './reference-documents.ts';
import { checkReferences, type ReferenceCheck } from './references.ts';
import { loadSecondOpinion, type OpinionRequest } from './second-opinion.ts';
import { sniffBody } from './sniff-body.ts';
import { readSpecification, type Specification } from './specification.ts';
import { validateStructure } from './validate.ts';

export type DescriptionRequest = {
  readonly body: Uint8Array;
  /** Where the document was fetched from: the base of its relative references. */
  readonly url: string;
  readonly contentType?: string;
  readonly fetchReference: FetchReference;
  readonly secondOpinion: boolean;
};

/** SHA-256 of a text, lower-case hex. */
export type Digest = (text: string) => string;

/** An analysis, and what may be asked further. */
export type Examination = {
  readonly analysis: Analysis;
  /** Absent when it could not be read. */
  readonly parsed?: ParsedDocument;
  /** What a second opinion needs; absent when there is nothing to ask. */
  readonly opinion?: OpinionRequest;
};

/** So many problems are located; of these the first are told. */
const located = 5_000;

const inOrder = (left: Problem, right: Problem): number =>
  Number(left.document !== undefined) - Number(right.document !== undefined) || byPlace(left, right);

type Readable = Pick<ParsedDocument, 'text' | 'format' | 'events'>;

/** Problems of one document with their lines; those that have one keep it. */
function locateIn({ text, format, events }: Readable, problems: readonly Problem[]): readonly Problem[] {
  const lost = problems.filter(({ line }) => line === undefined);
  const places = locateAll(
    text,
    format,
    lost.map(({ pointer }) => pointer),
    events,
  );
  return problems.map((problem) =>
    problem.line === undefined ? { ...problem, ...places.get(problem.pointer) } : problem,
  );
}

/** In the order of lines, those of other documents last. */
function locateProblems(
  problems: readonly Problem[],
  root: Readable,
  others: ReferenceCheck['documents'],
): readonly Problem[] {
  const placed = [...Map.groupBy(problems.slice(0, located), ({ document }) => document)].flatMap(([url, found]) => {
    const document = url === undefined ? root : others.get(url);
    return document === undefined ? found : locateIn(document, found);
  });
  return placed.toSorted(inOrder);
}

function judge(problems: readonly Problem[]): Verdict {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return 'valid';
  return errors.every(({ code }) => isUnresolvedCode(code)) ? 'unresolvable-ref' : 'invalid';
}

/** What the schemas call the same fault of the same place. */
const alike: { readonly [code: string]: string } = { 'ref-not-a-string': 'wrong-type', 'ref-misplaced': 'wrong-type' };

/** One problem for each fault of a place: the schemas' word comes first, the references' word is not repeated. */
function distinctFaults(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ document, pointer, code, message }) => {
    const key = `${document} ${pointer} ${alike[code] ?? (code === 'wrong-type' ? code : message)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function conclude(verdict: Verdict, problems: readonly Problem[], rest: Partial<Analysis> = {}): Analysis {
  return {
    verdict,
    problems: problems.slice(0, limits.problems),
    problemCount: problems.length,
    references: [],
    ...rest,
    engine,
  };
}

/** Nothing could be read: what it was meant to be is told from how it looks. */
function concludeRefused(
  { problem, text, format }: RefusedDocument,
  { body, contentType }: DescriptionRequest,
): Analysis {
  const isMeant = (): boolean => sniffBody(body, contentType) === 'description';
  const verdict = isSizeCode(problem.code) ? 'too-large' : isMeant() ? 'invalid' : 'not-a-description';
  if (text === undefined || format === undefined) return conclude(verdict, [problem]);
  return conclude(verdict, problem.pointer === '' ? [problem] : locateIn({ text, format }, [problem]), { format });
}

/** Read, but no version of a specification that we know: what can be said is said. */
function concludeUndeclared(
  parsed: ParsedDocument,
  { problem, version }: { readonly problem: Problem; readonly version?: string },
  url: string,
  digest: Digest,
): Analysis {
  const { value, exact, format } = parsed;
  const problems = locateProblems([...parsed.warnings, problem], parsed, new Map());
  if (problem.code === 'not-a-description') return conclude('not-a-description', problems, { format });
  return conclude('invalid', problems, {
    format,
    ...(version !== undefined && { specification: version }),
    contentDigest: digest(canonicalText(value, exact)),
    metadata: readMetadata(value, url),
  });
}

async function examineKnown(
  parsed: ParsedDocument,
  specification: Specification,
  { url, fetchReference }: DescriptionRequest,
  digest: Digest,
): Promise<Examination> {
  const { value, format, exact } = parsed;
  const structure = validateStructure(`/${specification.schema}`, value).map(({ code, message, path }) =>
    createProblem(code, message, formatPointer(listKeys(path))),
  );
  const checks = createChecks();
  const references = await checkReferences(value, specification, url, fetchReference, checks.observe);
  const problems = distinctFaults([...parsed.warnings, ...structure, ...references.problems, ...checks.problems]);
  const verdict = judge(problems);
  const analysis = conclude(verdict, locateProblems(problems, parsed, references.documents), {
    format,
    specification: specification.version,
    contentDigest: digest(canonicalText(value, exact)),
    metadata: readMetadata(value, url),
    references: references.facts,
    problemCount: problems.length,
  });
  return { analysis, parsed, opinion: { value, specification, url, verdict, documents: references.documents } };
}

/** The verdict, without a second opinion. Rejects only for a fault of ours. */
export async function examineDescription(request: DescriptionRequest, digest: Digest): Promise<Examination> {
  const { body, url, contentType } = request;
  const parsed = parseDocument(body, { url, ...(contentType !== undefined && { contentType }) });
  if (!parsed.ok) return { analysis: concludeRefused(parsed, request) };
  const declared = readSpecification(parsed.value);
  if (declared.ok) return examineKnown(parsed, declared.specification, request, digest);
  return { analysis: concludeUndeclared(parsed, declared, url, digest), parsed };
}

/** All in one thread, for small jobs and tests; where documents are hostile, use an `Analyser`. */
export async function analyseDescription(request: DescriptionRequest, digest: Digest): Promise<Analysis> {
  const { analysis, opinion } = await examineDescription(request, digest);
  if (!request.secondOpinion || opinion === undefined) return analysis;
  const ask = await loadSecondOpinion();
  return { ...analysis, secondOpinion: await ask(opinion) };
}
