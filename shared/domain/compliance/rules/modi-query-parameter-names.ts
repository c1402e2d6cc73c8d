/** RAC_REST_NAME_005: paging by `cursor`, `limit`, `offset` and `sort`; searching, choosing and embedding by `q`, `fields` and `embed`. */
import { listKeys, type Path } from '../../description/json-pointer.ts';
import { compactName } from '../name-style.ts';
import { at, memberOf } from '../operations.ts';
import { defineRule, everyVersion } from '../rule.ts';
import { onlyType } from '../schema-types.ts';

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
  create: ({ version, resolve }, { tell, saw }) => ({
    parameter(parameter, path) {
      const { name } = parameter;
      if (parameter.in !== 'query' || typeof name !== 'string') return;
      if (Object.hasOwn(names, name)) return saw();
      const compact = compactName(name);
      const typed = (): unknown =>
        version === 'swagger-2.0' ? parameter : resolve(memberOf(parameter, 'schema'), at(path, 'schema'))?.value;
      const counts = (): boolean => {
        const type = onlyType((typed() ?? {}) as typeof parameter);
        return type === 'integer' || type === 'number';
      };
      const certain = recommendations.get(compact);
      const recommended = certain ?? (counts() ? countedRecommendations.get(compact) : undefined);
      if (recommended === undefined || (compact === 'query' && isSparql(path))) return;
      saw();
      const fault = recommended === 'offset' && /pag/.test(compact) ? 'page' : 'other';
      tell(at(path, 'name'), fault, fault === 'page' ? { name } : { name, recommended });
    },
  }),
});
