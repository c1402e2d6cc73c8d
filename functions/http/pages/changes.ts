/** What happened, as a page: filters by level, kind, day and whose events they are; read as the lists and feeds are. */
import { eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { type EventScope, everybody, sameTag } from '../../../shared/domain/catalogue/event-scope.ts';
import { changeLevels } from '../../../shared/domain/changes/change.ts';
import { readChanges, readSubject } from '../../../shared/usecases/read-changes.ts';
import { renderChangesListPage } from '../../../shared/views/pages/changes-list-page.ts';
import { choice, cursorOf, date, encodeCursor, given, identifier, type Parameter } from '../parameters.ts';
import { found, Problem } from '../problem.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

const pageSize = 25;

const tag: Parameter<string> = {
  description: 'Only of APIs with this tag, in any case of letters (at most 200 characters)',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' },
  example: 'anagrafe',
  isText: true,
  parse: (text) => {
    const name = sameTag(text);
    if (name === '') throw new Error('must be a tag of 1 to 200 characters');
    return name;
  },
};

type Whose = {
  readonly api: string | undefined;
  readonly publisher: string | undefined;
  readonly tag: string | undefined;
};

function scopeOf({ api, publisher, tag: named }: Whose): EventScope {
  const scopes: readonly EventScope[] = [
    ...(api === undefined ? [] : [{ of: 'api', id: api } as const]),
    ...(publisher === undefined ? [] : [{ of: 'publisher', id: publisher } as const]),
    ...(named === undefined ? [] : [{ of: 'tag', tag: named } as const]),
  ];
  if (scopes.length > 1)
    throw new Problem('bad-parameter', 'Changes are those of an API, of an administration or of a tag: give one.', {
      parameter: api === undefined ? 'tag' : publisher === undefined ? 'tag' : 'publisher',
    });
  return scopes[0] ?? everybody;
}

const midnightOf = (day: string): string => `${day}T00:00:00.000Z`;

export const changes: readonly Route[] = [
  pageRoute({
    path: '/changes',
    operationId: 'getChangesPage',
    summary: 'What happened, newest first',
    pathParameters: {},
    query: {
      level: choice('Only events of this level or a graver one (default: all but wording)', changeLevels),
      kind: choice('Only events of this kind', eventKinds),
      since: date('Only events from this day on'),
      until: date('Only events before this day'),
      api: identifier('Only events of this API', '4f0c2b1d9e8a7c6b5d3f'),
      publisher: identifier('Only events of this administration', 'c_h501'),
      tag,
      cursor: cursorOf('changes'),
    },
    handle: async ({ world, context, query: { cursor, since, until, ...asked } }) => {
      const { level, kind, ...whose } = asked;
      const scope = scopeOf(whose);
      const name = found(
        await readSubject(world, scope),
        scope.of === 'api' ? 'API' : 'administration',
        whose.api ?? whose.publisher ?? '',
      );
      const question = {
        scope,
        ...given({ level, kind, since: since && midnightOf(since), until: until && midnightOf(until) }),
      };
      const { items, next } = await readChanges(world, question, pageSize, cursor);
      return renderChangesListPage(context, {
        scope,
        name,
        query: { ...asked, since, until, cursor: cursor && encodeCursor(cursor, 'changes') },
        events: items,
        next: next && encodeCursor(next, 'changes'),
      });
    },
  }),
];
