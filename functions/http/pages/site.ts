/** What belongs to the site as a whole: the way to the reader's language, files, and pages that say what went wrong. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Language, languages } from '../../../shared/views/badge.ts';
import { renderProblemPage } from '../../../shared/views/pages/problem-page.ts';
import { robotsTxt } from '../../../shared/views/robots-txt.ts';
import { assets, config } from '../../app.ts';
import type { TellProblem } from '../../lambda.ts';
import type { Parameter } from '../parameters.ts';
import { found, problemTypes } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { pageContext } from './page-route.ts';

/** The first of a client's languages that we have (RFC 9110 §12.5.4); Italian where it has none of them. */
function languageFor(accepted: string | undefined): Language {
  const wanted = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = /^\s*q=([\d.]+)/.exec(parameters[0] ?? '')?.[1];
      return { tag: tag.split('-', 1)[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  for (const { tag } of wanted) {
    const known = languages.find((each) => each === tag);
    if (known !== undefined) return known;
  }
  return 'it';
}

const asset: Parameter<string> = {
  description: 'Name of the file, with the digest of its content',
  schema: { type: 'string', maxLength: 100 },
  parse: (text) => text,
};

/** A year, and for ever (RFC 8246): another content has another name. */
const yearSeconds = 31_536_000;

export const site: readonly Route[] = [
  route({
    path: '/',
    operationId: 'getSite',
    summary: 'The way to the home page in the reader’s language',
    tag: 'pages',
    pathParameters: {},
    query: {},
    contentType: 'text/html',
    maxAgeSeconds: 300,
    handle: async ({ headers }) => {
      const home = `/${languageFor(headers['accept-language'])}/`;
      return {
        status: 302,
        contentType: 'text/plain; charset=utf-8',
        body: home,
        headers: { Location: home, Vary: 'Accept-Language, Accept-Encoding' },
      };
    },
  }),
  route({
    path: '/robots.txt',
    operationId: 'getRobots',
    summary: 'What search engines may read',
    tag: 'pages',
    pathParameters: {},
    query: {},
    contentType: 'text/plain',
    maxAgeSeconds: 3600,
    handle: async () => ({ contentType: 'text/plain; charset=utf-8', body: robotsTxt }),
  }),
  route({
    path: '/assets/{name}',
    operationId: 'getAsset',
    summary: 'A file that pages are made with',
    tag: 'pages',
    pathParameters: { name: asset },
    query: {},
    contentType: 'application/octet-stream',
    // Of a kind that its name tells.
    askedAs: ['text/css', 'text/javascript', 'image/svg+xml', 'font/woff2'],
    maxAgeSeconds: yearSeconds,
    handle: async ({ path }) => {
      const path_ = `/assets/${path.name}`;
      const { type, body } = found(
        assets().find((each) => each.path === path_),
        'file',
        path.name,
      );
      return {
        contentType: type,
        // Text is coded on its way; fonts are as small as they get.
        body: /^font\//.test(type) ? body : Buffer.from(body).toString(),
        headers: { 'Cache-Control': `public, max-age=${yearSeconds}, immutable` },
      };
    },
  }),
];

const languageOf = ({ rawPath, headers }: APIGatewayProxyEventV2): Language =>
  languages.find((each) => rawPath === `/${each}` || rawPath.startsWith(`/${each}/`)) ??
  languageFor(headers['accept-language']);

/** For people. A malformed setting must not keep the page from being shown. */
export const tellProblemPage: TellProblem = (problem, event) => {
  const context = pageContext(
    config(),
    languageOf(event),
    { path: event.rawPath, query: '' },
    '',
    new Date().toISOString(),
  );
  const { status } = problemTypes[problem.type];
  // What the router found in the path.
  const { pathParameters = {} } = event;
  const isOfPath = Object.hasOwn(pathParameters, String(problem.members.parameter));
  return {
    contentType: 'text/html; charset=utf-8',
    body: renderProblemPage(context, { type: problem.type, status, detail: problem.message, isOfPath }),
  };
};
