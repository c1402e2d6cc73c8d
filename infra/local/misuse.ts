/** A mistake in how the command was called, or input that can't be read: one clear line, exit code 2. */
export class Misuse extends Error {
  override name = 'Misuse';
}
