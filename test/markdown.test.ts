import { describe, expect, it } from 'vitest';
import { fencedBlocks, shellCommands } from './markdown.ts';

describe('fencedBlocks', () => {
  it('reads info, text and line of every block', () => {
    const markdown = ['# Title', '', '```sh', 'npm start', '```', '', '~~~ts run', '```', '~~~', '```', 'plain', '```'];
    expect(fencedBlocks(markdown.join('\n'))).toEqual([
      { info: ['sh'], text: 'npm start', line: 3 },
      { info: ['ts', 'run'], text: '```', line: 7 },
      { info: [], text: 'plain', line: 10 },
    ]);
  });

  it('ignores a fence that is never closed', () => {
    expect(fencedBlocks('```sh\nnpm start')).toEqual([]);
  });
});

describe('shellCommands', () => {
  it('joins continued lines and drops comments and prompts', () => {
    const text = '# first\n$ npm start\n\nnpx kaizen run \\\n  sort --seed 3   # three\necho "a#b"';
    expect(shellCommands(text)).toEqual(['npm start', 'npx kaizen run sort --seed 3', 'echo "a#b"']);
  });
});
