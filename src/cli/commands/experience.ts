import type { Command } from 'commander';
import type { Experience } from '../../core/experience.ts';
import { learnExperience } from '../../search/experience/learn-experience.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { readExperiences } from '../experience-files.ts';
import { costRows, formatCount } from '../render/format.ts';
import { paint } from '../render/paint.ts';
import { table } from '../render/table.ts';
import { writeOutput } from '../write-output.ts';

export function addExperienceCommand(program: Command): void {
  const experience = program
    .command('experience')
    .description('what runs leave to later ones: evidence on operators, step sizes, idioms mined from improvements')
    .addHelpText(
      'after',
      '\nExamples:\n  kaizen experience learn r0001 r0002 -o experience.json\n  kaizen experience show experience.json',
    );
  experience
    .command('learn')
    .description('learn from finished runs')
    .argument('<run...>', 'run numbers, or latest')
    .requiredOption('-o, --output <file>', 'file to write')
    .addHelpText('after', '\nExample:\n  kaizen experience learn r0001 r0002 -o experience.json')
    .action(learnCommand);
  experience
    .command('show')
    .description('show what experience files hold, with the evidence')
    .argument('<file...>', 'files that `kaizen experience learn` wrote')
    .addHelpText('after', '\nExample:\n  kaizen experience show experience.json --json')
    .action((files: [string, ...string[]], _: unknown, command: Command) => {
      const found = readExperiences(files);
      print(command.optsWithGlobals<CommonOptions>(), found, () => describe(found));
    });
}

async function learnCommand(runs: string[], _: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<CommonOptions & { readonly output: string }>();
  await withWorkspace(options, (workspace) => {
    const experience = learnExperience(workspace, runs);
    writeOutput(options.output, `${JSON.stringify(experience, null, 2)}\n`);
    print(options, experience, () => `${describe(experience)}\n\nwritten to ${options.output}`);
  });
}

function describe({ hash, sources, cost, operators, idioms }: Experience): string {
  const runs = table(
    [
      ['run', 'task', 'seed', 'evaluations', 'steps', ''],
      ...sources.map((source) => [
        source.run,
        source.task,
        String(source.seed),
        formatCount(source.cost.evaluations),
        formatCount(source.cost.steps),
        source.role,
      ]),
    ],
    [2, 3, 4],
  );
  const arms = table(
    [
      ['operator', 'slots', 'improved', 'gain/slot', 'compute/slot', 'gain/compute', 'learned'],
      ...operators.map(({ operator, trials, improvements, gain, compute, learned }) => [
        operator,
        formatCount(trials),
        formatCount(improvements),
        ratio(gain, trials),
        ratio(compute, trials),
        ratio(gain, compute),
        Object.entries(learned)
          .map(([name, value]) => `${name} ${String(value)}`)
          .join(', '),
      ]),
    ],
    [1, 2, 3, 4, 5],
  );
  const templates = table(
    [
      ['value', 'edits', 'runs', 'gain', 'steps', 'idiom'],
      ...idioms.map((idiom) => [
        idiom.value.toFixed(2),
        String(idiom.edits),
        String(idiom.runs),
        idiom.gain.toFixed(2),
        `×${idiom.stepsRatio.toFixed(2)}`,
        `${idiom.text.replace(/^export const \w+ = /, '')}  ${idiom.tasks.join(', ')}`,
      ]),
    ],
    [0, 1, 2, 3, 4],
  );
  return [
    `${paint('bold', 'experience')} ${hash}`,
    `${paint('bold', 'learned from')}\n${runs}`,
    `${paint('bold', 'full cost')}\n${table(
      costRows(cost).map(([label, amount]) => [label, amount]),
      [1],
    )}`,
    `${paint('bold', 'operators')} (gain: rank-based reward; compute: 1 is a mean slot of its run)\n${arms}`,
    idioms.length === 0
      ? 'no idiom was found: too few edits have a template in common'
      : `${paint('bold', 'idioms')} (steps: of the children relative to their parents)\n${templates}`,
  ].join('\n\n');
}

function ratio(part: number, whole: number): string {
  return whole > 0 ? (part / whole).toFixed(3) : '–';
}
