import { expect, it } from 'vitest';
import { parseImageConfig } from './image-config.ts';

const DIFF_ID = `sha256:${'a'.repeat(64)}`;

it('reads what an image says of itself', () => {
  const config = parse({
    os: 'linux',
    architecture: 'arm64',
    variant: 'v8',
    created: '2026-01-01T00:00:00Z',
    config: {
      User: '1000',
      Env: ['A=1'],
      ExposedPorts: { '8080/tcp': {}, '22': {} },
      Entrypoint: ['/a'],
      Cmd: null,
      Labels: { x: 'y' },
      WorkingDir: '/srv',
      Healthcheck: { Test: ['NONE'] },
    },
    history: [{ created_by: 'x' }, { empty_layer: true }],
    rootfs: { type: 'layers', diff_ids: [DIFF_ID] },
  });

  expect(config).toEqual({
    os: 'linux',
    architecture: 'arm64',
    variant: 'v8',
    created: '2026-01-01T00:00:00Z',
    user: '1000',
    env: ['A=1'],
    exposedPorts: ['22', '8080/tcp'],
    volumes: [],
    entrypoint: ['/a'],
    cmd: [],
    labels: { x: 'y' },
    workingDir: '/srv',
    stopSignal: '',
    healthcheck: { test: ['NONE'] },
    history: [
      { createdBy: 'x', isEmpty: false },
      { createdBy: '', isEmpty: true },
    ],
    diffIds: [DIFF_ID],
  });
});

it('reads an image that says nothing', () => {
  expect(parse({ rootfs: {} })).toMatchObject({ os: '', user: '', env: [], history: [], diffIds: [] });
  expect(parse({ config: null, history: null, rootfs: { diff_ids: null } })).toMatchObject({ cmd: [] });
});

it.each([['{'], ['[]'], ['{}'], ['{"rootfs":{"diff_ids":["x"]}}'], ['{"rootfs":{},"config":{"Env":"x"}}']])('refuses %s', (text) => {
  expect(() => parseImageConfig(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'INVALID_MANIFEST' }));
});

function parse(value: unknown): ReturnType<typeof parseImageConfig> {
  return parseImageConfig(Buffer.from(JSON.stringify(value)));
}
