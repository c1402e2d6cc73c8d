/** Names on the command line to files: patterns that the shell left as they are (in quotes, on Windows) are expanded here. */
import { existsSync } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { Misuse } from './misuse.ts';
import { isUrl, standardInput } from './read-input.ts';

/** A file of that very name is meant before any pattern. */
const isPattern = (place: string): boolean =>
  place !== standardInput && !isUrl(place) && /[*?[\]{}]/.test(place) && !existsSync(place);

/** The code of others holds descriptions too, and nobody means them. */
const isSkipped = (path: string): boolean => /(?:^|[\\/])(?:node_modules|\.git)$/.test(path);

async function filesOf(pattern: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern, { exclude: isSkipped })) {
    const facts = await stat(path).catch(() => undefined);
    if (facts?.isDirectory() === false) found.push(path);
  }
  if (found.length === 0) throw new Misuse(`${pattern}: no file matches this pattern`);
  return found.toSorted();
}

/** In the order given, the files of a pattern by name, each file once. */
export async function expandFiles(
  places: readonly string[],
): Promise<{ readonly files: readonly string[]; readonly misuses: readonly Misuse[] }> {
  const files = new Set<string>();
  const misuses: Misuse[] = [];
  for (const place of places) {
    try {
      for (const file of isPattern(place) ? await filesOf(place) : [place]) files.add(file);
    } catch (fault) {
      if (!(fault instanceof Misuse)) throw fault;
      misuses.push(fault);
    }
  }
  return { files: [...files], misuses };
}
