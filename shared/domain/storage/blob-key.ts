/**
 * Which blob keys every store takes: what S3 calls safe characters (User Guide, "Object key names"), and what is a
 * path inside one folder on any file system.
 */

const mostBytes = 1024;
const isSegment = (text: string): boolean => /^[\w.-]{1,255}$/.test(text) && text !== '.' && text !== '..';

/** Segments of `[A-Za-z0-9._-]`, parted by single slashes, none `.` or `..`; at most 1,024 bytes, 255 a segment. */
export function isBlobKey(key: string): boolean {
  return key.length <= mostBytes && key.split('/').every(isSegment);
}

/** Whether some blob key could start with this text. */
export function isBlobPrefix(prefix: string): boolean {
  const folders = prefix.split('/');
  const start = folders.pop() ?? '';
  return prefix.length <= mostBytes && /^[\w.-]{0,255}$/.test(start) && folders.every(isSegment);
}

/** Throws on a key that some store could not hold. */
export function requireBlobKey(key: string): void {
  if (!isBlobKey(key)) throw new RangeError(`${JSON.stringify(key).slice(0, 200)} is not a blob key`);
}
