/** Progress on standard error: one line that is rewritten on a terminal, a plain line now and then elsewhere. */
import { watchProgress } from '../../functions/app.ts';
import type { Progress } from '../../shared/usecases/world.ts';

const everyMs = 5000;
const words: { readonly [task in Progress['task']]: string } = { crawl: 'crawling', probe: 'probing' };

/** What a peer chose must not move the terminal's cursor. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

/** `end` clears the line; `stop` shows no more. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): { end(): void; stop(): void } {
  let shownAt = 0;
  let open = false;
  watchProgress(({ task, done, found, current }) => {
    const last = done === found;
    const now = Date.now();
    if (!last && now - shownAt < (stream.isTTY ? 80 : everyMs)) return;
    shownAt = now;
    const line = `${words[task]} ${done}/${found} ${printable(current)}`;
    if (stream.isTTY) stream.write(`\r\u001b[2K${line.slice(0, (stream.columns ?? 80) - 1)}`);
    else stream.write(`${line}\n`);
    open = stream.isTTY === true;
  });
  const end = (): void => {
    if (open) stream.write('\r\u001b[2K');
    open = false;
  };
  return {
    end,
    stop() {
      end();
      watchProgress(() => undefined);
    },
  };
}
