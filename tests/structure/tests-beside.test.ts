import { existsSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, sourceFiles } from './source-files.ts';

/** Files without a test beside them, and why they need none. A glob that fits nothing any more fails. */
const WITHOUT: Readonly<Record<string, string>> = {
  '{packages,apps}/*/src/index.ts': 'the door of a package: names, no logic',
  'apps/*/src/main.ts': 'the shell around a program that has tests',
  '{packages,apps}/*/src/**/testing/**': 'parts of tests',
  'packages/contract/src/*.ts': 'schemas: the server answers every endpoint through them (apps/server/src/routes)',
  'packages/model/src/{finding,inventory,operating-system,package,policy}.ts': 'types',
  'packages/{image/src/source,analyzers/src/analyzer,versions/src/scheme,checks/src/check,policies/src/rule-kind,reports/src/format}.ts':
    'types',
  'packages/advisories/src/{advisory,osv-schema}.ts': 'types, and the schema that osv.test.ts reads records with',
  'packages/checks/src/files/file-fact.ts': 'types',
  'packages/remediation/src/{plan-input,managers/manager}.ts': 'types',
  'packages/image/src/{limits,media-types}.ts': 'constants',
  'packages/reports/src/html-style.ts': 'a constant',
  'packages/reports/src/registry.ts': 'a list, held equal to the documentation by tools/reference.test.ts',
  'packages/matcher/src/distributions/*.ts': 'rows of a table: subject-of.test.ts runs them all',
  'packages/ecr/src/{client,credentials,download,manifests}.ts':
    'parts of the registry: registry.test.ts and doctor.test.ts run them against the emulator',
  'packages/ecr/src/open-ecr-image.ts': 'apps/cli/src/{target,main}.test.ts open images with it',
  'apps/server/src/http-status.ts': 'a table that does not compile if a code is missing',
  'apps/server/src/jobs/{job,evaluate-policies,make-plans,match-packages,run-due,sync-connection,update-advisories}.ts':
    'a job is a row: jobs/index.test.ts lists it, the use case beside has the tests',
  'apps/server/src/{advisories/update,planning/plan,reading/reader}-process.ts':
    'processes: update-in-process.test.ts, planner.test.ts and reader-pool.test.ts run them',
  'apps/server/src/processes/{answer,child,serve}.ts': 'run-in-process.test.ts runs them',
  'apps/server/src/reading/read-request.ts': 'types',
  'apps/server/src/use-cases/{image-plan,plan-subject}.ts': 'what endpoints do: routes/plans.test.ts',
  'apps/server/src/use-cases/list-columns.ts': 'the columns of lists: routes/reports.test.ts',
  'apps/server/src/use-cases/{image-report,stored-inventory}.ts': 'the report of an image: routes/reports.test.ts',
  'apps/server/src/use-cases/until-disconnected.ts': 'sync-connection.test.ts and jobs/scan-image.test.ts disconnect what it watches',
  'apps/server/src/use-cases/{policies,image-configuration}.ts': 'what endpoints do: routes/policies.test.ts',
  'packages/db/src/{lineage,stored-layers}.ts':
    'what those endpoints read: use-cases/image-lineage.test.ts and routes/plans.test.ts of apps/server',
  'packages/sbom/src/{sbom,vex/statement}.ts': 'types',
  'apps/server/src/start-server.ts': 'tests/integration starts it',
  'apps/server/src/routes/index.ts': 'a list: app.test.ts',
  'apps/ecr-emulator/src/{json-api,registry-http,sts,store}/*.ts':
    'an operation is a row: surface tests run them with the AWS SDK and over HTTP',
  'apps/ecr-emulator/src/*.ts': 'parts of the server: emulator.test.ts and the surface tests run them',
  'apps/web/src/**/*.tsx': 'components: the tests of their feature and tests/browser use them as people do',
  'apps/web/src/{app,api,ui}/**/*.ts': 'the same',
  'apps/web/src/features/**/*.ts': 'the same',
  'apps/demo/src/**/*.ts': 'sample data: the demo shows it',
};

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const sources = sourceFiles().filter((file) => /^(packages|apps)\/[^/]+\/src\//.test(file) && !isTest(file));
const hasTest = (file: string): boolean => ['.test.ts', '.test.tsx'].some((end) => existsSync(join(ROOT, file.replace(/\.tsx?$/, end))));
const isExempt = (file: string): boolean => Object.keys(WITHOUT).some((glob) => matchesGlob(file, glob));

it('every source file that holds logic has a test beside it', () => {
  expect(sources.filter((file) => !hasTest(file) && !isExempt(file))).toEqual([]);
});

it.each(Object.keys(WITHOUT))('%s still names a file without a test', (glob) => {
  expect(sources.some((file) => !hasTest(file) && matchesGlob(file, glob))).toBe(true);
});
