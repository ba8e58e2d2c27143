/**
 * A seed of 32 bytes as 24 words that a person writes on paper: BIP-39 with its English list. The 256 bits and the first 8 bits of their SHA-256 are cut into
 * 24 numbers of 11 bits (WORDS-1, WORDS-2).
 */
import { concat, sha256 } from "../protocol/bytes";
import { SEED_BYTES } from "./keys";
import { RECOVERY_WORD_LIST } from "./recoveryWordList";

/** A reason is one sentence for whoever typed them, and names at most the one word that is wrong. */
export type WordsParsing =
  | { readonly type: "Parsed"; readonly seed: Uint8Array }
  | { readonly type: "Broken"; readonly reason: string };

const COUNT = 24;
const BITS = 11;
const WORD_SHOWN_MAX = 20;
const PREFIX = 4;

const placeOf = new Map(RECOVERY_WORD_LIST.map((word, place) => [word, place]));

/** @param seed 32 bytes */
export function recoveryWords(seed: Uint8Array): string[] {
  if (seed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes, not ${seed.length}`);
  const bits = bitsOf(concat(seed, sha256(seed).slice(0, 1)));
  return Array.from({ length: COUNT }, (_, i) => {
    const place = Number.parseInt(bits.slice(i * BITS, (i + 1) * BITS), 2);
    return RECOVERY_WORD_LIST[place]!;
  });
}

/** Reads words with any white space between them, in upper or lower case. */
export function parseRecoveryWords(text: string): WordsParsing {
  const trimmed = text.trim().toLowerCase();
  const typed = trimmed === "" ? [] : trimmed.split(/\s+/);
  const wrong = typed.slice(0, COUNT).findIndex((word) => !placeOf.has(word));
  if (wrong >= 0) return { type: "Broken", reason: unknown(wrong + 1, typed[wrong]!) };
  if (typed.length !== COUNT) return { type: "Broken", reason: `there are ${typed.length} words, not ${COUNT}` };
  const bits = typed.map((word) => placeOf.get(word)!.toString(2).padStart(BITS, "0")).join("");
  const seed = Uint8Array.from({ length: SEED_BYTES }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2));
  if (recoveryWords(seed).join(" ") === typed.join(" ")) return { type: "Parsed", seed };
  const reason = "every word is known but their checksum fails: a word is another one, or two changed places";
  return { type: "Broken", reason };
}

function unknown(number: number, word: string): string {
  if (word.length > WORD_SHOWN_MAX) return `word ${number} is not in the list`;
  const reason = `word ${number}, ${word}, is not in the list`;
  // The list is made so that four letters are enough to tell which word was meant.
  const meant =
    word.length < PREFIX ? undefined : RECOVERY_WORD_LIST.find((known) => known.startsWith(word.slice(0, PREFIX)));
  return meant === undefined ? reason : `${reason}: perhaps ${meant}`;
}

function bitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
}
