/** How soon an edit is on the disk, what a keystroke costs, and how soon what others did is here. */
import { openLine } from "./engineLine.mjs";
import { settled } from "./processes.mjs";
import { millis, quantile, spread } from "./table.mjs";
import { joinBy, ready, synced } from "./world.mjs";

const MOVE_MILLIS = 10;
const KEY_MILLIS = 16;
const REMOTE_MILLIS = 150;
const HEAP_MEGABYTES = 150;
const REMOTE_CHANGES = 1_000;
/** Between two edits: more of them than any hand makes, and time to send what was made. */
const PAUSE_MILLIS = 40;

export async function edits(here) {
  await moves(here);
  await nudges(here);
  await others(here);
  for (const title of ["Text", "Paper"]) await typing(here, title);
  await heap(here);
}

async function moves({ browser, page, board, workspace, options, table }) {
  await ready(page);
  await synced(page);
  await settled(browser.pid);
  await openLine(browser, page);
  const taken = await page.evaluate(move, { workspace, board, count: options.quick ? 60 : 300, pause: PAUSE_MILLIS });
  table.row("a card is moved: asked to on the disk", spread(taken), `${MOVE_MILLIS} ms p95`, quantile(taken, 0.95) <= MOVE_MILLIS);
}

/** By hand: a card that can be read goes by the keys. */
async function nudges({ world, browser, page, board, workspace, options, table }) {
  const card = await page.evaluate(async (params) => (await bench_.call("WatchBoard", params)).cards[0].id, { workspace, board });
  await page.goto(`${world.pages}/#/w/${workspace}/board/${board}/card/${card}`);
  await page.reload();
  await ready(page);
  await page.locator(`#card-${card}`).waitFor();
  await settled(browser.pid);
  await page.locator("#canvas").focus();
  await page.evaluate(noteKeys);
  for (let i = 0; i < (options.quick ? 60 : 200); i++) await page.keyboard.press(i % 2 === 0 ? "Shift+ArrowRight" : "Shift+ArrowLeft", { delay: PAUSE_MILLIS });
  const taken = await page.evaluate(() => globalThis.keys_);
  table.row("a card is moved by a key: the page's work until it is painted", spread(taken), `${MOVE_MILLIS} ms p95`, quantile(taken, 0.95) <= MOVE_MILLIS);
}

/** In the page: moves cards one after the other, each a little: the board stays as it is. @returns how long each took, in milliseconds */
async function move({ workspace, board, count, pause }) {
  const { cards } = await bench_.call("WatchBoard", { workspace, board });
  const taken = [];
  for (let i = 0; i < count; i++) {
    const card = cards[(i * 37) % cards.length];
    const position = { x: card.position.x + 1, y: card.position.y };
    const steps = [{ kind: "board", document: board, intents: [{ intent: "Move", thing: { card: card.id }, position }] }];
    const start = performance.now();
    await bench_.call("Edit", { workspace, steps });
    taken.push(performance.now() - start);
    if (pause > 0) await bench_.pause(pause);
  }
  return taken;
}

/** Somebody else makes a thousand changes without a network; then they come, all at once. */
async function others({ world, browser, page, board, workspace, invite, options, table }) {
  const other = await world.browser("cleo");
  const hers = await joinBy(other, invite, "Cleo");
  await ready(hers);
  await synced(hers);
  await openLine(other, hers);
  await page.goto(`${world.pages}/#/w/${workspace}/board/${board}`);
  await page.reload();
  await ready(page);
  await openLine(browser, page);
  await page.evaluate((params) => bench_.call("WatchBoard", params), { workspace, board });
  const rounds = options.quick ? 1 : 3;
  const taken = [];
  for (let round = 0; round < rounds; round++) {
    await world.stopRelay();
    await hers.evaluate(move, { workspace, board, count: REMOTE_CHANGES, pause: 0 });
    await browser.inEngine(NOTE_FRAMES);
    await page.evaluate(() => bench_.heard.splice(0));
    await world.startRelay();
    await hers.evaluate((id) => bench_.call("Retry", { workspace: id }), workspace);
    await synced(hers);
    await settled(other.pid);
    await page.evaluate((id) => bench_.call("Retry", { workspace: id }), workspace);
    await page.waitForFunction(
      (count) => bench_.heard.filter(({ type }) => type === "Board").reduce((sum, { cards }) => sum + cards, 0) >= count * 0.6,
      REMOTE_CHANGES,
      { timeout: 60_000 },
    );
    await synced(page);
    const { result } = await browser.inEngine("JSON.stringify(globalThis.frames_)");
    const shown = await page.evaluate(() => bench_.heard.filter(({ type }) => type === "Board").map(({ at }) => at));
    const large = JSON.parse(result.value).filter(({ bytes }) => bytes > 10_000);
    taken.push(shown.at(-1) - large[0].at);
  }
  await other.kill();
  const middle = quantile(taken, 0.5);
  table.row(`${REMOTE_CHANGES.toLocaleString("en")} changes of somebody else: off the wire to the page, on the disk before`, millis(middle), `${REMOTE_MILLIS} ms`, middle <= REMOTE_MILLIS);
}

