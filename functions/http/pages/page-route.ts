/** Pages as routes: each has its language at the head of its path, and what every page needs around it. */
import type { Config } from '../../../shared/config.ts';
import { isoNow, type ReadingWorld } from '../../../shared/usecases/world.ts';
import { type Language, languages } from '../../../shared/views/badge.ts';
import { type AssetName, type Assets, assetNames, type PageContext } from '../../../shared/views/pages/page.ts';
import { assets } from '../../app.ts';
import { choice, type Parameters, type Values } from '../parameters.ts';
import { found } from '../problem.ts';
import { type Answer, type Route, route } from '../route.ts';

type PageRequest<P extends Parameters, Q extends Parameters> = {
  readonly world: ReadingWorld;
  readonly path: { readonly [name in keyof P]: ReturnType<P[name]['parse']> };
  readonly query: Values<Q>;
  readonly context: PageContext;
};

type PageAnswer = Pick<Answer, 'status' | 'headers'> & { readonly page: string };

type PageDefinition<P extends Parameters, Q extends Parameters> = {
  /** Within its language: `/apis/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly pathParameters: P;
  readonly query: Q;
  /** Default 60. */
  readonly maxAgeSeconds?: number;
  /** The whole page as text (`renderPage`); with its status where it says what went wrong. */
  readonly handle: (request: PageRequest<P, Q>) => Promise<string | PageAnswer>;
};

const assetsByName = (): Assets =>
  Object.fromEntries(assetNames.map((name) => [name, assets().find((asset) => asset.name === name)?.path ?? ''])) as {
    [name in AssetName]: string;
  };

const siteOf = ({ parentName, parentUrl, privacyUrl, accessibilityUrl, legalUrl, contact, infoUrl }: Config) => ({
  parentName,
  parentUrl,
  privacyUrl,
  accessibilityUrl,
  legalUrl,
  contact,
  infoUrl,
});

/** `target`: as it was asked for, with the language at its head. */
export const pageContext = (
  config: Config,
  language: Language,
  target: { readonly path: string; readonly query: string },
  publicUrl: string,
  now: string,
): PageContext => ({
  language,
  path: target.path.replace(/^\/[a-z]{2}(?=\/|$)/, '') || '/',
  query: target.query,
  publicUrl,
  assets: assetsByName(),
  site: siteOf(config),
  now,
});

const htmlAnswer = (body: string): Answer => ({ contentType: 'text/html; charset=utf-8', body });

/** Pages have one address each: none but the home page ends in a slash. */
const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

const movedTo = (address: string): Answer => ({
  status: 308,
  contentType: 'text/plain; charset=utf-8',
  body: address,
  headers: { Location: address },
});

const named = choice('Language of the page', languages);

/** In another language there is no page. */
const language: typeof named = {
  ...named,
  parse: (text) =>
    found(
      languages.find((each) => each === text),
      'page in language',
      text.slice(0, 20),
    ),
};

/** The languages are in the path: `/it/apis`. What is asked for in another language is no page. */
export const pageRoute = <P extends Parameters, Q extends Parameters>({
  path,
  pathParameters,
  maxAgeSeconds = 60,
  handle,
  ...rest
}: PageDefinition<P, Q>): Route =>
  route({
    ...rest,
    path: `/{language}${path}`,
    tag: 'pages',
    pathParameters: { ...pathParameters, language },
    contentType: 'text/html',
    maxAgeSeconds,
    handle: async (request) => {
      const { world, query, publicUrl, target } = request;
      const proper = withoutSlash(target.path);
      if (path !== '/' && proper !== target.path) return movedTo(`${proper}${target.query}`);
      const named = request.path as { readonly language: Language } & PageRequest<P, Q>['path'];
      const context = pageContext(world.config, named.language, target, publicUrl, isoNow(world.clock));
      const answer = await handle({ world, path: named, query, context });
      if (typeof answer === 'string') return htmlAnswer(answer);
      const { page, ...told } = answer;
      return { ...told, ...htmlAnswer(page) };
    },
  });
