import type { BaseImage, BaseNode, FindingRow, FixPlan } from '@plimsoll/contract';
import type { FakeState, Handler } from './fake-state.ts';
import { countsOf, digestOf, type FakeImage, findingsOf } from './images.ts';
import { totalOf } from '../ui/severities.ts';

export const PLATFORM = 'linux/amd64';
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

/** The image that has a place. */
export function imageAt(state: FakeState, wanted: { connection: unknown; repository: unknown; reference: unknown }): FakeImage | undefined {
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

/** One edit, and which findings go with it. */
interface FakeChange {
  readonly title: string;
  readonly edit: Omit<FixPlan['edits'][number], 'step' | 'stepTitle'>;
  readonly goes: (finding: FindingRow) => boolean;
}

/** A plan before it is counted: each of its changes is a step. */
interface FakeDraft {
  readonly key: string;
  readonly title: string;
  readonly changes: readonly FakeChange[];
}

/** @param steps those that are made; all if absent */
function planOf(findings: readonly FindingRow[], { key, title, changes }: FakeDraft, steps?: ReadonlySet<number>): FixPlan {
  const made = changes.map((change, step) => ({ ...change, step })).filter(({ step }) => steps?.has(step) ?? true);
  const goes = (finding: FindingRow) => made.some((change) => change.goes(finding));
  const edits = made.map(({ edit, step, title: stepTitle }) => ({ ...edit, step, stepTitle }));
  const left = findings.filter((finding) => !goes(finding));
  const removes = findings.filter(goes).map(({ vulnerability, purl, severity }) => ({ id: vulnerability, purl, severity }));
  const base = edits.find(({ kind }) => kind === 'base-image');
  const named = made.length === changes.length ? title : `${title}, ${made.length} of ${changes.length} edits`;
  return {
    key,
    title: named,
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
    pullRequest: { title: named, body: `Removes ${removes.length} known vulnerabilities, leaves ${left.length}, adds 0.\n` },
  };
}

function pinOf({ package: name, fixedVersions: [to = ''] }: FindingRow): FakeChange {
  return {
    title: `Pin ${name} to ${to}`,
    edit: {
      kind: 'override',
      file: 'package.json',
      before: '',
      after: `"overrides": { "${name}@<${to}": "${to}" }`,
      command: `npm pkg set 'overrides[${name}@<${to}]=${to}'`,
    },
    goes: (finding) => finding.package === name,
  };
}

function draftsOf(image: FakeImage, findings: readonly FindingRow[]): FakeDraft[] {
  const [base] = lineageOf(image);
  const candidate = base?.candidates[0];
  const fixable = findings.filter((finding) => finding.ecosystem === 'npm' && finding.fixedVersions.length > 0);
  const pins = [...new Map(fixable.map((finding) => [finding.package, finding])).values()];
  const move: FakeChange[] =
    candidate === undefined
      ? []
      : [
          {
            title: `Move to ${candidate.name}`,
            edit: {
              kind: 'base-image',
              file: 'Dockerfile',
              before: `FROM ${base?.name}`,
              after: `FROM ${candidate.name}@${candidate.digest}`,
            },
            goes: ({ layer }) => layer.ordinal < (base?.layerCount ?? 0),
          },
        ];
  const all = pins.map(pinOf);
  return [
    ...(candidate === undefined
      ? []
      : [{ key: `base:${candidate.name.split('-')[0]}`, title: `Move to ${candidate.name}`, changes: move }]),
    ...pins.slice(0, 3).map((one) => ({ key: `pin:npm/${one.package}`, title: pinOf(one).title, changes: [pinOf(one)] })),
    ...(all.length > 1 ? [{ key: 'pins', title: `Pin ${all.length} dependencies`, changes: all }] : []),
    ...(candidate === undefined || all.length === 0
      ? []
      : [{ key: 'everything', title: `Everything: base ${candidate.name}, ${all.length} dependencies`, changes: [...move, ...all] }]),
  ];
}

const NOT_AS_ROOT: FakeDraft = {
  key: 'configuration:CIS-4.1',
  title: 'Run as a user other than root',
  changes: [
    {
      title: 'Run as a user other than root',
      edit: { kind: 'configuration', file: 'Dockerfile', before: '', after: 'USER 1000' },
      goes: () => false,
    },
  ],
};

/** What an image's plans are, most risk removed per edit first. */
export function plansOf(image: FakeImage, now: number): FixPlan[] {
  const findings = findingsOf(image, now);
  return draftsOf(image, findings)
    .map((draft) => planOf(findings, draft))
    .filter(({ removes }) => removes.length > 0);
}

/** The same with those that remove nothing. */
function allPlansOf(image: FakeImage, now: number): FixPlan[] {
  return [...plansOf(image, now), planOf(findingsOf(image, now), NOT_AS_ROOT)];
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

/** What images are built on, and what to change. */
export const planHandlers: Readonly<Record<string, Handler>> = {
  getLineage: (state, { params }) => {
    const image = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    return image === undefined ? undefined : lineageOf(image);
  },
  getImagePlan: (state, { params }) => {
    const image = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    if (image === undefined) return undefined;
    const lineage = lineageOf(image);
    const plans = allPlansOf(image, state.now);
    const move = plans.find(({ title }) => title.startsWith('Move to'));
    const candidate = lineage[0]?.candidates[0];
    return {
      findings: findingsOf(image, state.now).length,
      lineage,
      candidates: move === undefined || candidate === undefined ? [] : [{ ...move, name: candidate.name, digest: candidate.digest }],
      plans,
    };
  },
  simulatePlan: (state, { params, body }) => {
    const image = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    const findings = image === undefined ? [] : findingsOf(image, state.now);
    const draft = image === undefined ? undefined : draftsOf(image, findings).find(({ key }) => key === body.key);
    return draft === undefined ? undefined : planOf(findings, draft, new Set(Array.isArray(body.steps) ? body.steps : []));
  },
  listBases: (state) => (state.images.length === 0 ? [] : baseNodes(state)),
};
