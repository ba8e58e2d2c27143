/** A made-up board of a given size, as JSON Canvas: cards in a grid, most arrows to cards nearby, some far across; the same each time. */
export function boardFile(cards, arrows) {
  let seed = 20261123;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const columns = Math.ceil(Math.sqrt(cards * 0.55));
  const nodes = Array.from({ length: cards }, (_, i) => ({
    id: `c${i}`,
    type: "text",
    text: `Card ${i}: ${WORDS[Math.floor(random() * WORDS.length)]} the ${THINGS[Math.floor(random() * THINGS.length)]}`,
    ...placeOf(i, columns),
    width: 260,
    height: 120,
    ...(random() < 0.3 ? { color: String(1 + Math.floor(random() * 6)) } : {}),
  }));
  const edges = [];
  while (edges.length < arrows) {
    const from = Math.floor(random() * (cards - 1));
    const near = random() < 0.97;
    const step = 1 + Math.floor(random() * 3) + columns * Math.floor(random() * 3);
    // Forwards only: a cycle would be red, and the measurement one of cycles.
    const to = near ? from + step : from + 1 + Math.floor(random() * (cards - from - 1));
    if (to < cards) edges.push({ id: `e${edges.length}`, fromNode: `c${from}`, toNode: `c${to}` });
  }
  return { nodes, edges };
}

/** Where the card of this number lies. */
export function placeOf(i, columns) {
  return { x: (i % columns) * 340, y: Math.floor(i / columns) * 190 };
}

export function columnsOf(cards) {
  return Math.ceil(Math.sqrt(cards * 0.55));
}

const WORDS = ["Measure", "Build", "Describe", "Ship", "Repair", "Try", "Draw", "Translate"];
const THINGS = ["importer", "log", "relay", "digest", "canvas", "calendar", "decision", "archive", "key", "clock"];

/** A Markdown text of so many characters: headings, paragraphs, lists, links; the same each time. */
export function longText(characters) {
  const parts = [];
  for (let i = 0, length = 0; length < characters; i++) {
    const sentence = `${WORDS[i % WORDS.length]} the ${THINGS[(i * 7) % THINGS.length]} before the *${THINGS[(i * 3) % THINGS.length]}*, and say why. `;
    const part = i % 12 === 0 ? `## Part ${i / 12}\n\n` : i % 12 === 11 ? `\n\n- [ ] ${sentence}\n- see [[Bench]]\n\n` : sentence;
    parts.push(part);
    length += part.length;
  }
  return parts.join("").slice(0, characters);
}
