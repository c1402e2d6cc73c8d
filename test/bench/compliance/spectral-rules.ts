/**
 * The compliance rules that the bench compares, written once more for Spectral: the same ids and meaning, as JSONPath and
 * the engine's own functions. Every path is of the kind its fast JSONPath compiler takes; none needs the slow fallback.
 *
 * They find the same in most documents. Where not, ours look further, or places are counted in another way: ours take
 * placeholders for absent (contact, terms, id), judge absent members of `info` and the schemes and produces of Swagger 2.0,
 * leave out parts of `allOf` (additional properties) and see through it (bounds); Spectral follows references before it
 * looks, so that a header or body used by many operations is one place, the component, and takes whatever has a `type`
 * for a schema, examples too.
 */
import formats from '@stoplight/spectral-formats';
import functions from '@stoplight/spectral-functions';

const { oas2, oas3 } = formats;
const { defined, enumeration, falsy, pattern, schema, truthy, undefined: absent } = functions;

type Check = {
  readonly field?: string;
  readonly function: unknown;
  readonly functionOptions?: Readonly<Record<string, unknown>>;
};

const eachNode = (type: string): string => `$..[?(@ && @.type == '${type}')]`;
const schemeOf = (filter: string): readonly string[] => [
  `$.components.securitySchemes[?(${filter})]`,
  `$.securityDefinitions[?(${filter})]`,
];
const requestHeaders = `$..parameters[?(@ && @.in == 'header')].name`;
const responseHeaders = '$..responses[*].headers[*]~';
const operations = (method: string): string => `$.paths[*].${method}`;

const rule = (message: string, given: string | readonly string[], then: Check | readonly Check[], only?: unknown) => ({
  message,
  given,
  then,
  severity: 'warn',
  formats: only ?? [oas2, oas3],
});

const matching = (match: string): Check => ({ function: pattern, functionOptions: { match } });
const notMatching = (notMatch: string): Check => ({ function: pattern, functionOptions: { notMatch } });
const having = (field: string): Check => ({ field, function: truthy });

const onlyOpenapi3 = [oas3];
const trainCase = matching('^[A-Z][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*$');
/** The names that the guideline itself gives are free. */
const withoutPrefix = notMatching('^[xX]-(?!([rR]ate[lL]imit-|[cC]orrelation-I[dD]$|[rR]eply[tT]o$))');

const problemResponse = {
  required: ['content'],
  properties: {
    content: { anyOf: [{ required: ['application/problem+json'] }, { required: ['application/problem+xml'] }] },
  },
};

const boundedFormats = ['date', 'time', 'date-time', 'uuid', 'ipv4', 'ipv6'];
const unboundedText = boundedFormats.map((format) => ` && @.format != '${format}'`).join('');

