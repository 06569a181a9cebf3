/** A position in a source text; both count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Text that knows where its characters came from: pieces of several lines, or names that were replaced. From `start` on
 * the text stands at `place`; inside a piece the column goes on, unless the piece replaces something.
 */
export interface PlacedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly start: number;
  readonly place: Place;
  readonly isReplacement: boolean;
}

export function placeAt({ pieces }: PlacedText, index: number): Place {
  const piece = pieces.findLast(({ start }) => start <= index) ?? pieces[0];
  if (piece === undefined) return { line: 1, column: 1 };
  const { line, column } = piece.place;
  return { line, column: piece.isReplacement ? column : column + Math.max(0, index - piece.start) };
}
