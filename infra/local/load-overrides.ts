/** Hands the operator's file of severities and waivers to the service, which keeps it. */
import { readWorld } from '../../functions/app.ts';
import { storeOverrides } from '../../shared/usecases/hold-overrides.ts';
import { readFileInput } from './read-input.ts';
import { refuseOverrides } from './refuse-overrides.ts';

export async function loadOverrides(file: string): Promise<void> {
  const problems = await storeOverrides(await readWorld(), (await readFileInput(file)).body);
  if (problems.length > 0) throw refuseOverrides(file, problems);
}
