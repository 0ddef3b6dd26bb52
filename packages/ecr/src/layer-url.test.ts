import { expect, it } from 'vitest';
import { checkLayerUrl } from './layer-url.ts';

const target = { region: 'eu-central-1', credentials: { kind: 'ambient' } as const, layerHosts: ['localhost:5000'] };

it.each([
  'https://prod-eu-central-1-starport-layer-bucket.s3.eu-central-1.amazonaws.com/a?X-Amz-Signature=1',
  'http://localhost:5000/layers/x',
])('fetches from %s', (url) => {
  expect(checkLayerUrl(url, target).href).toBe(url);
});

it.each([
  'http://169.254.169.254/latest/meta-data',
  'http://prod.s3.amazonaws.com/a',
  'https://amazonaws.com.evil.example/a',
  'https://evilamazonaws.com/',
  'http://localhost:5001/',
  'file:///etc/passwd',
  'nonsense',
])('refuses %s', (url) => {
  expect(() => checkLayerUrl(url, target)).toThrow(expect.objectContaining({ code: 'ENDPOINT_NOT_ALLOWED' }));
});

it('does not repeat the signature of a refused address', () => {
  expect(() => checkLayerUrl('https://x.example/a?X-Amz-Signature=secret', target)).toThrow(/^(?!.*secret)/);
});
