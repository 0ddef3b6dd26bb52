import { expect, it } from 'vitest';
import type { Subject } from './inventory.ts';
import { subjectKey } from './subject-key.ts';

const subject: Subject = { ecosystem: 'Debian', release: '12', name: 'openssl', version: '3.0.20-1', arch: '', module: '' };

it('is equal for equal subjects, and differs with each of their parts', () => {
  expect(subjectKey({ ...subject })).toBe(subjectKey(subject));
  for (const part of Object.keys(subject)) expect(subjectKey({ ...subject, [part]: 'other' })).not.toBe(subjectKey(subject));
});
