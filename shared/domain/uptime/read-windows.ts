/** What somebody announces as maintenance, read strictly: every fault is named, with the place of it. */
import { clipText } from '../catalogue/clip-text.ts';
import { readMoment } from '../moment.ts';
import { isAmong, type MaintenanceWindow, mostWindows } from './maintenance.ts';

/** `pointer`: a JSON pointer as URI fragment (RFC 6901 §6). */
type BodyFault = { readonly pointer: string; readonly detail: string };

export type ReadWindows =
  | { readonly windows: readonly MaintenanceWindow[]; readonly faults?: never }
  | { readonly faults: readonly BodyFault[]; readonly windows?: never };

const mostNote = 200;
const longestDays = 30;
const longestMs = longestDays * 86_400_000;
const mostFaults = 50;

type Members = { readonly [name: string]: unknown };

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (name: string): string =>
  encodeURIComponent(clipText(name, 64).replaceAll('~', '~0').replaceAll('/', '~1'));

const unknownMembers = (value: Members, known: readonly string[], at: string): readonly BodyFault[] =>
  Object.keys(value)
    .filter((name) => !known.includes(name))
    .slice(0, mostFaults)
    .map((name) => ({ pointer: `${at}/${escaped(name)}`, detail: `is not known; known are ${known.join(', ')}` }));

const timeOf = (value: unknown): string | undefined => (typeof value === 'string' ? readMoment(value) : undefined);

const noTime = 'must be a date and time of RFC 3339, such as 2026-11-23T22:00:00Z';

function faultsOfNote(note: unknown, pointer: string): readonly BodyFault[] {
  if (note === undefined) return [];
  const isFit = typeof note === 'string' && note.length <= mostNote && note.isWellFormed() && !/\p{C}/u.test(note);
  return isFit ? [] : [{ pointer, detail: `must be one line of printable text, at most ${mostNote} characters` }];
}

/** `now`: ISO 8601. `announced`: what is, before the body. */
type Known = { readonly now: string; readonly announced: readonly MaintenanceWindow[] };

/** Of a window of which both ends are times. What is over can't be announced any more, but what was may stay in the list. */
function faultsOfSpan(from: string, until: string, at: string, { now, announced }: Known): readonly BodyFault[] {
  const spanMs = Date.parse(until) - Date.parse(from);
  const fault = (detail: string): readonly BodyFault[] => [{ pointer: `${at}/until`, detail }];
  if (spanMs <= 0) return fault('must be after from');
  if (spanMs > longestMs) return fault(`must be at most ${longestDays} days after from`);
  const isLate = until <= now && !isAmong(announced, { from, until });
  return isLate ? fault('must be in the future, unless the window is announced already') : [];
}

function faultsOfWindow(value: unknown, at: string, known: Known): readonly BodyFault[] {
  if (!isMembers(value)) return [{ pointer: at, detail: 'must be an object with from and until' }];
  const [from, until] = [timeOf(value.from), timeOf(value.until)];
  return [
    ...unknownMembers(value, ['from', 'until', 'note'], at),
    ...(from === undefined ? [{ pointer: `${at}/from`, detail: noTime }] : []),
    ...(until === undefined ? [{ pointer: `${at}/until`, detail: noTime }] : []),
    ...(from === undefined || until === undefined ? [] : faultsOfSpan(from, until, at, known)),
    ...faultsOfNote(value.note, `${at}/note`),
  ];
}

/** Of one without faults. */
const windowOf = ({ from, until, note }: Members): MaintenanceWindow => ({
  from: timeOf(from) ?? '',
  until: timeOf(until) ?? '',
  ...(typeof note === 'string' && note.trim() !== '' ? { note: note.trim() } : {}),
});

const order = (one: MaintenanceWindow, other: MaintenanceWindow): number =>
  one.from === other.from ? compare(one.until, other.until) : compare(one.from, other.from);
const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** `{windows: [{from, until, note?}]}`, in any order; the windows come back in order of time, in UTC. */
export function readWindows(value: unknown, known: Known): ReadWindows {
  if (!isMembers(value)) return { faults: [{ pointer: '#', detail: 'must be an object with windows' }] };
  const { windows } = value;
  const unknown = unknownMembers(value, ['windows'], '#');
  if (!Array.isArray(windows) || windows.length > mostWindows) {
    const detail = `must be a list of at most ${mostWindows} windows; an empty one takes back what was announced`;
    return { faults: [...unknown, { pointer: '#/windows', detail }] };
  }
  const faults = [...unknown, ...windows.flatMap((each, index) => faultsOfWindow(each, `#/windows/${index}`, known))];
  return faults.length > 0 ? { faults: faults.slice(0, mostFaults) } : { windows: windows.map(windowOf).sort(order) };
}
