/**
 * robots.txt (RFC 9309): which paths a crawler may fetch. The patterns are the owner's text: they are matched by
 * searching their literal parts one after the other, in time linear in the path, and never become regular expressions.
 */

type Rule = { readonly allow: boolean; readonly pattern: string };
type Group = { readonly agents: string[]; readonly rules: Rule[]; crawlDelaySeconds?: number };

export type Robots = { readonly groups: readonly Group[] };

/** RFC 9309 §2.5: at least 500 KiB must be read; the rest is ignored. */
const mostCharacters = 512 * 1024;
const longestDelaySeconds = 300;

/** What a URL never carries bare, percent-encoded; escapes in upper case, needless ones undone (RFC 9309 §2.2.2). */
function normalise(text: string): string {
  const encoded = text.toWellFormed().replace(/[^!-~]+|["<>\\^`{|}]/g, encodeURIComponent);
  return encoded.replace(/%[0-9a-f]{2}/gi, (triplet) => {
    const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : triplet.toUpperCase();
  });
}

function readLine(line: string): { key: string; value: string } | undefined {
  const [, key, value] = /^\s*([^:#\s]+)\s*:([^#]*)/.exec(line) ?? [];
  return key === undefined || value === undefined ? undefined : { key: key.toLowerCase(), value: value.trim() };
}

/** The product token a User-agent line names: "Vedetta/1.0 (…)" is "vedetta". */
const productToken = (value: string): string =>
  value === '*' ? '*' : (/^[a-z_-]+/i.exec(value)?.[0] ?? '').toLowerCase();

function readDelay(value: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(value) ? Math.min(Number(value), longestDelaySeconds) : undefined;
}

/** Reads the first 512 Ki characters; lines that say nothing known are skipped, so HTML gives no rules. */
export function parseRobots(text: string): Robots {
  const groups: Group[] = [];
  let naming = false;
  for (const line of text
    .slice(0, mostCharacters)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)) {
    const field = readLine(line);
    if (field === undefined) continue;
    const { key, value } = field;
    if (key === 'user-agent') {
      if (!naming) groups.push({ agents: [], rules: [] });
      groups.at(-1)?.agents.push(productToken(value));
      naming = true;
    } else if (key === 'allow' || key === 'disallow') {
      naming = false;
      if (value !== '') groups.at(-1)?.rules.push({ allow: key === 'allow', pattern: normalise(value) });
    } else if (key === 'crawl-delay') {
      const group = groups.at(-1);
      const delay = readDelay(value);
      if (group !== undefined && delay !== undefined) group.crawlDelaySeconds = delay;
    }
  }
  return { groups };
}

/** All groups that name the product, or else all those for everybody (RFC 9309 §2.2.1). */
function groupsFor(robots: Robots, token: string): readonly Group[] {
  const named = robots.groups.filter(({ agents }) => agents.includes(token.toLowerCase()));
  return named.length > 0 ? named : robots.groups.filter(({ agents }) => agents.includes('*'));
}

function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const parts = (anchored ? pattern.slice(0, -1) : pattern).replaceAll('$', '%24').split('*');
  const [first = '', ...rest] = parts;
  if (!path.startsWith(first)) return false;
  if (rest.length === 0) return !anchored || path.length === first.length;
  let from = first.length;
  const last = anchored ? (rest.pop() ?? '') : '';
  for (const part of rest) {
    const found = path.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return path.length - from >= last.length && path.endsWith(last);
}

/** Whether the product may fetch `path` (with its query). The longest matching rule decides; Allow wins a tie. */
export function isAllowed(robots: Robots, token: string, path: string): boolean {
  const target = normalise(path).replaceAll('*', '%2A').replaceAll('$', '%24');
  if (target === '/robots.txt') return true;
  let best: Rule = { allow: true, pattern: '' };
  for (const rule of groupsFor(robots, token).flatMap(({ rules }) => rules)) {
    const { length } = rule.pattern;
    const better = length > best.pattern.length || (length === best.pattern.length && rule.allow && !best.allow);
    if (better && matches(rule.pattern, target)) best = rule;
  }
  return best.allow;
}

/** The longest Crawl-delay asked of the product, at most 300 seconds; not part of RFC 9309 but widely published. */
export function crawlDelaySeconds(robots: Robots, token: string): number | undefined {
  const delays = groupsFor(robots, token).flatMap((group) => group.crawlDelaySeconds ?? []);
  return delays.length === 0 ? undefined : Math.max(...delays);
}
