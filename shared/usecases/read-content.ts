/** A stored revision as the analyser takes it. */
import type { Revision } from '../domain/catalogue/api.ts';
import type { ComparisonRequest } from '../ports.ts';
import type { Store } from '../store/store.ts';

export type Content = ComparisonRequest['base'];

/** Undefined: its document is gone. */
export async function readContent(
  { documents }: Pick<Store, 'documents'>,
  { digest, url, contentType }: Revision,
): Promise<Content | undefined> {
  const body = await documents.getDocument(digest);
  return body && { body, url, contentType };
}