export const spectralRules = {
  'servers-description': rule(
    'A server needs a description',
    ['$.servers[*]', '$.paths[*].servers[*]', '$.paths[*][*].servers[*]'],
    having('description'),
    onlyOpenapi3,
  ),
  'servers-use-https': rule(
    'A server is reached by https',
    ['$.servers[*].url', '$.paths[*].servers[*].url', '$.paths[*][*].servers[*].url'],
    notMatching('^(?![hH][tT][tT][pP][sS]:)[A-Za-z][A-Za-z0-9+.-]*://'),
    onlyOpenapi3,
  ),
  'has-contact': rule('Say whom to ask', '$.info', having('contact')),
  'has-termsOfService': rule('Say on what terms', '$.info', having('termsOfService')),
  'has-x-api-id': rule('Give the API an id', '$.info', having('x-api-id')),
  'use-semver': rule(
    'Versions have three numbers',
    '$.info.version',
    matching('^[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?$'),
  ),
  'number-format': rule('A number needs a format', eachNode('number'), having('format')),
  'integer-format': rule('An integer needs a format', eachNode('integer'), having('format')),
  'allowed-number-format': rule('Not a format of numbers', `${eachNode('number')}.format`, {
    function: enumeration,
    functionOptions: { values: ['decimal32', 'decimal64', 'decimal128', 'float', 'double'] },
  }),
  'allowed-integer-format': rule('Not a format of integers', `${eachNode('integer')}.format`, {
    function: enumeration,
    functionOptions: { values: ['int32', 'int64'] },
  }),
  'no-x-headers-request': rule('No X- in names of headers', requestHeaders, withoutPrefix),
  'no-x-headers-response': rule('No X- in names of headers', responseHeaders, withoutPrefix),
  'request-headers-train-case': rule('Headers-Look-Like-This', requestHeaders, trainCase),
  'response-headers-train-case': rule('Headers-Look-Like-This', responseHeaders, trainCase),
  'no-forbidden-headers': rule(
    'This header has its own place',
    requestHeaders,
    notMatching('^([Aa]ccept|[Cc]ontent-[Tt]ype|[Aa]uthorization)$'),
    onlyOpenapi3,
  ),
  'http-request-GET-no-body': rule(
    'GET has no body',
    operations('get'),
    { field: 'requestBody', function: absent },
    onlyOpenapi3,
  ),
  'http-request-DELETE-no-body': rule(
    'DELETE has no body',
    operations('delete'),
    { field: 'requestBody', function: absent },
    onlyOpenapi3,
  ),
  'patch-media-type': rule(
    'PATCH takes a patch format',
    `${operations('patch')}.requestBody.content`,
    { field: 'application/json', function: falsy },
    onlyOpenapi3,
  ),
  'use-problem-json-for-errors': rule(
    'Errors are problems',
    '$.paths[*][*].responses[?(@property.match(/^(4|5|default)/))]',
    { function: schema, functionOptions: { schema: problemResponse } },
    onlyOpenapi3,
  ),
  'no-method-name-in-operationId': rule(
    'The method is known already',
    '$.paths[*][*].operationId',
    notMatching('^([gG][eE][tT]|[pP][oO][sS][tT]|[pP][uU][tT]|[dD][eE][lL][eE][tT][eE]|[pP][aA][tT][cC][hH])'),
  ),
  'sec-array-boundaries': rule('An array has bounds', eachNode('array'), [
    { field: 'minItems', function: defined },
    { field: 'maxItems', function: defined },
  ]),
  'sec-number-boundaries': rule('A number has bounds', "$..[?(@ && (@.type == 'number' || @.type == 'integer'))]", [
    { field: 'minimum', function: defined },
    { field: 'maximum', function: defined },
  ]),
  'sec-string-maxlength': rule('A text has a length', `$..[?(@ && @.type == 'string' && !@.enum${unboundedText})]`, {
    field: 'maxLength',
    function: defined,
  }),
  'sec-no-additionalProperties': rule(
    'No properties of any name',
    "$..[?(@ && @.type == 'object' && @.additionalProperties == true)]",
    { field: 'additionalProperties', function: falsy },
  ),
  'sec-no-default-additionalProperties': rule('Say whether more properties may come', eachNode('object'), {
    field: 'additionalProperties',
    function: defined,
  }),
  'sec-apikeys-url': rule('No keys in addresses', schemeOf("@ && @.type == 'apiKey'"), {
    field: 'in',
    ...notMatching('^query$'),
  }),
  'sec-auth-insecure-schemes': rule(
    'This scheme is not safe',
    schemeOf("@ && @.type == 'http'"),
    { field: 'scheme', ...notMatching('^(negotiate|oauth)$') },
    onlyOpenapi3,
  ),
  'paths-kebab-case': rule(
    'paths-look-like-this',
    '$.paths[*]~',
    matching('^(/|(/([a-z0-9,:;=~@+.-]|[{][^}]*[}])+)+/?)$'),
  ),
  'schema-camel-case': rule(
    'SchemasLookLikeThis',
    ['$.components.schemas[*]~', '$.definitions[*]~'],
    matching('^[A-Z][A-Za-z0-9]*$'),
  ),
} as const;
