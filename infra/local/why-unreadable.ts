/** Why a document that was named can't be judged or compared, in one line: what it is instead, or its first problem. */
import { clipText } from '../../shared/domain/catalogue/clip-text.ts';
import type { Analysis } from '../../shared/domain/description/analysis.ts';
import { type BodyKind, isCatalogue, sniffBody } from '../../shared/domain/description/sniff-body.ts';

function instead(kind: BodyKind): string | undefined {
  if (kind === 'html') return 'this is a web page, not an API description; give the address of the description';
  if (isCatalogue(kind))
    return 'this is a catalogue of APIs, not an API description; give the address of a description';
  return undefined;
}

export function whyUnreadable(
  { body, contentType }: { readonly body: Uint8Array; readonly contentType?: string },
  { verdict, problems }: Pick<Analysis, 'verdict' | 'problems'>,
): string {
  const other = instead(sniffBody(body, contentType));
  const [problem] = problems;
  if (other !== undefined || problem === undefined) return other ?? verdict;
  const { line, column = 1, message } = problem;
  return `${line === undefined ? '' : `line ${line}, column ${column}: `}${clipText(message, 500)}`;
}
