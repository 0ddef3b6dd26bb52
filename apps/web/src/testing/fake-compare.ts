import type { FindingRow, ImageComparison } from '@plimsoll/contract';
import { imageAt } from './fake-plans.ts';
import { type FakeState, type Handler, text } from './fake-state.ts';
import { type FakeImage, findingsOf } from './images.ts';

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

/** What differs between two images. */
export const compareHandlers: Readonly<Record<string, Handler>> = {
  compareImages: (state, { params, query }) => {
    const after = imageAt(state, { connection: params.connection, repository: params.repository, reference: params.reference });
    const before = imageAt(state, {
      connection: query.connection ?? params.connection,
      repository: query.repository ?? params.repository,
      reference: text(query.with),
    });
    return before === undefined || after === undefined ? undefined : comparisonOf(before, after, state);
  },
};
