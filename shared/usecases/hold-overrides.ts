/**
 * The operator's severities and waivers: their file is checked when it is given, and kept beside what was read of it, so
 * that those who only need the result (the API has no YAML parser) read that.
 */
import { noOverrides, type Overrides } from '../domain/compliance/overrides.ts';
import { type OverridesFile, type OverridesProblem, readOverrides } from '../domain/compliance/read-overrides.ts';
import { sha256 } from '../domain/digest.ts';
import type { World } from './world.ts';

/** The problems of a file that was not taken; none when it was. */
export async function storeOverrides({ store }: World, bytes: Uint8Array): Promise<readonly OverridesProblem[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return [{ message: 'the file is not UTF-8; save it as UTF-8' }];
  }
  const read = readOverrides(text);
  if (!read.ok) return read.problems;
  await store.documents.putOverrides(bytes);
  await store.documents.putHeldOverrides({ ...read.overrides, digest: sha256(bytes) });
  return [];
}

/** What holds now. A file that was put there meanwhile is read once; a faulty one leaves what held before. */
export async function adoptOverrides({ store, log, metrics }: World): Promise<Overrides> {
  const [bytes, held] = await Promise.all([store.documents.getOverrides(), store.documents.getHeldOverrides()]);
  const digest = bytes === undefined ? '' : sha256(bytes);
  if ((held?.digest ?? '') === digest) return held ?? noOverrides;
  const read: OverridesFile =
    bytes === undefined ? { ok: true, overrides: noOverrides } : readOverrides(new TextDecoder().decode(bytes));
  if (!read.ok) {
    const problems = read.problems.map(({ line, message }) =>
      line === undefined ? message : `line ${line}: ${message}`,
    );
    log.error('the stored ruleset overrides can not be read: those before them hold on', { problems });
    metrics.count('overrides-file-fault');
    return held ?? noOverrides;
  }
  await store.documents.putHeldOverrides({ ...read.overrides, digest });
  return read.overrides;
}
