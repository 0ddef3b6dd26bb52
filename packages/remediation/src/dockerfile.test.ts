import { describe, expect, it } from 'vitest';
import { reconstructDockerfile } from './dockerfile.ts';

const steps = [
  { instruction: 'ADD file:rootfs.tar in /', hasLayer: true },
  { instruction: 'CMD ["bash"]', hasLayer: false },
  { instruction: 'RUN apt-get install -y \\\n    nginx', hasLayer: true },
  { instruction: 'umoci config', hasLayer: false },
  { instruction: 'USER 1000', hasLayer: false },
];

describe('reconstructDockerfile', () => {
  it("leaves out the base's steps, and makes comments of what is no instruction", () => {
    expect(reconstructDockerfile('debian:12', steps, 1)).toEqual([
      'FROM debian:12',
      'CMD ["bash"]',
      'RUN apt-get install -y \\ nginx',
      '# umoci config',
      'USER 1000',
    ]);
  });

  it('tells the whole history of an image without a base', () => {
    expect(reconstructDockerfile('scratch', steps, 0)).toHaveLength(6);
  });

  it('is the base alone for an image without a history', () => {
    expect(reconstructDockerfile('debian:12', [], 1)).toEqual(['FROM debian:12']);
  });
});
