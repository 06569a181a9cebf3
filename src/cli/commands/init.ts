import { type Command, Option } from 'commander';
import { shellWord } from '../../base/shell-word.ts';
import { writeAgentTask } from '../../tasks/scaffold/agent-task.ts';
import { SCAFFOLD_LANGUAGES, writeScaffold } from '../../tasks/scaffold/scaffold.ts';
import { type CommonOptions, print } from '../context.ts';
import { paint } from '../render/paint.ts';
import { table } from '../render/table.ts';
import { typedCommand } from '../typed-command.ts';

interface InitOptions extends CommonOptions {
  readonly language: string;
  readonly problems?: string;
}

export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('make a task of your own that runs at once')
    .argument('<folder>', 'a folder that does not exist yet')
    .addOption(new Option('--language <name>', 'of the programs').choices(SCAFFOLD_LANGUAGES).default('ts'))
    .option('--problems <file>', 'an agent for your own problems: JSON lines {problem, answer}')
    .addHelpText(
      'after',
      '\nExamples:\n  kaizen init my-task\n  kaizen init my-task --language python\n  kaizen init my-agents --problems problems.jsonl',
    )
    .action(async (folder: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<InitOptions>();
      const { language, problems } = options;
      const files = problems === undefined ? writeScaffold(folder, language) : await writeAgentTask(folder, problems);
      print(options, { folder, files: files.map(({ path }) => path) }, () => {
        const place = folder.startsWith('/') || folder.startsWith('.') ? folder : `./${folder}`;
        const rows = table(files.map(({ path, about }) => [`  ${path}`, about]));
        const next = [`check ${shellWord(place)}`, `run ${shellWord(place)} --wall 60s`];
        const lines = next.map((words) => `  ${typedCommand(options)} ${words}`);
        return `${paint('bold', folder)}\n${rows}\n\nnext\n${lines.join('\n')}`;
      });
    });
}
