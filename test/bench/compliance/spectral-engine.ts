/** Spectral with the rules of `spectral-rules.ts`; it reads no file and no address. */
import core from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import resolving from '@stoplight/spectral-ref-resolver';
import { clock, countPlaces, type Engine } from './engine.ts';
import { spectralRules } from './spectral-rules.ts';

const spectral = new core.Spectral({ resolver: new resolving.Resolver({}) });
spectral.setRuleset({ rules: spectralRules } as never);

export const lintWithSpectral: Engine = async ({ name, body }, _, counting) => {
  const started = clock();
  const parser = name.endsWith('.json') ? parsers.Json : parsers.Yaml;
  const document = new core.Document(body.toString(), parser as typeof parsers.Yaml, name);
  const parsed = clock();
  const findings = await spectral.run(document);
  const ended = clock();
  const found = counting ? countPlaces(findings.map(({ code, path }) => [String(code), JSON.stringify(path)])) : {};
  return { parseMs: parsed - started, restMs: ended - parsed, places: found };
};
