import { KaizenError } from '../base/errors.ts';
import type { ModelProvider } from './contract.ts';
import { createModels, type ModelsOptions } from './create-models.ts';
import { currentEnvironment } from './environment.ts';
import { openRecordingFile, readRecordingFile } from './recording-file.ts';
import { recordingProvider } from './recording-provider.ts';
import { createReplyRedact } from './redact.ts';
import { replayProvider } from './replay-provider.ts';

export interface OpenModelsOptions extends ModelsOptions {
  /** Calls are added to this recording. */
  readonly record?: string;
  /** Calls are answered from this recording, and nobody is asked. */
  readonly replay?: string;
}

export interface OpenModels extends ModelProvider {
  /** Closes the recording and ends idle connections. */
  close(): void;
}

/** The models of a run, as its command line wants them: asked, asked and recorded, or replayed. */
export function openModels({ record, replay, ...options }: OpenModelsOptions = {}): OpenModels {
  if (replay !== undefined) {
    if (record !== undefined) {
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'a run is recorded or replayed, not both', {
        next: 'leave out --record: the file of --replay is that recording already',
      });
    }
    return { ...replayProvider(readRecordingFile(replay)), close: () => {} };
  }
  const models = createModels(options);
  if (record === undefined) return models;
  const file = openRecordingFile(record);
  const redact = createReplyRedact(options.environment ?? currentEnvironment());
  return {
    ...recordingProvider(models, file, redact),
    close: () => {
      file.close();
      models.close();
    },
  };
}
