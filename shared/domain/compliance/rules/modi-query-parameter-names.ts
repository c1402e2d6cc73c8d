/** RAC_REST_NAME_005: paging by `cursor`, `limit`, `offset` and `sort`; searching, choosing and embedding by `q`, `fields` and `embed`. */
import { listKeys, type Path } from '../../description/json-pointer.ts';
import type { Members } from '../../description/specification.ts';
import { compactName } from '../reading/name-style.ts';
import { at, memberOf, operationsOf, parametersOf } from '../reading/operations.ts';
import { onlyType } from '../reading/schema-types.ts';
import { type Description, defineRule, everyVersion, type Node } from '../rule.ts';

type Recommended = 'cursor' | 'limit' | 'offset' | 'sort' | 'q' | 'fields' | 'embed';

/** Other names in use, as words without what separates them: `page_size`, `pageSize` and `$pageSize` are one. */
const names: { readonly [name in Recommended]: string } = {
  cursor:
    'pagetoken nexttoken continuationtoken nextcursor cursore nextpagetoken nextpagekey nextpageskey searchafter pageafter pagebefore',
  limit: `pagesize perpage limite pagelimit maxresult maxresults maxrows maxitems maxrecords numrows numresults itemsperpage
    resultsperpage recordsperpage rowsperpage elementsperpage elementiperpagina risultatiperpagina righeperpagina
    recordperpagina dimensionepagina dimpagina numeroelementi maxrisultati maxelementi`,
  offset: `page pagina skip pagenumber pagenum pageno pageindex numeropagina numpagina nropagina indicepagina
    currentpage paginacorrente startindex startrow startrecord firstresult startposition`,
  sort: `sortby orderby sortfield sortorder sortdirection sortdir orderdirection orderdir sorting ordering ordinamento
    ordinaper campoordinamento direzioneordinamento tipoordinamento`,
  q: `search query searchtext searchterm searchstring searchquery searchkey keyword keywords filter filters filtro filtri
    ricerca cerca testoricerca testolibero freetext fulltext querystring`,
  fields: 'select field campi fieldset includefields selectfields',
  embed: 'expand include includes embedded embeds espandi includi',
};

/** Names of the paging of some APIs that elsewhere are a date, a height or a product: only where they count something. */
const counted: { readonly [name in 'limit' | 'offset']: string } = {
  limit: 'size top count max rows take elements elementi',
  offset: 'start',
};

const split = (text: string): readonly string[] => text.trim().split(/\s+/);

const tableOf = (rows: { readonly [name: string]: string }): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows).flatMap(([name, others]) => split(others).map((other) => [other, name] as const)));

const recommendations = tableOf(names);
const countedRecommendations = tableOf(counted);

/** The SPARQL protocol names its parameter `query` itself. */
const isSparql = (path: Path): boolean => listKeys(path).some((key) => /sparql/i.test(String(key)));

/** What the guideline calls a parameter of the query, itself when it is called so already; undefined: nothing of the kind. */
function recommendFor({ value, path }: Node, { version, resolve }: Description): string | undefined {
  const { name } = value;
  if (value.in !== 'query' || typeof name !== 'string') return undefined;
  if (Object.hasOwn(names, name)) return name;
  const compact = compactName(name);
  if (compact === 'query' && isSparql(path)) return undefined;
  const certain = recommendations.get(compact);
  if (certain !== undefined || !countedRecommendations.has(compact)) return certain;
  const typed = version === 'swagger-2.0' ? value : resolve(memberOf(value, 'schema'), at(path, 'schema'))?.value;
  const type = onlyType(typed ?? {});
  return type === 'integer' || type === 'number' ? countedRecommendations.get(compact) : undefined;
}

const together = {
  en: 'The query parameter `{name}`, beside {others}, does what the guideline calls `{recommended}`',
  it: 'Il parametro di query `{name}`, accanto a {others}, fa ciò che la linea guida chiama `{recommended}`',
};

/** Others told beside a parameter. */
const mostOthers = 3;

/** Adds to `others`, by parameter, the names in one operation that the guideline would give the same name. */
function findTogether(
  parameters: readonly Node[],
  recommend: (parameter: Node) => string | undefined,
  others: Map<Members, readonly string[]>,
): void {
  const groups = Map.groupBy(parameters, recommend);
  groups.delete(undefined);
  for (const group of groups.values()) {
    const called = new Set(group.map(({ value }) => String(value.name)));
    if (called.size === 1) continue;
    const first = [...called].slice(0, mostOthers + 1);
    for (const { value } of group) {
      const beside = first.filter((name) => name !== value.name).slice(0, mostOthers);
      others.set(value, beside);
    }
  }
}

