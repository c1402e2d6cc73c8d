/** Takes the operator's sources file: checked, then kept as a blob, from which the next crawl registers it. */
import { readSourcesFile } from '../domain/catalogue/sources-file.ts';
import type { World } from './world.ts';

export type SourcesProblem = {
  readonly message: string;
  readonly pointer: string;
  readonly line?: number;
  readonly column?: number;
};

/** The problems of a file that was not taken; none when it was. */
export async function storeSources(
  { store }: World,
  bytes: Uint8Array,
  name: string,
): Promise<readonly SourcesProblem[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return [{ message: 'the file is not UTF-8; save it as UTF-8', pointer: '' }];
  }
  const read = readSourcesFile(text, name);
  if (!read.ok) return read.problems;
  await store.documents.putSources(bytes);
  return [];
}
