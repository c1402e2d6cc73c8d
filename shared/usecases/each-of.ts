/** Works through items some at a time, in order; `pLimit` is fed a worker each, not every item, however many there are. */
import pLimit from 'p-limit';

/** The results in the order of the items. */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const limit = pLimit(atOnce);
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, () => limit(worker)));
  return results;
}
