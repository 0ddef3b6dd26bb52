import { afterAll, describe, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { imagesNamed, vulnerabilitiesNamed } from './statement-targets.ts';
import { decidedFleet, ONE, THREE } from './testing/decided-fleet.ts';
import { npmSubject } from './testing/fleet.ts';

describe('what statements name', async () => {
  const { db, close, connection } = await decidedFleet();
  afterAll(close);
  const PATH = 'production/shop/web';

  it('finds vulnerabilities by any name, with what has them', async () => {
    expect(await vulnerabilitiesNamed(db, ['cve-1', 'CVE-3', 'CVE-0'])).toEqual([
      { asked: 'CVE-3', vulnerability: 'CVE-3', subjects: [npmSubject('right-pad')] },
      { asked: 'cve-1', vulnerability: 'CVE-1', subjects: [npmSubject('left-pad')] },
    ]);
  });

  it('finds images by digest and repositories by path, in the scope', async () => {
    const names = { digests: [ONE, THREE], paths: [PATH, 'production/shop/api'] };
    const image = { asked: ONE, digest: ONE, connection, repository: 'shop/web' };
    const repository = { asked: PATH, connection, repository: 'shop/web' };

    expect(await imagesNamed(db, {}, names)).toEqual([image, repository]);
    expect(await imagesNamed(db, { connection, repositoryGlob: 'shop/*' }, names)).toEqual([image, repository]);
    expect(await imagesNamed(db, { repositoryGlob: 'other/*' }, names)).toEqual([]);
    expect(await imagesNamed(db, { connection: connection + 1 }, names)).toEqual([]);
  });

  it('knows nothing of a frozen registry', async () => {
    await disconnect(db, connection);

    expect(await imagesNamed(db, {}, { digests: [ONE], paths: [PATH] })).toEqual([]);
  });
});
