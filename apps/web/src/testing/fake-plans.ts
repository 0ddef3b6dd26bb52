import type { BaseImage, BaseNode, FindingRow, FixPlan, ImageComparison } from '@plimsoll/contract';
import { type FakeState, type Handler, text } from './fake-state.ts';
import { countsOf, digestOf, type FakeImage, findingsOf } from './images.ts';
import { totalOf } from '../ui/severities.ts';

const PLATFORM = 'linux/amd64';
const NGINX = 'platform/nginx:1-20260711';
const DEBIAN = 'platform/debian:12-20260711';
/** What each image is built on; `outdated` names what is newer. */
const BUILT_ON: Readonly<Record<string, string>> = {
  'shop/web:1.4.0': NGINX,
  'shop/web:1.5.0': NGINX,
  'shop/web:1.6.0': 'platform/nginx:1-20261120',
  [NGINX]: DEBIAN,
  'platform/nginx:1-20261120': 'platform/debian:12-20261120',
  'team/orders:2.1.0': DEBIAN,
  'team/reports:1': DEBIAN,
};
const NEWER: Readonly<Record<string, { to: string; reasons: string[] }>> = {
  [DEBIAN]: { to: 'platform/debian:12-20261120', reasons: ['a newer tag of the same line exists: platform/debian:12-20261120'] },
  [NGINX]: {
    to: 'platform/nginx:1-20261120',
    reasons: [
      'a newer tag of the same line exists: platform/nginx:1-20261120',
      `its own base ${DEBIAN} is outdated: a newer tag of the same line exists: platform/debian:12-20261120`,
    ],
  },
};

const nameOf = ({ repository, tag }: FakeImage) => `${repository}:${tag}`;
const linkTo = (name: string) => {
  const colon = name.lastIndexOf(':');
  return { connection: 1, repository: name.slice(0, colon), reference: name.slice(colon + 1) };
};

function imageAt(state: FakeState, wanted: { connection: unknown; repository: unknown; reference: unknown }): FakeImage | undefined {
  return state.images.find(
    ({ connection, repository, tag, digest }) =>
      connection === wanted.connection && repository === wanted.repository && (tag === wanted.reference || digest === wanted.reference),
  );
}

function lineageOf(image: FakeImage): BaseImage[] {
  const chain: BaseImage[] = [];
  for (let name = BUILT_ON[nameOf(image)]; name !== undefined; name = BUILT_ON[name]) {
    const newer = NEWER[name];
    chain.push({
      name,
      digest: digestOf(name),
      image: linkTo(name),
      outdated: newer !== undefined,
      reasons: newer?.reasons ?? [],
      layerCount: name.startsWith('platform/nginx') ? 3 : 1,
      candidates: newer === undefined ? [] : [{ name: newer.to, digest: digestOf(newer.to), step: 'refresh', image: linkTo(newer.to) }],
    });
  }
  return chain;
}

function planOf(findings: readonly FindingRow[], title: string, edits: FixPlan['edits'], goes: (finding: FindingRow) => boolean): FixPlan {
  const left = findings.filter((finding) => !goes(finding));
  const removes = findings.filter(goes).map(({ vulnerability, purl, severity }) => ({ id: vulnerability, purl, severity }));
  const base = edits.find(({ kind }) => kind === 'base-image');
  return {
    title,
    edits,
    removes,
    remaining: left.length,
    unfixable: left.filter(({ fixedVersions }) => fixedVersions.length === 0).length,
    adds: [],
    limits: edits.some(({ kind }) => kind === 'override') ? ['That the pinned versions work together was not tried: build and test.'] : [],
    dockerfileDiff:
      base === undefined
        ? ''
        : `--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,3 +1,3 @@\n-${base.before}\n+${base.after}\n COPY package*.json /srv/app/\n RUN npm ci --omit=dev\n`,
    shell: edits.map(({ command, after }) => command ?? `# ${after}`),
    pullRequest: { title, body: `Removes ${removes.length} known vulnerabilities, leaves ${left.length}, adds 0.\n` },
  };
}

function plansOf(image: FakeImage, state: FakeState): FixPlan[] {
  const findings = findingsOf(image, state.now);
  const [base] = lineageOf(image);
  const candidate = base?.candidates[0];
  const isBase = ({ layer }: FindingRow) => layer.ordinal < (base?.layerCount ?? 0);
  const pins = [
    ...new Map(
      findings
        .filter((finding) => finding.ecosystem === 'npm' && finding.fixedVersions.length > 0)
        .map((finding) => [finding.package, finding]),
    ).values(),
  ];
  const pin = ({ package: name, fixedVersions: [to = ''] }: FindingRow): FixPlan['edits'][number] => ({
    kind: 'override',
    file: 'package.json',
    before: '',
    after: `"overrides": { "${name}@<${to}": "${to}" }`,
    command: `npm pkg set 'overrides[${name}@<${to}]=${to}'`,
  });
  const isPinned = (finding: FindingRow) => pins.some((one) => one.package === finding.package);
  const move: FixPlan['edits'] =
    candidate === undefined
      ? []
      : [{ kind: 'base-image', file: 'Dockerfile', before: `FROM ${base?.name}`, after: `FROM ${candidate.name}@${candidate.digest}` }];
  const all = pins.map(pin);
  return [
    ...(candidate === undefined ? [] : [planOf(findings, `Move to ${candidate.name}`, move, isBase)]),
    ...pins
      .slice(0, 3)
      .map((one) =>
        planOf(findings, `Pin ${one.package} to ${one.fixedVersions[0]}`, [pin(one)], (finding) => finding.package === one.package),
      ),
    ...(all.length > 1 ? [planOf(findings, `Pin ${all.length} dependencies`, all, isPinned)] : []),
    ...(candidate === undefined || all.length === 0
      ? []
      : [
          planOf(
            findings,
            `Everything: base ${candidate.name}, ${all.length} dependencies`,
            [...move, ...all],
            (each) => isBase(each) || isPinned(each),
          ),
        ]),
  ].filter(({ removes }) => removes.length > 0);
}

