import { SEVERITIES } from '@plimsoll/model';
import { z } from 'zod';
import { align, count, printable, widthsOf } from './columns.ts';
import { LayerReference, Target } from './document.ts';
import type { RenderOptions } from './format.ts';

const FindingName = z.strictObject({
  id: z.string(),
  /** What the advisories name, as in a scan. */
  purl: z.string(),
});

const PlanEntry = z.strictObject({
  /** `Move to platform/nginx:1-20261120` */
  title: z.string(),
  edits: z
    .array(
      z.strictObject({
        kind: z.enum(['base-image', 'os-packages', 'dependency', 'override', 'configuration']),
        /** Absent if it is not known which file. */
        file: z.string().optional(),
        /** Empty if nothing stands there yet. */
        before: z.string(),
        after: z.string(),
      }),
    )
    .min(1),
  /** Findings of a scan of the target that the edits end; worst first. */
  removes: z.array(FindingName),
  /** Number of findings that stay. */
  remaining: z.number().int(),
  /** Of the remaining, those without a fixed version. */
  unfixable: z.number().int(),
  /** Findings that the edits bring. */
  adds: z.array(FindingName),
});

/** What `plimsoll plan --format json` prints: a contract, published as `docs/schemas/plan.schema.json`. */
export const PlanDocument = z.strictObject({
  schemaVersion: z.literal(1),
  target: Target,
  /** Null if nothing tells what the image is built on. */
  base: z
    .strictObject({
      name: z.string(),
      /** Empty if only a label names the base, and no digest. */
      digest: z.string(),
      outdated: z.boolean(),
      /** Sentences; empty if it is not outdated. */
      reasons: z.array(z.string()),
      /** The smallest step first. */
      candidates: z.array(
        z.strictObject({
          name: z.string(),
          digest: z.string(),
          removes: z.array(FindingName),
          remaining: z.number().int(),
          adds: z.array(FindingName),
        }),
      ),
    })
    .nullable(),
  /** Most risk removed per edit first. */
  plans: z.array(PlanEntry),
  /** What is wrong with the configuration of the image. */
  configuration: z.array(
    z.strictObject({
      id: z.string(),
      severity: z.enum(SEVERITIES) /** Empty strings if it lies in no layer. */,
      layer: LayerReference,
      message: z.string(),
    }),
  ),
});
export type PlanDocument = z.infer<typeof PlanDocument>;

/** A plan of the document in other words: for people, and for the tools that they paste them into. */
export interface PlanTexts {
  /** What the plan cannot know; empty if it knows all. */
  readonly limits: readonly string[];
  /** Unified diff of a Dockerfile; empty if the plan does not change it. */
  readonly dockerfileDiff: string;
  readonly shell: readonly string[];
}

/**
 * The document for people: the base and why it is outdated, every plan in a row, then one plan in full.
 *
 * @param texts one a plan, in their order
 * @param shown index of the plan that is shown in full
 */
export function planTable(
  { target, base, plans, configuration }: PlanDocument,
  texts: readonly PlanTexts[],
  shown: number,
  { columns }: RenderOptions,
): string {
  const lines = [printable(target.name), ''];
  if (base === null) lines.push('Nothing tells what this image is built on. Give the images that it may be built on with --registry.');
  else {
    lines.push(
      `Built on ${printable(base.name)}${base.outdated ? ', which is outdated:' : '.'}`,
      ...base.reasons.map((reason) => `  - ${printable(reason)}`),
    );
    for (const { name, removes, remaining, adds } of base.candidates)
      lines.push(`  ${printable(name)}: ${effectOf(removes.length, remaining, adds.length)}`);
  }
  lines.push(
    '',
    plans.length === 0
      ? 'No edit is known that would remove a vulnerability.'
      : `${count(plans.length, 'plan')}, most risk removed per edit first:`,
    '',
  );
  if (plans.length > 0) lines.push(...planRows(plans, columns));
  const plan = plans[shown];
  const text = texts[shown];
  if (plan !== undefined && text !== undefined) lines.push('', `Plan ${shown + 1}: ${printable(plan.title)}`, '', ...detailsOf(plan, text));
  if (configuration.length > 0)
    lines.push(
      '',
      `${count(configuration.length, 'configuration issue')}:`,
      ...configuration.map(({ severity, id, message }) => `  ${severity}  ${printable(id)}  ${printable(message)}`),
    );
  return `${lines.join('\n')}\n`;
}

function planRows(plans: PlanDocument['plans'], columns: number): string[] {
  const header = ['#', 'REMOVES', 'LEAVES', 'NO FIX', 'ADDS', 'EDITS', 'PLAN'];
  const rows = plans.map(({ title, edits, removes, remaining, unfixable, adds }, index) => [
    ...[index + 1, removes.length, remaining, unfixable, adds.length, edits.length].map(String),
    title,
  ]);
  const widths = widthsOf([header, ...rows], columns);
  return [header, ...rows].map((cells) => align(cells, widths));
}

function detailsOf({ edits }: PlanDocument['plans'][number], { limits, dockerfileDiff, shell }: PlanTexts): string[] {
  return [
    ...edits.map(
      ({ file, before, after }) => `  ${printable(file ?? '')}: ${before === '' ? '' : `${printable(before)} -> `}${printable(after)}`,
    ),
    ...(dockerfileDiff === ''
      ? []
      : [
          '',
          ...dockerfileDiff
            .trimEnd()
            .split('\n')
            .map((line) => `  ${printable(line)}`),
        ]),
    ...(shell.length === 0 ? [] : ['', 'In a shell:', ...shell.map((line) => `  ${printable(line)}`)]),
    ...(limits.length === 0 ? [] : ['', 'What is not known:', ...limits.map((limit) => `  - ${printable(limit)}`)]),
  ];
}

function effectOf(removes: number, remaining: number, adds: number): string {
  return `removes ${removes}, leaves ${remaining}, adds ${adds}`;
}
