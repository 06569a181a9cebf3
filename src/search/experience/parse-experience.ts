import { z } from 'zod';
import { KaizenError } from '../../base/errors.ts';
import { canonicalJson } from '../../base/json.ts';
import { COST_UNITS, type CostUnit } from '../../core/cost.ts';
import { createExperience, EXPERIENCE_FORMAT, type Experience } from '../../core/experience.ts';
import { entryText, type Program } from '../../core/program.ts';
import { MAXIMUM_IDIOMS, requireMinedIdiom } from './idiom-text.ts';

/** A megabyte: a full experience takes a hundredth of it. */
export const MAXIMUM_LENGTH = 1_000_000;

const text = (length: number) => z.string().max(length);
const count = z.int().min(0);
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const cost = z.strictObject(
  Object.fromEntries(COST_UNITS.map((unit) => [unit, count])) as Record<CostUnit, typeof count>,
);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const runName = z.string().regex(/^r\d{1,12}$/);

const schema = z.strictObject({
  hash: hash.optional(),
  format: z.literal(EXPERIENCE_FORMAT),
  sources: z
    .array(
      z.strictObject({
        run: runName,
        task: text(200),
        taskVersion: text(200),
        seed: z.int(),
        logHash: hash,
        cost,
        role: z.enum(['learned', 'inherited']),
      }),
    )
    .min(1)
    .max(10_000),
  cost,
  operators: z
    .array(
      z
        .strictObject({
          operator: text(100),
          trials: count,
          improvements: count,
          gain: amount,
          compute: amount,
          cost,
          learned: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.union([z.number(), z.boolean(), text(100)])),
        })
        .refine(({ trials, improvements, gain }) => improvements <= trials && gain <= trials, {
          message: 'expected improvements and gain to be at most trials',
        }),
    )
    .max(200),
  idioms: z
    .array(
      z.strictObject({
        name: text(40),
        text: text(2_000),
        edits: count,
        runs: count,
        tasks: z.array(text(200)).max(1_000),
        gain: z.number().min(0).max(1),
        stepsRatio: amount,
        cost,
        value: amount,
        examples: z.array(text(60)).max(5),
      }),
    )
    .max(MAXIMUM_IDIOMS),
});

/**
 * Reads an experience that may come from anywhere. Throws KAIZEN_EXPERIENCE_INVALID for anything but a well-formed one:
 * another format, wrong types or ranges, sums or a hash that do not fit the content, or idioms that do more than compute
 * with their holes. Nothing in it is run here.
 */
export function parseExperience(json: string, name: string): Experience {
  if (json.length > MAXIMUM_LENGTH) {
    return invalid(name, `at most ${MAXIMUM_LENGTH} characters`, `${json.length} characters`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return invalid(name, 'JSON, as `kaizen experience learn` writes it', String(error));
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    return invalid(
      name,
      `${issue?.path.join('.') || 'experience'}: ${issue?.message}`,
      shorten(value, issue?.path ?? []),
    );
  }
  const { data } = result;
  const experience = createExperience(data);
  if (canonicalJson(experience.cost) !== canonicalJson(data.cost)) {
    return invalid(name, 'a cost that is the sum of its sources', canonicalJson(data.cost));
  }
  if (data.hash !== undefined && data.hash !== experience.hash) {
    return invalid(name, `content of hash ${data.hash}`, `content of hash ${experience.hash}`);
  }
  requireDistinct(
    name,
    'source',
    data.sources.map(({ logHash }) => logHash),
  );
  requireDistinct(
    name,
    'operator',
    data.operators.map(({ operator }) => operator),
  );
  requireDistinct(
    name,
    'idiom',
    data.idioms.map((idiom) => idiom.name),
  );
  for (const idiom of experience.idioms) requireMinedIdiom(idiom, (got) => invalid(name, 'a mined idiom', got));
  return experience;
}

/** The experience that a workspace keeps as a program. */
export function experienceOf(program: Program): Experience {
  const experience = parseExperience(entryText(program), `program ${program.hash.slice(0, 12)}`);
  if (experience.hash === program.hash) return experience;
  return invalid('the workspace', `an experience of hash ${program.hash}`, experience.hash);
}

function requireDistinct(name: string, what: string, keys: readonly string[]): void {
  const repeated = keys.find((key, index) => keys.indexOf(key) < index);
  if (repeated !== undefined) invalid(name, `every ${what} once`, `${repeated} twice`);
}

function shorten(value: unknown, path: readonly PropertyKey[]): string {
  let part = value;
  for (const member of path) part = (part as Record<PropertyKey, unknown> | null | undefined)?.[member];
  return (JSON.stringify(part) ?? 'nothing').slice(0, 100);
}

function invalid(name: string, wanted: string, got: string): never {
  throw new KaizenError('KAIZEN_EXPERIENCE_INVALID', `${name} is not an experience that can be used`, {
    wanted,
    got: got.slice(0, 300),
    next: 'make it again with `kaizen experience learn`',
  });
}
