/** A process of its own that opens a workspace: `node open-process.ts <folder> [read]`; it writes `open` or the error's code. */
import { KaizenError } from '../../base/errors.ts';
import { openWorkspace } from '../open-workspace.ts';

const [folder = '', mode = 'write'] = process.argv.slice(2);
try {
  const workspace = openWorkspace(folder, { readOnly: mode === 'read' });
  workspace.runs();
  workspace.close();
  process.stdout.write('open\n');
} catch (error) {
  process.stdout.write(`${error instanceof KaizenError ? error.code : String(error)}\n`);
}
