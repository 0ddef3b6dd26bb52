import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats, ScanDocument } from '@plimsoll/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, commandWorld } from '../testing/run-command.ts';

let world: CommandWorld;

beforeAll(async () => {
  world = await commandWorld();
  await world.run('db', 'update', '-q');
});
afterAll(() => world.close());

async function scanned(...args: string[]): Promise<ScanDocument> {
  return ScanDocument.parse(JSON.parse((await world.run('scan', '-q', '--format', 'json', ...args)).stdout));
}

describe('statements', () => {
  const statement = (fields: object) => ({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Example',
    statements: [{ vulnerability: 'GHSA-1', products: [{ '@id': 'pkg:npm/left@1.0.0' }], ...fields }],
  });

  function file(name: string, document: object): string {
    const path = join(world.dir, name);
    writeFileSync(path, JSON.stringify(document));
    return path;
  }

  it('move a finding to what is not affected', async () => {
    const vex = file('vex.json', statement({ status: 'not_affected', justification: 'vulnerable_code_not_in_execute_path' }));

    const document = await scanned('--vex', vex, world.images);

    expect(document.findings.map(({ id }) => id)).toEqual(['CVE-2026-3']);
    expect(document.notAffected).toMatchObject([
      { id: 'CVE-2026-1', justification: 'vulnerable_code_not_in_execute_path', evidence: `${vex}: Example says not affected` },
    ]);
    expect(document.coverage).toBe('complete');
  });

  it('are read from each file, and a later one counts', async () => {
    const yes = file('yes.json', statement({ status: 'fixed' }));
    const no = file('no.json', statement({ status: 'affected', action_statement: 'update' }));

    expect((await scanned('--vex', yes, '--vex', no, world.images)).findings).toHaveLength(2);
    expect((await scanned('--vex', no, '--vex', yes, world.images)).findings).toHaveLength(1);
  });

  it('that we print are read again', async () => {
    const vex = file('vex2.json', statement({ status: 'not_affected', justification: 'component_not_present' }));
    const output = async (format: string): Promise<string> => {
      const path = join(world.dir, `${format}.vex.json`);
      writeFileSync(path, (await world.run('scan', '-q', '--format', format, '--vex', vex, world.images)).stdout);
      return path;
    };

    for (const format of ['openvex', 'cyclonedx'])
      expect((await scanned('--vex', await output(format), world.images)).notAffected.map(({ id }) => id)).toEqual(['CVE-2026-1']);
  });

  it('that cannot be used are told', async () => {
    const vague = file('vague.json', statement({ status: 'fixed', products: [] }));

    expect((await scanned('--vex', vague, world.images)).problems.map(({ message }) => message)).toEqual([
      `1 statements of ${vague} name no product or no vulnerability, and apply to nothing: statements[0]`,
    ]);
    expect(await world.run('scan', '--vex', join(world.dir, 'gone.json'), world.images)).toMatchObject({ status: 2 });
    expect(await world.run('scan', '--vex', file('odd.json', {}), world.images)).toMatchObject({ status: 3 });
  });
});

it.each(formats.map(({ id }) => id))('prints %s', async (format) => {
  const { status, stdout } = await world.run('scan', '-q', '--format', format, world.images);

  expect(status).toBe(0);
  expect(stdout).toContain('CVE-2026-3');
});

it('refuses to print an inventory as a list of findings', async () => {
  expect(await world.run('inventory', '-q', '--format', 'sarif', world.images)).toMatchObject({ status: 2, stdout: '' });
});
