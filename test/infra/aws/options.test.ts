/** What a deployment may have besides: a function that writes over HTTP, and further places to look from. */
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { writingScope } from '../../../functions/http/authorise.ts';
import { routes } from '../../../functions/http/routes.ts';
import { readVantageRegions } from '../../../infra/aws/settings.ts';
import { synthesiseLookStack, synthesiseStack } from './synthesise-stack.ts';

type Synthesis = ReturnType<typeof synthesiseStack>;
// biome-ignore lint/suspicious/noExplicitAny: a template is free-form JSON; the assertions are the check
type Properties = { readonly [name: string]: any };

const all = ({ template }: Synthesis, type: string): readonly (readonly [string, Properties])[] =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties] as const);

/** What a function may do, as `action resource`. */
function rightsOf(synthesis: Synthesis, name: RegExp): readonly string[] {
  const [, found] = all(synthesis, 'AWS::Lambda::Function').find(([id]) => name.test(id))!;
  const role = found.Role['Fn::GetAtt'][0];
  return all(synthesis, 'AWS::IAM::Policy')
    .filter(([, policy]) => policy.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(([, policy]) => policy.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${JSON.stringify(resource)}`)),
    );
}
const actionsOf = (rights: readonly string[]) => [...new Set(rights.map((right) => right.split(' ')[0]))].sort();

const publicUrl = 'https://vedetta.example';

describe('an issuer of tokens', () => {
  const issuer = 'https://login.example';
  const synthesis = synthesiseStack({ PUBLIC_URL: publicUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: 'apis' });
  const routesWithToken = all(synthesis, 'AWS::ApiGatewayV2::Route').filter(
    ([, route]) => route.AuthorizationType === 'JWT',
  );

  it('is asked by exactly the routes that write, with the scope and the audience', () => {
    const written = routes.flatMap(({ path, writes }) => (writes === undefined ? [] : [`${writes.method} ${path}`]));
    expect(written).not.toEqual([]);
    expect(routesWithToken.map(([, { RouteKey }]) => RouteKey)).toEqual(written);
    for (const [, route] of routesWithToken) expect(route.AuthorizationScopes).toEqual([writingScope]);
    expect(all(synthesis, 'AWS::ApiGatewayV2::Authorizer').map(([, { JwtConfiguration }]) => JwtConfiguration)).toEqual(
      [{ Issuer: issuer, Audience: ['apis'] }],
    );
  });

  it('leads to a function that writes rows, deletes nothing and has no bucket', () => {
    expect(actionsOf(rightsOf(synthesis, /^Functionsadmin/))).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
  });

  it('leaves nothing that is not acknowledged', () => {
    expect(synthesis.findings).toEqual([]);
  });

  it('is needed: without one no route writes', () => {
    const plain = synthesiseStack({});
    expect(all(plain, 'AWS::ApiGatewayV2::Authorizer')).toEqual([]);
    expect(all(plain, 'AWS::Lambda::Function').some(([id]) => /admin/.test(id))).toBe(false);
  });
});

describe('the public address', () => {
  it('is asked for where it is not set, since open data has names of its own then', () => {
    const warnings: unknown[] = [];
    const without = synthesiseStack({}, (stack) => {
      const found = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('PUBLIC_URL'));
      warnings.push(...found.map(({ entry }) => entry.data));
    });
    expect(warnings).toEqual([expect.stringMatching(/urn:vedetta:/)]);
    expect(without.findings).toEqual([{ rule: 'Annotation::vedetta:public-url', severity: 'warning' }]);
    expect(without.refused).toBe(false);
    expect(synthesiseStack({ PUBLIC_URL: publicUrl }).findings).toEqual([]);
  });
});

describe('further places', () => {
  const synthesis = synthesiseStack({ PUBLIC_URL: publicUrl }, () => {}, ['eu-central-1', 'eu-west-1']);
  const look = synthesiseLookStack('eu-central-1', { CONTACT: 'apis@vedetta.example' });

  it('are known to the probe function, which may call them and no others', () => {
    const rights = rightsOf(synthesis, /^Functionsprobe/).filter((right) => right.startsWith('lambda:'));
    expect(rights).toHaveLength(2);
    for (const region of ['eu-central-1', 'eu-west-1']) {
      expect(rights.filter((right) => right.includes(`:lambda:${region}:`))).toHaveLength(1);
    }
    expect(rights.join()).not.toContain('*');
    const others = all(synthesis, 'AWS::Lambda::Function').filter(
      ([, { Environment }]) => Environment.Variables.VANTAGES !== undefined,
    );
    expect(others.map(([id]) => /^Functions([a-z]+)/.exec(id)?.[1])).toEqual(['probe']);
    expect(synthesis.findings).toEqual([]);
  });

  it('are a function under the name that was promised, which may write its log and nothing else', () => {
    const [[, found]] = all(look, 'AWS::Lambda::Function') as [[string, Properties]];
    expect(found.FunctionName).toBe('vedetta-look');
    expect(found.Environment.Variables).toEqual({ CONTACT: 'apis@vedetta.example' });
    expect(actionsOf(rightsOf(look, /^look/))).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    expect(look.findings).toEqual([]);
    expect(look.refused).toBe(false);
  });

  it('are regions, each once, none unless given', () => {
    expect(readVantageRegions(() => 'eu-central-1, eu-west-1,eu-west-1', {})).toEqual(['eu-central-1', 'eu-west-1']);
    expect(readVantageRegions(() => undefined, {})).toEqual([]);
    expect(() => readVantageRegions(() => undefined, { VANTAGE_REGIONS: 'eu-central-1,Milan' })).toThrow(
      /Milan is no AWS region/,
    );
  });
});
