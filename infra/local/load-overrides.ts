/** Hands the operator's file of severities and waivers to the service, which keeps it. */
import { readWorld } from '../../functions/app.ts';
import { storeOverrides } from '../../shared/usecases/hold-overrides.ts';
import { cleanText } from '../../shared/views/xml.ts';
import { Misuse } from './misuse.ts';
import { readFileInput } from './read-input.ts';

export async function loadOverrides(file: string): Promise<void> {
  const problems = await storeOverrides(await readWorld(), (await readFileInput(file)).body);
  if (problems.length === 0) return;
  const lines = problems.map(
    ({ message, line, column }) =>
      `${file}${line === undefined ? '' : `:${line}:${column ?? 1}`}: ${cleanText(message)}`,
  );
  throw new Misuse(lines.join('\n'));
}
