/** How much a browser that was never here loads, as the relay sends it: JavaScript that the page and its engine begin with, and WebAssembly. */
import { get } from "node:http";

const SCRIPT_KILOBYTES = 200;

export async function loads({ world, table }) {
  const listed = await (await fetch(`${world.pages}/serviceWorker.js`)).text();
  const first = /assets\/index-[^"]+\.js/.exec(await (await fetch(`${world.pages}/`)).text())?.[0];
  const file = (pattern) => pattern.exec(listed)?.[0];
  const page = await closure(world.pages, [first, file(/assets\/BoardPage-[^"]+\.js/)]);
  const engine = await closure(world.pages, [file(/assets\/worker-[^"]+\.js/)]);
  const said = (kilobytes) => `${kilobytes.toFixed(0)} KB compressed`;
  table.row("JavaScript of the page, before a board is painted", said(page));
  table.row("JavaScript of the engine, before it answers", said(engine));
  table.row("initial JavaScript: both", said(page + engine), `${SCRIPT_KILOBYTES} KB`, page + engine <= SCRIPT_KILOBYTES);
  const { packing, kilobytes } = await fetched(`${world.pages}/${file(/assets\/automerge-[^"]+\.wasm/)}`);
  table.row("WebAssembly of the engine", `${kilobytes.toFixed(0)} KB, ${packing ?? "not packed"}`, "packed before", packing !== undefined);
}

/** Kilobytes over the wire of files and of everything that they import when they begin; what they import later does not count. */
async function closure(pages, files) {
  const known = new Set();
  let kilobytes = 0;
  for (const each of files) await add(each);
  return kilobytes;

  async function add(name) {
    if (name === undefined || known.has(name)) return;
    known.add(name);
    kilobytes += (await fetched(`${pages}/${name}`)).kilobytes;
    const text = await (await fetch(`${pages}/${name}`)).text();
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) await add(`assets/${imported}`);
  }
}

/** As it comes over the wire to a browser. */
function fetched(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br, gzip" } }, (response) => {
      let bytes = 0;
      response.on("data", (data) => {
        bytes += data.length;
      });
      response.on("end", () => resolve({ packing: response.headers["content-encoding"], kilobytes: bytes / 1e3 }));
    }).on("error", reject);
  });
}
