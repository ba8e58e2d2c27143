/** How much a browser that was never here loads, as the relay sends it. */

const SCRIPT_KILOBYTES = 200;

export async function loads({ world, workspace, board, table }) {
  // The start page, then a board: with a profile that has neither, whatever is fetched for a board is fetched anyway.
  const fresh = await world.browser("fresh");
  const page = await fresh.page();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const asked = new Map();
  session.on("Network.responseReceived", ({ requestId, response, type }) => asked.set(requestId, { url: response.url, type, bytes: 0 }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const each = asked.get(requestId);
    if (each !== undefined) each.bytes = encodedDataLength;
  });
  await page.goto(`${world.pages}/#/w/${workspace}/board/${board}`);
  await page.waitForLoadState("networkidle");
  await fresh.kill();
  const scripts = [...asked.values()].filter(({ type }) => type === "Script");
  const kilobytes = scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1e3;
  table.row("JavaScript that a page loads before a board is painted", `${kilobytes.toFixed(0)} KB compressed`, `${SCRIPT_KILOBYTES} KB`, kilobytes <= SCRIPT_KILOBYTES);
  const listed = await (await fetch(`${world.pages}/serviceWorker.js`)).text();
  const file = (pattern) => pattern.exec(listed)?.[0];
  for (const [what, pattern] of [
    ["JavaScript of the engine's worker, loaded beside it", /assets\/worker-[^"]+\.js/],
    ["WebAssembly of the engine", /assets\/automerge-[^"]+\.wasm/],
  ]) {
    const name = file(pattern);
    const { packing, kilobytes: its } = await sizeOf(`${world.pages}/${name}`);
    table.row(what, `${its.toFixed(0)} KB, ${packing ?? "not packed"}`, "packed before", packing !== undefined);
  }
}

/** As it comes over the wire to a browser. */
async function sizeOf(url) {
  const { get } = await import("node:http");
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
