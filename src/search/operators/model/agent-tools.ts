import { z } from 'zod';
import type { JsonObject } from '../../../base/json.ts';
import type { ToolDefinition } from '../../../core/model.ts';

const path = z.string().max(500).describe('Path of the file; the entry file when left out.').optional();

/** The tools of the agentic operator: what they are called, and what they take. */
export const AGENT_TOOLS = {
  read_file: {
    description: 'Shows lines of a file of the program as it is now.',
    input: z.object({
      path,
      from: z.int().min(1).describe('First line, from 1.').optional(),
      to: z.int().min(1).describe('Last line.').optional(),
    }),
  },
  edit: {
    description:
      'Changes a file by SEARCH/REPLACE blocks: a line "<<<<<<< SEARCH", lines copied exactly from the file, a line "=======", the lines that take their place, a line ">>>>>>> REPLACE". All blocks apply, or none.',
    input: z.object({ path, blocks: z.string().describe('One or more blocks.') }),
  },
  write_file: {
    description: 'Writes a file anew, in full. Frozen text stays as it is, whatever is written.',
    input: z.object({ path, text: z.string().describe('The complete file.') }),
  },
  evaluate: {
    description: 'Runs the program as it is now on the training instances and shows its score and feedback.',
    input: z.object({}),
  },
  finish: {
    description: 'Hands in the program as it is now.',
    input: z.object({
      name: z.string().describe('A short name of what you changed, at most eight words.').optional(),
      description: z.string().describe('What you changed and why it helps, in one to three sentences.').optional(),
    }),
  },
} as const;

export function agentToolDefinitions(): ToolDefinition[] {
  return Object.entries(AGENT_TOOLS).map(([name, { description, input }]) => {
    const { $schema: _, ...parameters } = z.toJSONSchema(input) as JsonObject;
    return { name, description, parameters };
  });
}
