import type { Severity } from '@plimsoll/model';
import { decisionText } from './decided-finding.ts';
import type { ScanDocument } from './document.ts';
import { fixAdvice } from './fix-advice.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { type ImageIdentity, imageIdentity } from './image-identity.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { purlParts } from './purl-parts.ts';
import { requiresScan } from './requires-scan.ts';
import { TOOL } from './tool.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * AWS Security Finding Format, a JSON array as `aws securityhub batch-import-findings --findings` takes it, at most 100 at a time. Account
 * and region are those of the image's address in Amazon ECR; an image from elsewhere has account 000000000000 and region us-east-1, which
 * Security Hub refuses until they are replaced. What was decided is suppressed, with a note; problems and
 * what is not affected do not fit in.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export const asff: ReportFormat = {
  id: 'asff',
  mediaType: 'application/json',
  extension: 'asff.json',
  summary: 'AWS Security Finding Format, for Security Hub',
  render: (document, options) => `${JSON.stringify(toFindings(requiresScan(document, 'asff'), options), undefined, 2)}\n`,
};

const LABELS: Record<Severity, string> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  negligible: 'INFORMATIONAL',
  unknown: 'INFORMATIONAL',
};

/** What Security Hub calls the ways of installing; other types of packages are left unnamed. */
const MANAGERS = new Map(
  Object.entries({
    deb: 'OS',
    apk: 'OS',
    rpm: 'OS',
    npm: 'NODEPKG',
    pypi: 'PYTHONPKG',
    maven: 'JAR',
    golang: 'GOBINARY',
    gem: 'BUNDLER',
    composer: 'COMPOSER',
    cargo: 'CARGO',
    nuget: 'NUGET',
  }),
);

interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

function toFindings(document: ScanDocument, { now }: RenderOptions): unknown[] {
  const identity = imageIdentity(document.target);
  const { account = '000000000000', region = 'us-east-1' } = identity.ecr ?? {};
  const place = { account, region, partition: partitionOf(region) };
  const resource = toResource(document, identity, place);
  // Security Hub merges findings of one id: two sets of an image may hold the same package.
  return [...new Map(document.findings.map((finding) => [idOf(finding, document), finding])).entries()].map(([id, finding]) =>
    toFinding(finding, id, resource, place, now),
  );
}

function idOf(finding: ScanDocument['findings'][number], { target }: ScanDocument): string {
  return nameBasedUuid('asff', target.name, target.digest, finding.id, finding.purl, finding.path);
}

function toFinding(finding: ScanDocument['findings'][number], id: string, resource: unknown, place: Place, now: Date): unknown {
  const { display, version, type } = purlParts(finding.purl);
  const time = now.toISOString();
  const url = vulnerabilityAddress(finding.id);
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: `arn:${place.partition}:securityhub:${place.region}:${place.account}:product/${place.account}/default`,
    ProductName: TOOL.name,
    GeneratorId: `plimsoll/${finding.id}`.slice(0, 512),
    AwsAccountId: place.account,
    Region: place.region,
    Types: ['Software and Configuration Checks/Vulnerabilities/CVE'],
    CreatedAt: time,
    UpdatedAt: time,
    Severity: { Label: LABELS[finding.severity], Original: finding.severity },
    Title: cut(`${finding.id} in ${display} ${version}`, 256),
    Description: cut(finding.summary || `${display} ${version} has ${finding.id}.`, 1024),
    Remediation: { Recommendation: { Text: cut(fixAdvice(finding), 512), Url: url } },
    ProductFields: {
      'plimsoll/purl': cut(finding.purl, 2048),
      'plimsoll/path': cut(finding.path || '-', 2048),
      'plimsoll/layer': cut(`${finding.layer.digest} ${finding.layer.instruction}`.trim() || '-', 2048),
    },
    Resources: [resource],
    Vulnerabilities: [
      {
        Id: finding.id,
        ...(finding.cvss === undefined ? {} : { Cvss: [{ BaseScore: finding.cvss }] }),
        VulnerablePackages: [
          {
            Name: display,
            Version: version,
            FilePath: finding.path,
            ...(finding.fixedVersions.length === 0 ? {} : { FixedInVersion: finding.fixedVersions.join(', ') }),
            ...(MANAGERS.has(type) ? { PackageManager: MANAGERS.get(type) } : {}),
            ...(finding.layer.digest === '' ? {} : { SourceLayerHash: finding.layer.digest }),
          },
        ],
        RelatedVulnerabilities: finding.aliases,
        ReferenceUrls: [url],
        FixAvailable: finding.fixedVersions.length === 0 ? 'NO' : 'YES',
        ExploitAvailable: finding.exploited ? 'YES' : 'NO',
      },
    ],
    RecordState: 'ACTIVE',
    ...(finding.decision === undefined
      ? {}
      : {
          Workflow: { Status: 'SUPPRESSED' },
          Note: {
            Text: cut(decisionText(finding.decision), 512),
            UpdatedBy: cut(finding.decision.author, 512),
            UpdatedAt: finding.decision.createdAt,
          },
        }),
  };
}

function toResource({ target }: ScanDocument, { id, ecr }: ImageIdentity, { partition, region, account }: Place): unknown {
  const common = { Partition: partition, Region: region };
  if (ecr === undefined)
    return { Type: 'Container', Id: cut(id, 512), ...common, Details: { Container: { ImageId: cut(id, 512), ImageName: target.name } } };
  const image = {
    RegistryId: account,
    RepositoryName: ecr.repository,
    Architecture: target.platform.split('/')[1] ?? '',
    ImageDigest: target.digest,
    ...(ecr.tag === undefined ? {} : { ImageTags: [ecr.tag] }),
  };
  return {
    Type: 'AwsEcrContainerImage',
    Id: `arn:${partition}:ecr:${region}:${account}:repository/${ecr.repository}/${target.digest}`,
    ...common,
    Details: { AwsEcrContainerImage: image },
  };
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
