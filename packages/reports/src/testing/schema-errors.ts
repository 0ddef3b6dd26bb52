import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What a public schema of `testdata/schemas` has against a report; empty = valid. */
export function schemaErrors(file: string, report: string): string[] {
  // A draft-04 schema names itself by `id`, which later drafts do not know; SARIF's uses nothing else that has changed since.
  const {
    $schema,
    id: _,
    ...schema
  } = JSON.parse(readFileSync(new URL(`../testdata/schemas/${file}`, import.meta.url), 'utf8')) as Record<string, unknown>;
  const options = { strict: false, allErrors: true, unicodeRegExp: false } as const;
  const dialect = String($schema);
  const ajv = dialect.includes('2020-12') ? new Ajv2020(options) : dialect.includes('2019-09') ? new Ajv2019(options) : new Ajv(options);
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(JSON.parse(report)) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
