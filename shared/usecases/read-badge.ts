/** What a badge of an API shows. Undefined: there is no such API. */
import type { Api } from '../domain/catalogue/api.ts';
import type { Compliance } from '../domain/compliance/compliance.ts';
import type { World } from './world.ts';

export async function readComplianceBadge(
  { store }: World,
  apiId: string,
): Promise<{ readonly api: Api; readonly compliance: Compliance | undefined } | undefined> {
  const [api, compliance] = await Promise.all([store.apis.get(apiId), store.compliance.get(apiId)]);
  return api && { api, compliance };
}
