import { describe, expect, it } from 'vitest';
import { originOfAbsence, originOfLayer, originOfSetting, originOfStep } from './origin.ts';
import { GOOD_SETTINGS, inputOf, step } from './testing/check-input.ts';

const { base: known, ...unknownBase } = inputOf();

describe('originOfLayer', () => {
  it('tells by the position', () => {
    expect(known).toEqual({ layers: 1 });
    expect([0, 1].map((layer) => originOfLayer(layer, inputOf()))).toEqual(['base', 'application']);
    expect(originOfLayer(0, unknownBase)).toBe('unknown');
  });
});

describe('originOfStep', () => {
  it('leaves open whose the steps between the last layer of the base and the next are', () => {
    const steps = [step('ENV A=1'), step('ADD rootfs', 0), step('CMD sh'), step('COPY . /app', 1), step('USER 1')];

    expect(steps.map((_, at) => originOfStep(at, inputOf({ steps })))).toEqual(['base', 'base', 'unknown', 'application', 'application']);
  });

  it('knows if the base says how many it has', () => {
    const input = inputOf({ base: { layers: 1, steps: 2 } });

    expect(input.steps.map((_, at) => originOfStep(at, input))).toEqual(['base', 'base', 'application', 'application']);
  });

  it('does not know without a base', () => {
    expect(originOfStep(3, unknownBase)).toBe('unknown');
  });
});

describe('originOfSetting', () => {
  const ask = (input: Parameters<typeof originOfSetting>[0]): string =>
    originOfSetting(
      input,
      (base) => base.user === 'root',
      (instruction) => instruction.startsWith('USER '),
    );

  it('asks the base itself, if it is at hand', () => {
    expect(ask(inputOf({ base: { layers: 1, settings: { ...GOOD_SETTINGS, user: 'root' } } }))).toBe('base');
    expect(ask(inputOf({ base: { layers: 1, settings: GOOD_SETTINGS } }))).toBe('application');
  });

  it('asks the history otherwise', () => {
    expect(ask(inputOf())).toBe('application');
    expect(ask(inputOf({ steps: [step('USER root'), step('ADD rootfs', 0), step('COPY . /', 1)] }))).toBe('base');
    expect(ask(inputOf({ steps: [] }))).toBe('unknown');
  });
});

describe('originOfAbsence', () => {
  it('is the part on top', () => {
    expect(originOfAbsence(inputOf())).toBe('application');
    expect(originOfAbsence(inputOf({ base: { layers: 2 } }))).toBe('base');
    expect(originOfAbsence(unknownBase)).toBe('unknown');
  });
});
