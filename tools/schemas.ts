import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CheckDocument, CompareDocument, InventoryDocument, PlanDocument, ScanDocument } from '@plimsoll/reports';
import { z } from 'zod';

/** Writes `docs/schemas/`: what the command line prints as JSON, as JSON Schema. Usage: node tools/schemas.ts */
const DOCUMENTS = { check: CheckDocument, compare: CompareDocument, inventory: InventoryDocument, plan: PlanDocument, scan: ScanDocument };

export const SCHEMA_FOLDER: string = resolve(import.meta.dirname, '../docs/schemas');

/** File name -> content. */
export function schemaFiles(): Map<string, string> {
  return new Map(
    Object.entries(DOCUMENTS).map(([name, document]) => {
      const { $schema, ...schema } = z.toJSONSchema(document, { target: 'draft-2020-12' });
      const title = `What plimsoll ${name} --format json prints`;
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...schema }, undefined, 2)}\n`];
    }),
  );
}

if (import.meta.main) {
  await mkdir(SCHEMA_FOLDER, { recursive: true });
  for (const [name, content] of schemaFiles()) await writeFile(join(SCHEMA_FOLDER, name), content);
}
