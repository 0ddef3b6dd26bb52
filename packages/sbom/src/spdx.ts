import { isDigest } from '@plimsoll/model';
import { z } from 'zod';
import { collectPackages, type SbomEntry } from './collect-packages.ts';
import type { Sbom } from './sbom.ts';

const SpdxPackage = z.object({
  SPDXID: z.string().optional(),
  name: z.string(),
  versionInfo: z.string().optional(),
  comment: z.string().optional(),
  licenseDeclared: z.string().optional(),
  primaryPackagePurpose: z.string().optional(),
  externalRefs: z.array(z.object({ referenceType: z.string(), referenceLocator: z.string() })).optional(),
});

/** The parts of an SPDX 2.x document that are read. @see https://spdx.github.io/spdx-spec/v2.3/ */
export const SpdxDocument = z.object({
  spdxVersion: z.string().startsWith('SPDX-2.'),
  name: z.string().optional(),
  documentDescribes: z.array(z.string()).optional(),
  relationships: z.array(z.unknown()).optional(),
  hasExtractedLicensingInfos: z.array(z.unknown()).optional(),
  packages: z.array(z.unknown()).optional(),
});
export type SpdxDocument = z.infer<typeof SpdxDocument>;

const ExtractedLicense = z.object({ licenseId: z.string(), extractedText: z.string() });
const Relationship = z.object({ spdxElementId: z.string(), relationshipType: z.string(), relatedSpdxElement: z.string() });

const NO_PACKAGES = new Set(['CONTAINER', 'OPERATING-SYSTEM', 'OPERATING_SYSTEM', 'FILE', 'SOURCE', 'DEVICE', 'FIRMWARE']);
const UNMATCHED = /^plimsoll:unmatched (.*)$/s;

/** The packages of an SPDX 2.x document. Never throws: a package that cannot be read is a problem. */
export function readSpdx(document: SpdxDocument): Sbom {
  const read = (document.packages ?? []).map((one) => SpdxPackage.safeParse(one).data);
  const packages = read.filter((one) => one !== undefined);
  const roots = rootsOf(document);
  const texts = new Map((document.hasExtractedLicensingInfos ?? []).flatMap((one) => toText(one)));
  const { problems, ...collected } = collectPackages(
    packages
      .map((one) => ({ one, purls: purlsOf(one) }))
      .filter(({ one, purls }) => purls.length > 0 || !(NO_PACKAGES.has(one.primaryPackagePurpose ?? '') || roots.has(one.SPDXID ?? '')))
      .map(({ one, purls }): SbomEntry => {
        const license = one.licenseDeclared ?? 'NOASSERTION';
        const unmatched = UNMATCHED.exec(one.comment ?? '')?.[1];
        return {
          name: one.name,
          purls,
          licenses: license === 'NOASSERTION' || license === 'NONE' ? [] : [texts.get(license) ?? license],
          paths: [''],
          ...(unmatched === undefined ? {} : { unmatched }),
        };
      }),
  );
  const unreadable = read.length - packages.length;
  const bad =
    unreadable === 0 ? [] : [{ code: 'MALFORMED_RECORD' as const, message: `${unreadable} packages have no name or are no objects` }];
  const digest = packages.find(({ SPDXID = '' }) => roots.has(SPDXID))?.versionInfo ?? '';
  return {
    format: document.spdxVersion.replace('-', ' '),
    name: document.name ?? '',
    digest: isDigest(digest) ? digest : '',
    ...collected,
    problems: [...bad, ...problems],
  };
}

function purlsOf({ externalRefs = [] }: z.infer<typeof SpdxPackage>): string[] {
  return externalRefs.filter(({ referenceType }) => referenceType === 'purl').map(({ referenceLocator }) => referenceLocator);
}

function rootsOf({ documentDescribes = [], relationships = [] }: SpdxDocument): ReadonlySet<string> {
  const described = relationships.flatMap((one) => {
    const { data } = Relationship.safeParse(one);
    return data?.relationshipType === 'DESCRIBES' && data.spdxElementId === 'SPDXRef-DOCUMENT' ? data.relatedSpdxElement : [];
  });
  return new Set([...documentDescribes, ...described]);
}

function toText(license: unknown): [string, string][] {
  const { data } = ExtractedLicense.safeParse(license);
  return data === undefined ? [] : [[data.licenseId, data.extractedText]];
}
