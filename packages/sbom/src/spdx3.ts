import { isDigest } from '@plimsoll/model';
import { z } from 'zod';
import { collectPackages, type SbomEntry } from './collect-packages.ts';
import type { Sbom } from './sbom.ts';

const Element = z.object({
  type: z.string(),
  name: z.string().optional(),
  comment: z.string().optional(),
  software_packageUrl: z.string().optional(),
  software_packageVersion: z.string().optional(),
  software_primaryPurpose: z.string().optional(),
  externalIdentifier: z.array(z.object({ externalIdentifierType: z.string(), identifier: z.string() })).optional(),
});

/** The parts of an SPDX 3.0 document that are read. @see https://spdx.github.io/spdx-spec/v3.0.1/ */
export const Spdx3Document = z.object({ '@context': z.string().includes('spdx.org/rdf/3.'), '@graph': z.array(z.unknown()) });
export type Spdx3Document = z.infer<typeof Spdx3Document>;

const NO_PACKAGES = new Set(['container', 'operatingSystem', 'file', 'source', 'device', 'firmware']);
const UNMATCHED = /^plimsoll:unmatched (.*)$/s;

/** The packages of an SPDX 3.0 document. Never throws: an element that cannot be read is a problem. */
export function readSpdx3(document: Spdx3Document): Sbom {
  const elements = document['@graph'].map((one) => Element.safeParse(one).data);
  const packages = elements.filter((one) => one !== undefined).filter(({ type }) => type === 'software_Package');
  const { problems, ...collected } = collectPackages(
    packages
      .map((one) => ({ one, purls: purlsOf(one) }))
      .filter(({ one, purls }) => purls.length > 0 || !NO_PACKAGES.has(one.software_primaryPurpose ?? ''))
      .map(({ one, purls }): SbomEntry => {
        const unmatched = UNMATCHED.exec(one.comment ?? '')?.[1];
        return { name: one.name ?? '', purls, licenses: [], paths: [''], ...(unmatched === undefined ? {} : { unmatched }) };
      }),
  );
  const unreadable = elements.filter((one) => one === undefined).length;
  const bad =
    unreadable === 0 ? [] : [{ code: 'MALFORMED_RECORD' as const, message: `${unreadable} elements have no type or are no objects` }];
  const digest = packages.find((one) => one.software_primaryPurpose === 'container')?.software_packageVersion ?? '';
  return {
    format: 'SPDX 3.0',
    name: elements.find((one) => one?.type === 'SpdxDocument')?.name ?? '',
    digest: isDigest(digest) ? digest : '',
    ...collected,
    problems: [...bad, ...problems],
  };
}

function purlsOf({ software_packageUrl: purl, externalIdentifier = [] }: z.infer<typeof Element>): string[] {
  const others = externalIdentifier.filter((one) => one.externalIdentifierType === 'packageUrl').map(({ identifier }) => identifier);
  return purl === undefined ? others : [purl, ...others];
}
