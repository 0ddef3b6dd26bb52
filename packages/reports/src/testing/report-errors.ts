import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { InventoryDocument, ScanDocument } from '../document.ts';
import { parseXml } from './parse-xml.ts';
import { schemaErrors } from './schema-errors.ts';

/** How each format is validated that has a schema or a grammar; what people read has none. */
const VALIDATORS: Readonly<Record<string, (report: string) => readonly string[] | Promise<readonly string[]>>> = {
  json: (report) => {
    const document = JSON.parse(report) as object;
    const { error } = ('findings' in document ? ScanDocument : InventoryDocument).safeParse(document);
    return error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  },
  cyclonedx: async (report) => {
    const found = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(report);
    return found === null ? [] : [JSON.stringify(found)];
  },
  'spdx-json': (report) => schemaErrors('spdx-2.3.schema.json', report),
  'spdx3-json': (report) => schemaErrors('spdx-3.0.1.schema.json', report),
  openvex: (report) => schemaErrors('openvex-0.2.0.schema.json', report),
  sarif: (report) => schemaErrors('sarif-2.1.0-rtm.5.schema.json', report),
  gitlab: (report) => schemaErrors('gitlab-container-scanning-15.2.4.schema.json', report),
  asff: (report) => schemaErrors('asff.schema.json', report),
  junit: wellFormed,
  html: (report) => wellFormed(/<body>.*<\/body>/s.exec(report)?.[0].replaceAll('<br>', '<br/>') ?? ''),
};

/** What the public schema of a format has against a report; empty = valid, or a format without any. */
export async function reportErrors(format: string, report: string): Promise<readonly string[]> {
  return (await VALIDATORS[format]?.(report)) ?? [];
}

function wellFormed(xml: string): string[] {
  try {
    parseXml(xml);
    return [];
  } catch (error) {
    return [String(error)];
  }
}
