import { type Digest, isDigest } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { parseProvenance } from './provenance.ts';

const hex = (letter: string): string => letter.repeat(64);
const IMAGE = `sha256:${hex('a')}` as Digest;
const image = { digest: IMAGE, platform: { os: 'linux', architecture: 'amd64' } };

const statement = (more: object): object => ({
  predicateType: 'https://slsa.dev/provenance/v0.2',
  subject: [{ name: '_', digest: { sha256: hex('a') } }],
  predicate: {},
  ...more,
});
const material = (uri: string, letter = 'b') => ({ uri, digest: { sha256: hex(letter) } });
const parse = (value: unknown) => parseProvenance(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), image);
const namesOf = (...materials: object[]) => parse(statement({ predicate: { materials } })).map(({ name }) => name);

describe('images that took part', () => {
  it('are the materials of v0.2', () => {
    expect(parse(statement({ predicate: { materials: [material('pkg:docker/node@20?platform=linux%2Famd64')] } }))).toEqual([
      { name: 'node:20', digest: `sha256:${hex('b')}` },
    ]);
  });

  it('are the resolved dependencies of v1', () => {
    const predicate = { buildDefinition: { resolvedDependencies: [material('pkg:docker/node@20')] } };

    expect(parse(statement({ predicateType: 'https://slsa.dev/provenance/v1', predicate }))).toMatchObject([{ name: 'node:20' }]);
  });

  it.each`
    uri                                                              | name
    ${'pkg:docker/node@20-slim'}                                     | ${'node:20-slim'}
    ${'pkg:docker/library/node@20'}                                  | ${'node:20'}
    ${'pkg:docker/docker.io/library/node@20'}                        | ${'node:20'}
    ${'pkg:docker/ghcr.io/team/base@1?digest=sha256:00'}             | ${'ghcr.io/team/base:1'}
    ${'pkg:docker/localhost%3A5000/base@1%2E0'}                      | ${'localhost:5000/base:1.0'}
    ${`pkg:docker/node@${encodeURIComponent(`sha256:${hex('b')}`)}`} | ${'node'}
    ${'pkg:docker/node'}                                             | ${'node'}
    ${'pkg:docker/no%de@1'}                                          | ${'no%de:1'}
  `('$uri is $name', ({ uri, name }) => {
    expect(namesOf(material(uri as string))).toEqual([name]);
  });

  it('are no sources, no tools of the build, and none for other platforms', () => {
    expect(
      namesOf(
        material('https://github.com/team/app#refs/heads/main'),
        material('pkg:docker/docker/dockerfile@1', 'c'),
        material('pkg:docker/golang@1?platform=linux%2Farm64', 'd'),
        material('pkg:docker/golang@1?platform=nonsense', 'e'),
        material('pkg:docker/@1', 'f'),
        { uri: 'pkg:docker/unpinned@1' },
        { uri: 'pkg:docker/unpinned@1', digest: { sha512: hex('b') } },
        { uri: 'pkg:docker/unpinned@1', digest: { sha256: 'b' } },
        { digest: { sha256: hex('b') } },
      ),
    ).toEqual(['golang:1']);
  });

  it('are one each, in their order', () => {
    expect(namesOf(material('pkg:docker/b@1', 'b'), material('pkg:docker/a@1', 'c'), material('pkg:docker/b@2', 'b'))).toEqual([
      'b:1',
      'a:1',
    ]);
  });

  it('serve a variant of their platform', () => {
    const arm = { ...image, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } };
    const bytes = Buffer.from(
      JSON.stringify(statement({ predicate: { materials: [material('pkg:docker/node@20?platform=linux%2Farm64')] } })),
    );

    expect(parseProvenance(bytes, arm)).toHaveLength(1);
  });
});

describe('what is refused', () => {
  it.each`
    what                       | value
    ${'no JSON'}               | ${'{'}
    ${'no statement'}          | ${'[]'}
    ${'no subject'}            | ${JSON.stringify(statement({ subject: undefined }))}
    ${'another image'}         | ${JSON.stringify(statement({ subject: [{ digest: { sha256: hex('b') } }] }))}
    ${'another predicate'}     | ${JSON.stringify(statement({ predicateType: 'https://spdx.dev/Document' }))}
    ${'materials of no shape'} | ${JSON.stringify(statement({ predicate: { materials: 'all' } }))}
    ${'a digest of no shape'}  | ${JSON.stringify(statement({ predicate: { materials: [{ uri: 'pkg:docker/a', digest: 'b' }] } }))}
  `('$what', ({ value }) => {
    expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'MALFORMED_PROVENANCE' }));
  });

  it('more images than take part in any build', () => {
    const materials = Array.from({ length: 60 }, (_, index) => ({
      uri: `pkg:docker/a${index}`,
      digest: { sha256: index.toString(16).padStart(64, '0') },
    }));

    expect(materials.every(({ digest }) => isDigest(`sha256:${digest.sha256}`))).toBe(true);
    expect(() => namesOf(...materials)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  it('nesting without end', () => {
    expect(() => parse('['.repeat(1_000_000))).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  it('names longer than any: they are left out', () => {
    expect(namesOf(material(`pkg:docker/${'a'.repeat(600)}@1`), material(`pkg:docker/${'%2F'.repeat(1_000_000)}`))).toEqual([]);
  });
});
