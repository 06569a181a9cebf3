import { sha256 } from '../../../../base/hash.ts';

/** A text that models are given. Changing a word means a new version: a test holds every hash. */
export interface PromptText {
  readonly name: string;
  readonly version: number;
  readonly text: string;
  /** sha-256 of the text. */
  readonly hash: string;
}

export function promptText(name: string, version: number, text: string): PromptText {
  const trimmed = text.trim();
  return { name, version, text: trimmed, hash: sha256(trimmed) };
}

/** How a prompt is named in the notes of candidates: `diff@1`. */
export function promptLabel({ name, version }: PromptText): string {
  return `${name}@${version}`;
}

/** The text with its `{{places}}` filled. What is filled in is not read again, so no content can open a place. */
export function fillPrompt({ text }: PromptText, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place).replace(/\n{3,}/g, '\n\n');
}
