import { z } from 'zod';
import { reportOf } from '../../../engine/results.ts';
import { defineTool } from '../define-tool.ts';
import { programView } from '../program-view.ts';
import { runName } from './run-tools.ts';

export const showCandidate = defineTool({
  name: 'show_candidate',
  description: 'One candidate of a run: scores, operator, parents, feedback of the evaluator, and its program.',
  isReadOnly: true,
  shape: { run: runName, candidate: z.int().min(0) },
  run({ run: name, candidate }, context) {
    return context.withWorkspace((workspace) => {
      const { id } = workspace.run(name);
      const row = workspace.candidate(id, candidate);
      const events = workspace.eventsOfSlot(id, candidate);
      const parents = events.flatMap((event) => (event.type === 'slot.opened' ? event.parents : []));
      const feedback = events.flatMap((event) => {
        if (event.type !== 'candidate.evaluated') return [];
        return event.results.flatMap((result) => {
          const text = result.status === 'ok' ? result.measurement.feedback : result.feedback;
          return text === undefined ? [] : [{ stage: result.stage, text }];
        });
      });
      return {
        run: id,
        ...row,
        parents: parents.map(({ id: parent, role }) => ({ candidate: parent, role })),
        feedback,
        program: row.program === null ? null : programView(workspace.program(row.program)),
      };
    });
  },
});

export const bestProgram = defineTool({
  name: 'best_program',
  description:
    'The best program of a run with its scores on train, validation and, once the run has ended, held-out test data, beside those of the program it began from.',
  isReadOnly: true,
  shape: { run: runName },
  run({ run: name }, context) {
    return context.withWorkspace((workspace) => {
      const { id, championCandidate } = workspace.run(name);
      const { initial, best, status, sandboxes } = reportOf(workspace, id);
      const { program } = workspace.candidate(id, championCandidate ?? 0);
      return {
        run: id,
        status,
        initial: { ...initial },
        best: { ...best },
        sandboxes: [...sandboxes],
        program: program === null ? null : programView(workspace.program(program)),
      };
    });
  },
});
