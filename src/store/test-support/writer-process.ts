/**
 * A process of its own that works on the latest run of a workspace, or makes the first one: `node writer-process.ts
 * <folder> [groups]`. It writes one line to its output for every acknowledged group, `ack <sequence>`, after the append
 * returned; `ready` once it has the run; and `error <code>` where it fails. Without a count it goes on until it is killed.
 */
import { writeSync } from 'node:fs';
import { KaizenError } from '../../base/errors.ts';
import { openWorkspace } from '../open-workspace.ts';
import { createdGroup, EVENTS_PER_GROUP, sampleGroup } from './sample-run.ts';

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const [folder = '', groups = 'Infinity'] = process.argv.slice(2);
try {
  const workspace = openWorkspace(folder);
  const writer = workspace.runs().length === 0 ? workspace.createRun(createdGroup()) : workspace.openRun('latest');
  say('ready');
  const first = (writer.lastSequence - 1) / EVENTS_PER_GROUP;
  for (let slot = first; slot < first + Number(groups); slot++) {
    writer.append(sampleGroup(slot));
    say(`ack ${writer.lastSequence}`);
  }
  workspace.close();
} catch (error) {
  say(`error ${error instanceof KaizenError ? error.code : String(error)}`);
}