export const modiQueryParameterNames = defineRule({
  id: 'modi-query-parameter-names',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_REST_NAME_005',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Paging, sorting and searching use the query parameters `cursor`, `limit`, `offset`, `sort`, `q`, `fields` and `embed`',
    it: 'Paginazione, ordinamento e ricerca usano i parametri di query `cursor`, `limit`, `offset`, `sort`, `q`, `fields` ed `embed`',
  },
  why: {
    en: 'With the same names everywhere, one client can page through the lists of every administration.',
    it: 'Con gli stessi nomi dappertutto, un solo client può scorrere gli elenchi di ogni amministrazione.',
  },
  fix: {
    en: 'Use `limit` with `offset` or `cursor` for paging, `sort` for sorting, `q` for searching, `fields` and `embed` for choosing what is returned.',
    it: 'Usare `limit` con `offset` o `cursor` per la paginazione, `sort` per l’ordinamento, `q` per la ricerca, `fields` ed `embed` per scegliere che cosa restituire.',
  },
  faults: {
    other: {
      message: {
        en: 'The query parameter `{name}` does what the guideline calls `{recommended}`',
        it: 'Il parametro di query `{name}` fa ciò che la linea guida chiama `{recommended}`',
      },
      fix: { en: 'Call it `{recommended}`.', it: 'Chiamarlo `{recommended}`.' },
      snippet: { name: '{recommended}', in: 'query' },
    },
    page: {
      message: {
        en: 'The query parameter `{name}` counts pages where the guideline has `offset` or `cursor`',
        it: 'Il parametro di query `{name}` indica la pagina, mentre la linea guida prevede `offset` o `cursor`',
      },
      fix: {
        en: 'Take `offset`, the number of items to leave out, or `cursor`, where the last page ended; `limit` says how many follow.',
        it: 'Usare `offset`, il numero di elementi da saltare, oppure `cursor`, il punto in cui finiva la pagina precedente; `limit` dice quanti ne seguono.',
      },
      snippet: { name: 'offset', in: 'query' },
    },
    together: {
      message: together,
      fix: {
        en: 'Join them in one parameter, `{recommended}`.',
        it: 'Riunirli in un solo parametro, `{recommended}`.',
      },
      snippet: { name: '{recommended}', in: 'query' },
    },
    sorts: {
      message: together,
      fix: {
        en: 'Join them in one `sort`, in which a minus sign asks for descending order: `sort=-name`.',
        it: 'Riunirli in un solo `sort`, in cui il segno meno chiede l’ordine decrescente: `sort=-nome`.',
      },
      snippet: {
        name: 'sort',
        in: 'query',
        description: 'Campo per cui ordinare; con `-` davanti, in ordine decrescente',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - { name: limit, in: query, schema: { type: integer } }\n        - { name: offset, in: query, schema: { type: integer } }\n        - { name: sort, in: query, schema: { type: string } }\n        - { name: comune, in: query, schema: { type: string } }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - { name: limit, in: query, type: integer }\n        - { name: q, in: query, type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - in: query\n          name: page  # ✗\n          schema: { type: integer }\n        - in: query\n          name: page_size  # ✗\n          schema: { type: integer }\n        - in: query\n          name: orderBy  # ✗\n          schema: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - in: query\n          name: $top  # ✗\n          type: integer\n        - in: query\n          name: ricerca  # ✗\n          type: string\n',
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const known = new Map<Members, string | undefined>();
    const recommend = (parameter: Node): string | undefined => {
      if (!known.has(parameter.value)) known.set(parameter.value, recommendFor(parameter, description));
      return known.get(parameter.value);
    };
    const renamed: Node[] = [];
    const others = new Map<Members, readonly string[]>();
    return {
      'path-item'(item, path) {
        const shared = parametersOf(item, path, description);
        for (const operation of operationsOf(item, path)) {
          const own = parametersOf(operation.value, operation.path, description);
          findTogether([...shared, ...own], recommend, others);
        }
      },
      parameter(value, path) {
        const recommended = recommend({ value, path });
        if (recommended === undefined) return;
        saw();
        if (recommended !== value.name) renamed.push({ value, path });
      },
      end() {
        for (const parameter of renamed) {
          const { value, path } = parameter;
          const name = String(value.name);
          const recommended = recommend(parameter) ?? '';
          const place = at(path, 'name');
          const beside = others.get(value)?.join(', ');
          if (beside !== undefined) {
            tell(place, recommended === 'sort' ? 'sorts' : 'together', { name, others: beside, recommended });
          } else if (recommended === 'offset' && /pag/.test(compactName(name))) tell(place, 'page', { name });
          else tell(place, 'other', { name, recommended });
        }
      },
    };
  },
});
