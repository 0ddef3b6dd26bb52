import { expect, it } from 'vitest';
import { redactUrl } from './redact.ts';

it('keeps host and path, and nothing that signs', () => {
  expect(redactUrl('https://user:pass@host/a/b?X-Amz-Signature=1#x')).toBe('https://host/a/b?…');
  expect(redactUrl('https://host/a')).toBe('https://host/a');
  expect(redactUrl('AWS:token')).not.toContain('token');
});
