import { expect, it } from 'vitest';
import { decisionText, imagePurl } from './decided-finding.ts';
import { DECIDED } from './testing/decided-findings.ts';

it('names an image by digest, registry and architecture', () => {
  expect(imagePurl(DECIDED[0]!.image)).toBe(
    `pkg:oci/web@sha256:${'1'.repeat(64)}?arch=amd64&repository_url=123456789012.dkr.ecr.eu-central-1.amazonaws.com%2Fshop%2Fweb`,
  );
  expect(imagePurl(DECIDED[1]!.image)).not.toContain('arch');
});

it('says a decision in one sentence', () => {
  expect(decisionText(DECIDED[0]!.decision)).toBe('Risk accepted by ada@example.test until 2027-01-30: no input reaches it');
  expect(decisionText(DECIDED[2]!.decision)).toBe('False positive by ada@example.test: no input reaches it');
});
