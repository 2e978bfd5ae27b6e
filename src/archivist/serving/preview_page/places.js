// Where words are in a text. Only letters and digits are compared: lines, hyphens and notes separate them differently.

const LENGTHS = [60, 24, 12]; // letters to look for on each side, the longest first
const SHORTEST = 4;

export const letters = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

// The offset of a place in a text of letters; -1 if none of the words around it is there. What follows the place says
// more than what is before it, which may be as it was and there several times.
export function findPlace(text, place) {
  const before = letters(place.before ?? ""), after = letters(place.after ?? "");
  const tries = LENGTHS.flatMap((length) => [[before.slice(-length), after.slice(0, length)], ["", after.slice(0, length)]]);
  for (const [start, end] of [...tries, ...LENGTHS.map((length) => [before.slice(-length), ""])]) {
    const found = start.length + end.length >= SHORTEST ? text.indexOf(start + end) : -1;
    if (found >= 0) return Math.min(found + start.length, text.length - 1);
  }
  return -1;
}

// Pieces of text, one after the other, as letters: `at` gives the piece that has the letter with this offset, if any.
export class Pieces {
  text = "";
  #ends = [];
  #pieces = [];

  add(text, piece) {
    this.text += letters(text);
    this.#ends.push(this.text.length);
    this.#pieces.push(piece);
  }

  at(offset) {
    return offset < 0 ? undefined : this.#pieces[this.#ends.findIndex((end) => end > offset)];
  }
}
