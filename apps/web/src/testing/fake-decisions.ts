import type { Counts, Decision, FindingRow } from '@plimsoll/contract';
import { type FakeState, type Handler, pageOf, text } from './fake-state.ts';
import { type FakeImage, findingsOf } from './images.ts';

type Target = Pick<Decision, 'scope' | 'vulnerability' | 'packagePattern'>;

function fits(glob: string | undefined, value: string): boolean {
  if (glob === undefined) return true;
  const pattern = glob.replaceAll(/[^*?]/g, (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`);
  return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u').test(value);
}

function hides({ scope, vulnerability, packagePattern }: Target, image: FakeImage, finding: FindingRow): boolean {
  return (
    (scope.connection === undefined || scope.connection === image.connection) &&
    (scope.image === undefined || scope.image === image.digest) &&
    fits(scope.repositoryGlob, image.repository) &&
    fits(scope.tagGlob, image.tag) &&
    (vulnerability === undefined || vulnerability === finding.vulnerability) &&
    fits(packagePattern, finding.package)
  );
}

/** The same rows, each with the decision that hides it. */
export function withDecisions(state: FakeState, image: FakeImage, rows: readonly FindingRow[]): FindingRow[] {
  return rows.map((row) => {
    const decision = state.decisions.find((each) => each.state === 'open' && image.frozenAt === undefined && hides(each, image, row));
    return decision === undefined ? row : { ...row, decision };
  });
}

export function countsOfRows(rows: readonly FindingRow[]): Counts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };
  for (const { severity, fixedVersions } of rows) {
    counts[severity]++;
    if (fixedVersions.length > 0) counts.fixable++;
  }
  return counts;
}

/** The images that have what a target names. */
export function reach(state: FakeState, target: Target) {
  const hit = state.images
    .filter(({ counts, frozenAt }) => counts !== null && frozenAt === undefined)
    .map((image) => ({ image, findings: findingsOf(image, state.now).filter((row) => hides(target, image, row)).length }))
    .filter(({ findings }) => findings > 0);
  return { hit, findings: hit.reduce((sum, { findings }) => sum + findings, 0) };
}

function toTarget(body: Record<string, unknown>): Target {
  return { scope: body.scope ?? {}, ...(body as Partial<Target>) } as Target;
}

/** As a decision stands now. */
function shown(state: FakeState, decision: Decision): Decision {
  if (decision.state !== 'open') return decision;
  const { hit, findings } = reach(state, decision);
  return { ...decision, hides: { findings, images: hit.length } };
}

function found(state: FakeState, params: Record<string, unknown>): Decision | undefined {
  return state.decisions.find(({ id }) => id === params.decision);
}

function add(state: FakeState, body: Record<string, unknown>): Decision {
  const target = toTarget(body);
  const connectionName = state.connections.find(({ id }) => id === target.scope.connection)?.name;
  const decision = {
    ...body,
    ...target,
    scope: { ...target.scope, ...(connectionName === undefined ? {} : { connectionName }) },
    id: Math.max(0, ...state.decisions.map(({ id }) => id)) + 1,
    author: 'sam@example.com',
    createdAt: new Date().toISOString(),
    state: 'open',
    hides: { findings: 0, images: 0 },
  } as Decision;
  state.decisions = [decision, ...state.decisions];
  return decision;
}

function end(decision: Decision, endedReason: string): void {
  Object.assign(decision, { state: 'ended', endedAt: new Date().toISOString(), endedBy: 'sam@example.com', endedReason });
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function previewMany(state: FakeState, { vulnerabilities, ...body }: Record<string, unknown>) {
  const reached = names(vulnerabilities).map((vulnerability) => reach(state, toTarget({ ...body, vulnerability })));
  const images = new Set(reached.flatMap(({ hit }) => hit.map(({ image }) => image.digest)));
  return { hides: { findings: reached.reduce((sum, { findings }) => sum + findings, 0), images: images.size }, decidedAlready: 0 };
}

/** The endpoints of decisions. */
export const decisionHandlers: Readonly<Record<string, Handler>> = {
  previewDecision: (state, { body }) => {
    const { hit, findings } = reach(state, toTarget(body));
    return {
      findings,
      images: hit.length,
      tags: hit.length,
      repositories: new Set(hit.map(({ image }) => image.repository)).size,
      alreadyDecided: 0,
    };
  },
  createDecision: (state, { body }) => shown(state, add(state, body)),
  previewDecisions: (state, { body }) => previewMany(state, body),
  createDecisions: (state, { body: { vulnerabilities, ...body } }) => {
    const preview = previewMany(state, { ...body, vulnerabilities });
    return { ...preview, decisions: names(vulnerabilities).map((vulnerability) => add(state, { ...body, vulnerability }).id) };
  },
  endDecisions: (state, { body: { decisions, reason } }) => {
    const open = state.decisions.filter(({ id, state: is }) => is === 'open' && Array.isArray(decisions) && decisions.includes(id));
    for (const decision of open) end(decision, text(reason));
    return { ended: open.map(({ id }) => id) };
  },
  listDecisions: (state, { query }) =>
    pageOf(
      state.decisions
        .filter((decision) => query.state === undefined || (decision.state === 'open') === (query.state === 'open'))
        .map((decision) => shown(state, decision)),
      query,
    ),
  exportVex: () => ({ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] }),
  getDecision: (state, { params }) => {
    const decision = found(state, params);
    return decision === undefined ? undefined : shown(state, decision);
  },
  endDecision: (state, { params, body }) => {
    const decision = found(state, params);
    if (decision === undefined) return undefined;
    end(decision, text(body.reason));
    return decision;
  },
};