function comparisonOf(before: FakeImage, after: FakeImage, state: FakeState): ImageComparison {
  const [was, now] = [findingsOf(before, state.now), findingsOf(after, state.now)];
  const keys = (rows: readonly FindingRow[]) => new Set(rows.map(({ id }) => id));
  const shown = (rows: readonly FindingRow[], others: readonly FindingRow[]) =>
    rows
      .filter(({ id }) => !keys(others).has(id))
      .map(({ vulnerability, purl, severity, layer }) => ({
        id: vulnerability,
        purl,
        severity,
        origin: layer.ordinal < 3 ? ('base' as const) : ('application' as const),
      }));
  return {
    before: { connection: before.connection, repository: before.repository, reference: before.tag },
    after: { connection: after.connection, repository: after.repository, reference: after.tag },
    packages: {
      added: [{ purl: 'pkg:npm/async-function@1.0.0', origin: 'application' }],
      removed: [],
      changed: [
        {
          name: 'pkg:deb/debian/nginx',
          before: ['pkg:deb/debian/nginx@1.22.1-9%2Bdeb12u9?distro=debian-12'],
          after: ['pkg:deb/debian/nginx@1.22.1-9%2Bdeb12u11?distro=debian-12'],
          origin: 'base',
        },
      ],
      unchanged: 345,
    },
    vulnerabilities: {
      added: shown(now, was),
      removed: shown(was, now),
      changed: [],
      unchanged: now.filter(({ id }) => keys(was).has(id)).length,
    },
  };
}

function baseNodes(state: FakeState): BaseNode[] {
  const names = new Set([...Object.keys(BUILT_ON), ...Object.values(BUILT_ON)]);
  const childrenOf = (name: string) => [...names].filter((each) => BUILT_ON[each] === name);
  const descendantsOf = (name: string): number => childrenOf(name).reduce((sum, child) => sum + 1 + descendantsOf(child), 0);
  const countsAt = (name: string) => {
    const { repository, reference } = linkTo(name);
    // The old Debian is listed nowhere any more: only what is built on it knows it.
    return state.images.find((image) => image.repository === repository && image.tag === reference)?.counts ?? countsOf(27);
  };
  return [...names]
    .map((name): BaseNode => {
      const newer = NEWER[name];
      const on = BUILT_ON[name];
      const counts = countsAt(name);
      return {
        name,
        digest: digestOf(name),
        platform: PLATFORM,
        image: linkTo(name),
        base: on === undefined ? null : digestOf(on),
        children: childrenOf(name).length,
        descendants: descendantsOf(name),
        outdated: newer !== undefined,
        reasons: newer?.reasons ?? [],
        findings: totalOf(counts),
        counts,
        candidates: newer === undefined ? [] : [{ name: newer.to, findings: totalOf(countsAt(newer.to)), image: linkTo(newer.to) }],
      };
    })
    .toSorted((a, b) => b.descendants - a.descendants || a.name.localeCompare(b.name));
}

/** What images are built on, what to change, and what differs. */
export const planHandlers: Readonly<Record<string, Handler>> = {
  getLineage: (state, { params }) => {
    const image = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    return image === undefined ? undefined : lineageOf(image);
  },
  getImagePlan: (state, { params }) => {
    const image = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    if (image === undefined) return undefined;
    const lineage = lineageOf(image);
    const plans = plansOf(image, state);
    const move = plans.find(({ title }) => title.startsWith('Move to'));
    const candidate = lineage[0]?.candidates[0];
    return {
      findings: findingsOf(image, state.now).length,
      lineage,
      candidates: move === undefined || candidate === undefined ? [] : [{ ...move, name: candidate.name, digest: candidate.digest }],
      plans,
    };
  },
  compareImages: (state, { params, query }) => {
    const after = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    const before = imageAt(state, {
      connection: query.connection ?? params.connection,
      repository: query.repository ?? params.repository,
      reference: text(query.with),
    });
    return before === undefined || after === undefined ? undefined : comparisonOf(before, after, state);
  },
  listBases: (state) => (state.images.length === 0 ? [] : baseNodes(state)),
};
