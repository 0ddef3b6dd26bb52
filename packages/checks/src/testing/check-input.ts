import { type Layer, parseDigest } from '@plimsoll/model';
import type { BuildStep, CheckInput, ImageFact, ImageSettings } from '../check.ts';
import type { FileFact } from '../files/file-fact.ts';

/** Settings of an image that passes what settings can tell. */
export const GOOD_SETTINGS: ImageSettings = {
  user: '1000',
  env: ['PATH=/usr/bin:/bin'],
  exposedPorts: ['8080/tcp'],
  labels: {
    'org.opencontainers.image.source': 'https://git.example.com/a',
    'org.opencontainers.image.revision': 'abc',
    'org.opencontainers.image.licenses': 'Apache-2.0',
  },
  healthcheck: { test: ['CMD', 'true'] },
  entrypoint: [],
  cmd: [],
};

/** An image of two layers, of which the first is the base's, unless `changes` says otherwise. */
export function inputOf(changes: Partial<CheckInput> & { readonly set?: Partial<ImageSettings> } = {}): CheckInput {
  const { set, ...rest } = changes;
  return {
    settings: { ...GOOD_SETTINGS, ...set },
    layers: [layer('FROM base'), layer('COPY . /app')],
    steps: [step('ADD rootfs.tar /', 0), step('CMD ["sh"]'), step('COPY . /app', 1), step('USER 1000')],
    facts: [],
    isPartial: false,
    base: { layers: 1 },
    ...rest,
  };
}

export function step(instruction: string, layerIndex?: number, createdBy: string = instruction): BuildStep {
  return { createdBy, instruction, ...(layerIndex === undefined ? {} : { layer: layerIndex }) };
}

export function factIn(layerIndex: number, fact: FileFact, isDeleted = false): ImageFact {
  return { fact, layer: layerIndex, isDeleted };
}

function layer(instruction: string): Layer {
  const digest = parseDigest(`sha256:${'0'.repeat(64)}`);
  return { digest, diffId: digest, chainId: digest, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', sizeBytes: 1, instruction };
}
