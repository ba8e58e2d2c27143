/** Finds cards by what one types: every word must be somewhere; the beginning of a word counts more. */
import type { Card } from "../../../model/board";

export interface Found {
  readonly card: Card;
  readonly score: number;
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The best first, at most `most`. */
export function searchCards(cards: Iterable<Card>, typed: string, most: number): Card[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: Found[] = [];
  for (const card of cards) {
    const score = scoreOf(card, words);
    if (score > 0) found.push({ card, score });
  }
  return found
    .sort((a, b) => b.score - a.score || a.card.title.length - b.card.title.length)
    .slice(0, most)
    .map(({ card }) => card);
}

function scoreOf(card: Card, words: readonly string[]): number {
  const title = plain(card.title);
  const rest = plain(`${card.labels.join(" ")} ${card.description}`);
  let score = 0;
  for (const word of words) {
    const at = title.indexOf(word);
    if (at === 0) score += 8;
    else if (at > 0) score += /[\p{L}\p{N}]/u.test(title.charAt(at - 1)) ? 3 : 6;
    else if (rest.includes(word)) score += 1;
    else return 0;
  }
  return score;
}