/** Within the engine: notes when the relay's frames come, and how large they are. */
const NOTE_FRAMES = `(() => {
  globalThis.frames_ = [];
  if (globalThis.noting_) return;
  globalThis.noting_ = true;
  const its = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    configurable: true,
    get: its.get,
    set(hear) {
      its.set.call(this, hear && ((event) => {
        globalThis.frames_.push({ at: performance.timeOrigin + performance.now(), bytes: event.data.byteLength ?? 0 });
        return hear.call(this, event);
      }));
    },
  });
})()`;

/** Types into a document, in its middle, with the live view. */
async function typing({ world, browser, page, workspace, options, table }, title) {
  await page.goto(`${world.pages}/#/w/${workspace}/documents`);
  await page.getByRole("link", { name: title, exact: true }).click();
  const text = page.getByRole("textbox", { name: "Text" });
  await text.waitFor();
  await settled(browser.pid);
  await text.click();
  await page.keyboard.press("Control+End");
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowUp");
  await page.evaluate(noteKeys);
  for (let i = 0; i < (options.quick ? 60 : 200); i++) await page.keyboard.press("x", { delay: PAUSE_MILLIS });
  const inPage = await page.evaluate(() => globalThis.keys_);
  const characters = title === "Text" ? "10,000" : "105,000";
  const target = title === "Text" ? `${KEY_MILLIS} ms p95` : "";
  const met = (values) => (title === "Text" ? quantile(values, 0.95) <= KEY_MILLIS : undefined);
  table.row(`a key in ${characters} characters: the page's work until it is painted`, spread(inPage), target, met(inPage));
  const document = /document\/([0-9a-f]+)/.exec(page.url())[1];
  await openLine(browser, page);
  await settled(browser.pid);
  const kept = await page.evaluate(type, { workspace, document, count: options.quick ? 60 : 200, pause: PAUSE_MILLIS });
  table.row(`a key in ${characters} characters: asked to on the disk`, spread(kept), target, met(kept));
}

/** In the page: for each key how long the page works, up to and with the frame that shows it; not the wait for that frame. */
function noteKeys() {
  globalThis.keys_ = [];
  addEventListener(
    "keydown",
    () => {
      const pressed = performance.now();
      const after = new MessageChannel();
      let handled = 0;
      after.port1.onmessage = () => {
        handled = performance.now() - pressed;
      };
      after.port2.postMessage(0);
      requestAnimationFrame(() => {
        const frame = performance.now();
        const painted = new MessageChannel();
        painted.port1.onmessage = () => globalThis.keys_.push(handled + performance.now() - frame);
        painted.port2.postMessage(0);
      });
    },
    { capture: true },
  );
}

/** In the page: asks for a letter more, again and again. @returns how long each took, in milliseconds */
async function type({ workspace, document, count, pause }) {
  let { version } = await bench_.call("WatchText", { workspace, document });
  const taken = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const params = { workspace, document, version, splices: [[5_000 + i, 0, "y"]], group: "typing" };
    const next = await bench_.call("EditText", params);
    taken.push(performance.now() - start);
    version = next ?? (await bench_.call("WatchText", { workspace, document })).version;
    await bench_.pause(pause);
  }
  return taken;
}

async function heap({ world, browser, page, workspace, board, table }) {
  await page.goto(`${world.pages}/#/w/${workspace}/board/${board}`);
  await page.reload();
  await ready(page);
  await settled(browser.pid);
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const ofPage = (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
  await browser.asEngine("HeapProfiler.collectGarbage");
  const used = await browser.asEngine("Runtime.getHeapUsage");
  const ofEngine = (used.usedSize + (used.backingStorageSize ?? 0)) / 1e6;
  table.row("heap of the page, with the board open", `${ofPage.toFixed(0)} MB`, `${HEAP_MEGABYTES} MB`, ofPage <= HEAP_MEGABYTES);
  table.row("heap of the engine, WebAssembly's memory with it", `${ofEngine.toFixed(0)} MB`, `${HEAP_MEGABYTES} MB`, ofEngine <= HEAP_MEGABYTES);
}
