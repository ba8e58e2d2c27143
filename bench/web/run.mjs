/**
 * The web client's budgets in headless Chromium, before a real relay, as one table: how fast it starts, how soon an edit is on the disk, how smoothly a board of 5,000
 * cards and 10,000 arrows pans, zooms and drags, and how much there is to load. `./bench/run web`, or `node bench/web/run.mjs`; options: docs/bench.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { boardFile, longText } from "./board.mjs";
import { edits } from "./edits.mjs";
import { frames } from "./frames.mjs";
import { loads } from "./loads.mjs";
import { starts } from "./starts.mjs";
import { Table } from "./table.mjs";
import { joinBy, World } from "./world.mjs";

const PARTS = { starts, edits, frames, loads };
const USAGE = `usage: bench/run web [${Object.keys(PARTS).join("] [")}] [--quick] [--out FILE]`;
const options = optionsOf(process.argv.slice(2));
const world = await World.start();
const table = new Table(options);
try {
  const [board, paper, text] = ["bench.canvas", "paper.md", "text.md"].map((name) => join(world.folder, name));
  writeFileSync(board, JSON.stringify(boardFile(options.cards, options.arrows)));
  writeFileSync(text, longText(10_000));
  writeFileSync(paper, longText(105_000));
  const invite = await world.invite(board, "Bench", { Text: text, Paper: paper });
  const browser = await world.browser("ben");
  const page = await joinBy(browser, invite, "Ben");
  const here = { world, browser, page, invite, options, table, ...(await placesOf(page)) };
  for (const part of options.parts) await PARTS[part](here);
} finally {
  table.print();
  await world.end();
}

/** What the address of the board says. */
async function placesOf(page) {
  const [, workspace, board] = /w\/([0-9a-f]+)\/board\/([0-9a-f]+)/.exec(page.url());
  return { workspace, board };
}

function optionsOf(args) {
  const said = { cards: 5_000, arrows: 10_000, quick: false, out: undefined, parts: [] };
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (word in PARTS) said.parts.push(word);
    else if (word === "--quick") said.quick = true;
    else if (word === "--out" && args[i + 1] !== undefined) said.out = args[++i];
    else if (word === "--help") {
      console.log(USAGE);
      process.exit(0);
    } else {
      console.error(`bench web: ${word} is none of its words. ${USAGE}`);
      process.exit(64);
    }
  }
  return { ...said, parts: said.parts.length === 0 ? Object.keys(PARTS) : said.parts };
}
