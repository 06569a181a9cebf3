import { LIMITS } from './limits.ts';
import type { Piece, Place, PlacedText } from './place.ts';

/** A line that grows piece by piece while names in it are replaced. */
export class LineBuilder {
  #text = '';
  #pieces: Piece[] = [];

  /** False if the line would become too long; then it stays as it is. */
  append(text: string, place: Place, isReplacement: boolean): boolean {
    if (this.#text.length + text.length > LIMITS.lineCharacters) return false;
    this.#pieces.push({ start: this.#text.length, place, isReplacement });
    this.#text += text;
    return true;
  }

  clear(): void {
    this.#text = '';
    this.#pieces = [];
  }

  build(): PlacedText {
    return { text: this.#text, pieces: this.#pieces };
  }
}
