/**
 * One description from bytes to a verdict with its evidence (trust.md, "Documents"): parse, structure, references,
 * checks, metadata. Knows no clock and no network: what it needs of other documents is asked of `fetchReference`.
 */
import type { Analysis, Problem, Verdict } from './analysis.ts';
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

/** An analysis, and what a second opinion on it needs (absent when there is nothing to ask). */
export type Examination = { readonly analysis: Analysis; readonly opinion?: OpinionRequest };

/** Many problems are located, the first are told: those without a line come first, others in the order of lines. */
const located = 5_000;

const inOrder = (left: Problem, right: Problem): number =>
  Number(left.document !== undefined) - Number(right.document !== undefined) ||
  (left.line ?? 0) - (right.line ?? 0) ||
  (left.column ?? 0) - (right.column ?? 0);

function locateProblems(
  problems: readonly Problem[],
  root: ParsedDocument,
  documents: ReferenceCheck['documents'],
): readonly Problem[] {
  const placed = [...Map.groupBy(problems.slice(0, located), ({ document }) => document)].flatMap(([url, found]) => {
    const document = url === undefined ? root : documents.get(url);
    if (document === undefined) return found;
    const lost = found.filter(({ line }) => line === undefined);
    const places = locateAll(
      document.text,
      document.format,
      lost.map(({ pointer }) => pointer),
    );
    return found.map((problem) =>
      problem.line === undefined ? { ...problem, ...places.get(problem.pointer) } : problem,
    );
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

function concludeRefused({ problem, format }: RefusedDocument, { body, contentType }: DescriptionRequest): Analysis {
  const meant = (): Verdict => (sniffBody(body, contentType) === 'description' ? 'invalid' : 'not-a-description');
  return conclude(isSizeCode(problem.code) ? 'too-large' : meant(), [problem], format === undefined ? {} : { format });
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
  return { analysis, opinion: { value, specification, url, verdict, documents: references.documents } };
}

/** The verdict, without a second opinion. Rejects only for a fault of ours. */
export async function examineDescription(request: DescriptionRequest, digest: Digest): Promise<Examination> {
  const { body, url, contentType } = request;
  const parsed = parseDocument(body, { url, ...(contentType !== undefined && { contentType }) });
  if (!parsed.ok) return { analysis: concludeRefused(parsed, request) };
  const declared = readSpecification(parsed.value);
  if (declared.ok) return examineKnown(parsed, declared.specification, request, digest);
  const { problem, version } = declared;
  if (problem.code === 'not-a-description')
    return { analysis: conclude('not-a-description', [problem], { format: parsed.format }) };
  const analysis = conclude('invalid', locateProblems([...parsed.warnings, problem], parsed, new Map()), {
    format: parsed.format,
    ...(version !== undefined && { specification: version }),
    contentDigest: digest(canonicalText(parsed.value, parsed.exact)),
    metadata: readMetadata(parsed.value, url),
  });
  return { analysis };
}

/** All in one thread, for small jobs and tests; where documents are hostile, use an `Analyser`. */
export async function analyseDescription(request: DescriptionRequest, digest: Digest): Promise<Analysis> {
  const { analysis, opinion } = await examineDescription(request, digest);
  if (!request.secondOpinion || opinion === undefined) return analysis;
  const ask = await loadSecondOpinion();
  return { ...analysis, secondOpinion: await ask(opinion) };
}
