/** Which of many files is being read: one line on a terminal, rewritten each time. */
import { clipText } from '../../shared/domain/catalogue/clip-text.ts';

type Terminal = {
  /** Absent or false: a file or a pipe. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
};

/** Fewer files are done before anybody looks. */
const fewest = 4;

export function showPlace(
  terminal: Terminal,
  files: readonly string[],
): { at: (index: number) => void; end: () => void } {
  const isShown = terminal.isTTY === true && files.length >= fewest;
  const say = (text: string): void => void (isShown && terminal.write(`\r\u001b[2K${text}`));
  const most = (terminal.columns ?? 80) - 1;
  return {
    at: (index) => say(clipText(`${index + 1}/${files.length} ${files[index]}`, most)),
    end: () => say(''),
  };
}
