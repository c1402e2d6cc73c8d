/** So many things under way at once: whoever starts one waits for a free place first. */
export type Places = {
  /** Resolves when there is a free place. */
  free(): Promise<void>;
  /** `work` never rejects. */
  take(work: Promise<void>): void;
  allFree(): Promise<void>;
};

export function createPlaces(most: number): Places {
  const taken = new Set<Promise<void>>();
  return {
    async free() {
      while (taken.size >= most) await Promise.race(taken);
    },
    take(work) {
      const place = work.then(() => {
        taken.delete(place);
      });
      taken.add(place);
    },
    async allFree() {
      await Promise.all(taken);
    },
  };
}
