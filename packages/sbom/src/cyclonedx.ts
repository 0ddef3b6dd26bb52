import { isDigest, type SourcePackage } from '@plimsoll/model';
import { z } from 'zod';
import { collectPackages, type SbomEntry } from './collect-packages.ts';
import type { Sbom } from './sbom.ts';

const Property = z.object({ name: z.string(), value: z.string().optional() });

const License = z.object({
  expression: z.string().optional(),
  license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
});

/** One component; those inside it are read apart, so that one bad component does not lose the others. */
const Component = z.object({
  'bom-ref': z.string().optional(),
  type: z.string().optional(),
  name: z.string(),
  version: z.string().optional(),
  purl: z.string().optional(),
  licenses: z.array(z.unknown()).optional(),
  properties: z.array(Property).optional(),
  components: z.array(z.unknown()).optional(),
});
export type CycloneDxComponent = z.infer<typeof Component>;

/** The parts of a CycloneDX document that are read. @see https://cyclonedx.org/docs/1.6/json/ */
export const CycloneDxDocument = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z
    .object({
      component: Component.optional(),
      authors: z.array(z.object({ name: z.string().optional() })).optional(),
      supplier: z.object({ name: z.string().optional() }).optional(),
      timestamp: z.string().optional(),
    })
    .optional(),
  components: z.array(z.unknown()).optional(),
  vulnerabilities: z.array(z.unknown()).optional(),
});
export type CycloneDxDocument = z.infer<typeof CycloneDxDocument>;

/** Components that are no packages: without a purl they are not missed. */
const NO_PACKAGES = new Set([
  'operating-system',
  'file',
  'container',
  'data',
  'device',
  'firmware',
  'machine-learning-model',
  'cryptographic-asset',
]);

/** The packages of a CycloneDX document. Never throws: a component that cannot be read is a problem. */
export function readCycloneDx(document: CycloneDxDocument): Sbom {
  const { components, unreadable } = componentsOf(document);
  const subject = document.metadata?.component;
  const { problems, ...collected } = collectPackages(
    components.filter(({ purl, type = '' }) => purl !== undefined || !NO_PACKAGES.has(type)).map(toEntry),
  );
  const bad =
    unreadable === 0 ? [] : [{ code: 'MALFORMED_RECORD' as const, message: `${unreadable} components have no name or are no objects` }];
  const digest = subject?.version ?? '';
  return {
    format: `CycloneDX ${document.specVersion}`,
    name: subject?.name ?? '',
    digest: isDigest(digest) ? digest : '',
    ...collected,
    problems: [...bad, ...problems],
  };
}

/** Every component, those inside others included, in document order; what those are inside of; and how many could not be read. */
export function componentsOf(document: CycloneDxDocument): {
  components: CycloneDxComponent[];
  holders: ReadonlyMap<CycloneDxComponent, CycloneDxComponent>;
  unreadable: number;
} {
  const components: CycloneDxComponent[] = [];
  const holders = new Map<CycloneDxComponent, CycloneDxComponent>();
  let unreadable = 0;
  const waiting = (document.components ?? []).map((one) => ({ one, holder: undefined as CycloneDxComponent | undefined })).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { success, data } = Component.safeParse(next.one);
    if (!success) {
      unreadable++;
      continue;
    }
    components.push(data);
    if (next.holder !== undefined) holders.set(data, next.holder);
    for (const inner of (data.components ?? []).toReversed()) waiting.push({ one: inner, holder: data });
  }
  return { components, holders, unreadable };
}

function toEntry({ name, purl, licenses = [], properties = [] }: CycloneDxComponent): SbomEntry {
  const valuesOf = (key: RegExp): string[] => properties.flatMap((one) => (key.test(one.name) && one.value ? [one.value] : []));
  const paths = valuesOf(/^(?:plimsoll:path|syft:location:\d+:path|aquasecurity:trivy:FilePath)$/).map((path) => path.replace(/^\//, ''));
  const [unmatched] = valuesOf(/^plimsoll:unmatched$/);
  const source = sourceOf((key) => properties.find((one) => one.name === key)?.value ?? '');
  return {
    name,
    purls: purl === undefined ? [] : [purl],
    licenses: licenses.flatMap((license) => {
      const { data } = License.safeParse(license);
      return data?.expression ?? data?.license?.id ?? data?.license?.name ?? [];
    }),
    paths: paths.length === 0 ? [''] : paths,
    ...(unmatched === undefined ? {} : { unmatched }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The source package where a tool states it in properties of its own and not in the purl. */
function sourceOf(valueOf: (key: string) => string): SourcePackage | undefined {
  const trivy = (key: string): string => valueOf(`aquasecurity:trivy:${key}`);
  const name = trivy('SrcName');
  const upstream = trivy('SrcVersion');
  if (name === '' || upstream === '') return undefined;
  const epoch = trivy('SrcEpoch');
  const release = trivy('SrcRelease');
  return { name, version: `${epoch === '' || epoch === '0' ? '' : `${epoch}:`}${upstream}${release === '' ? '' : `-${release}`}` };
}
