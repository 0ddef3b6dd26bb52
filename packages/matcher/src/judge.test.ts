import type { Evidence, Link } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { judge } from './judge.ts';

function link(...evidence: readonly (Pick<Evidence, 'imports'> & { advisory?: string })[]): Link {
  return {
    subject: { ecosystem: 'Go', release: '', name: 'golang.org/x/crypto', version: 'v0.5.0', arch: '', module: '' },
    vulnerability: 'CVE-2023-48795',
    severity: 'medium',
    status: 'affected',
    fixState: 'available',
    fixedVersions: ['v0.17.0'],
    evidence: evidence.map((item) => ({ advisory: 'GO-2023-2402', range: '< 0.17.0', comparison: 'v0.5.0 < 0.17.0', ...item })),
  };
}

const ssh = { path: 'golang.org/x/crypto/ssh', symbols: ['NewClientConn', 'connection.clientHandshake'] };
const acme = { path: 'golang.org/x/crypto/acme', symbols: [] };
const windows = { path: 'os', symbols: ['Readlink'], goos: ['windows'] };
const ghsa = { advisory: 'GHSA-45x7-px36-x8w8' };

const facts = { kind: 'go-symbols', symbols: { main: ['main'], 'golang.org/x/crypto/ssh': ['Marshal'], os: ['Readlink'] } } as const;
const linked = { kind: 'go-symbols', symbols: { ...facts.symbols, 'golang.org/x/crypto/ssh': ['connection.clientHandshake'] } } as const;

it.each`
  case                                                     | links                              | words
  ${'no listed function of a linked package'}              | ${link({ imports: [ssh] })}        | ${'none of NewClientConn, connection.clientHandshake of golang.org/x/crypto/ssh is linked'}
  ${'a package that is not linked'}                        | ${link({ imports: [acme] })}       | ${'package golang.org/x/crypto/acme is not linked'}
  ${'code for another system'}                             | ${link({ imports: [windows] })}    | ${'os concerns windows only'}
  ${'a record of GHSA beside that names the module alone'} | ${link({ imports: [acme] }, ghsa)} | ${'package golang.org/x/crypto/acme is not linked'}
`('not affected: $case', ({ links, words }) => {
  expect(judge(facts, [links])).toEqual([
    {
      subject: links.subject,
      vulnerability: 'CVE-2023-48795',
      verdict: 'not_affected',
      justification: 'vulnerable_code_not_present',
      evidence: words,
    },
  ]);
});

it.each`
  case                                          | set                                    | links
  ${'a listed function is linked'}              | ${linked}                              | ${link({ imports: [ssh] })}
  ${'one of two packages is linked'}            | ${linked}                              | ${link({ imports: [acme, ssh] })}
  ${'one of two records does not limit itself'} | ${facts}                               | ${link({ imports: [acme] }, {})}
  ${'no record limits itself'}                  | ${facts}                               | ${link(ghsa)}
  ${'the symbol table could not be read'}       | ${{ kind: 'go-symbols', symbols: {} }} | ${link({ imports: [acme] })}
  ${'it is not about Go'}                       | ${facts}                               | ${{ ...link({ imports: [acme] }), subject: { ...link().subject, ecosystem: 'npm' } }}
`('says nothing where $case', ({ set, links }) => {
  expect(judge(set, [links])).toEqual([]);
});
