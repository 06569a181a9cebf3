import { z } from 'zod';
import { KaizenError } from '../../base/errors.ts';
import type { Tool, ToolAnswer, ToolContext } from './tool.ts';

interface ToolDefinition<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly description: string;
  readonly isReadOnly: boolean;
  readonly shape: Shape;
  run(
    input: z.output<z.ZodObject<Shape, z.core.$strict>>,
    context: ToolContext,
    signal: AbortSignal,
  ): ToolAnswer | Promise<ToolAnswer>;
}

/** A tool whose arguments are checked first: KAIZEN_OPTION_INVALID names what is wrong with them. */
export function defineTool<Shape extends z.ZodRawShape>(definition: ToolDefinition<Shape>): Tool {
  const { name, description, isReadOnly, shape, run } = definition;
  // Strict: an argument with a typing error in its name, such as a budget, must not be lost in silence.
  const input = z.strictObject(shape);
  return {
    name,
    description,
    isReadOnly,
    input,
    async call(given, context, signal) {
      const parsed = input.safeParse(given);
      if (!parsed.success) {
        throw new KaizenError('KAIZEN_OPTION_INVALID', `the arguments of ${name} are not what it takes`, {
          wanted: Object.keys(shape).join(', ') || 'no arguments',
          got: z.prettifyError(parsed.error).replaceAll('\n', ' '),
        });
      }
      return run(parsed.data, context, signal);
    },
  };
}
