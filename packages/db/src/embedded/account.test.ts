import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { accountForPostgres } from './account.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-passwd-'));
const passwd = join(folder, 'passwd');
afterAll(() => rmSync(folder, { recursive: true }));

it('is nobody of this machine under root', () => {
  writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\nnobody:x:99:98:nobody:/:/bin/false\n');

  expect(accountForPostgres(0, passwd)).toEqual({ uid: 99, gid: 98 });
});

it('never is root, whatever the file says', () => {
  writeFileSync(passwd, 'nobody:x:0:0::/:/bin/false\n');

  expect(accountForPostgres(0, passwd)).toEqual({ uid: 65_534, gid: 65_534 });
});

it('has a number where there are no users', () => {
  expect(accountForPostgres(0, join(folder, 'none'))).toEqual({ uid: 65_534, gid: 65_534 });
});

it('is not needed by others', () => {
  expect(accountForPostgres(1000, passwd)).toBeUndefined();
});
