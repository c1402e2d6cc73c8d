/** A budget of time that can be stopped and started again. */
export type Stopwatch = {
  /** Runs on, if it is not running and not over. */
  start(): void;
  stop(): void;
  readonly isOver: boolean;
};

/** Calls `expire` once, when it has run for `budgetMs` altogether. */
export function createStopwatch(budgetMs: number, expire: () => void): Stopwatch {
  let left = budgetMs;
  let isOver = false;
  let running: { readonly timer: NodeJS.Timeout; readonly since: number } | undefined;
  return {
    get isOver() {
      return isOver;
    },
    start() {
      if (isOver || running !== undefined) return;
      const timer = setTimeout(() => {
        isOver = true;
        running = undefined;
        expire();
      }, left);
      running = { timer, since: performance.now() };
    },
    stop() {
      if (running === undefined) return;
      clearTimeout(running.timer);
      left = Math.max(0, left - (performance.now() - running.since));
      running = undefined;
    },
  };
}
