/** The vectors that all implementations share (proto/vectors). */
import { readFileSync } from "node:fs";

export function vectors<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../../proto/vectors/${file}`, import.meta.url), "utf8")) as T;
}

/** Bytes that are the same in every run, and no two alike within one. */
export function seededEntropy(seed = 1): (length: number) => Uint8Array {
  let state = seed >>> 0;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}
