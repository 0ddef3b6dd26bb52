import type { Decision, VexPreview, VexRow } from '@plimsoll/contract';
import { reach } from './fake-decisions.ts';
import { type FakeState, type Handler, text } from './fake-state.ts';

interface Statement {
  readonly vulnerability: { readonly name: string };
  readonly products: readonly { readonly '@id': string }[];
  readonly status: VexRow['status'];
  readonly impact_statement?: string;
}

/** What an OpenVEX document of npm and deb packages becomes; nothing else is understood here. */
function previewOf(state: FakeState, body: Record<string, unknown>): VexPreview {
  const { author = '', statements } = JSON.parse(text(body.document)) as { author?: string; statements: Statement[] };
  const rows = statements.map((statement, index) => rowOf(state, statement, index, body.scope as Decision['scope']));
  const counts = { decision: 0, 'not-imported': 0, 'decided-already': 0, nothing: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  const hides = { findings: 0, images: 0 };
  for (const { decision } of rows) {
    hides.findings += decision?.hides.findings ?? 0;
    hides.images += decision?.hides.images ?? 0;
  }
  return { author, counts, rows, hides, problems: ['1 statements of the document cannot be read, and were left out: statements[9]'] };
}

function rowOf(state: FakeState, statement: Statement, index: number, scope: Decision['scope']): VexRow {
  const { vulnerability, products, status, impact_statement: reason = 'Not affected' } = statement;
  const shown = { place: `statements[${index}]`, vulnerability: vulnerability.name, status };
  if (status !== 'not_affected')
    return { ...shown, outcome: 'nothing', because: 'it leaves the vulnerability standing, and so does Plimsoll' };
  const name = /([^/@]+)(?:@|$)/.exec(products[0]?.['@id'] ?? '')?.[1] ?? '';
  const target = { scope, vulnerability: vulnerability.name, packagePattern: name };
  const { hit, findings } = reach(state, target);
  if (hit.length === 0)
    return { ...shown, outcome: 'not-imported', because: `nothing that has ${vulnerability.name} is ${products[0]?.['@id']}` };
  const twin = state.decisions.find(
    (each) => each.state === 'open' && each.vulnerability === target.vulnerability && each.packagePattern === name,
  )?.id;
  const decision = {
    ...target,
    justification: 'vulnerable_code_not_in_execute_path' as const,
    reason,
    hides: { findings, images: hit.length },
    ...(twin === undefined ? {} : { twin }),
  };
  return twin === undefined
    ? { ...shown, outcome: 'decision', decision }
    : { ...shown, outcome: 'decided-already', because: `decision ${twin} hides the same`, decision };
}

/** The endpoints that take VEX documents in. */
export const vexHandlers: Readonly<Record<string, Handler>> = {
  previewVexImport: (state, { body }) => previewOf(state, body),
  importVex: (state, { body }) => {
    const { rows, ...preview } = previewOf(state, body);
    const made = rows.flatMap(({ outcome, decision }) => (outcome === 'decision' && decision !== undefined ? [decision] : []));
    const decisions = made.map(({ hides, ...decision }, index): Decision => ({
      ...decision,
      id: Math.max(0, ...state.decisions.map(({ id }) => id)) + 1 + index,
      kind: 'not-affected',
      author: `VEX: ${preview.author}, imported by sam@example.com`,
      createdAt: new Date().toISOString(),
      state: 'open',
      hides,
    }));
    state.decisions = [...decisions, ...state.decisions];
    return { ...preview, decisions: decisions.map(({ id }) => id) };
  },
};
