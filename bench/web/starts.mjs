/** How soon a board is painted, and its engine there, after the browser was killed and started again; and in a second tab. */
import { cpuMillis, settled } from "./processes.mjs";
import { millis, quantile } from "./table.mjs";
import { openLine } from "./engineLine.mjs";
import { painted, ready, synced } from "./world.mjs";

const TARGETS = { painted: 500, answers: 1_500, second: 500 };
const PAINTER_MILLIS = 4_000;

export async function starts(here) {
  const { world, browser, workspace, board, options, table } = here;
  await ready(here.page);
  await synced(here.page);
  await openLine(browser, here.page);
  const [card] = await here.page.evaluate(async (params) => (await bench_.call("WatchBoard", params)).cards, { workspace, board });
  const engine = await here.page.evaluate(() => bench_.url);
  const address = `${world.pages}/#/w/${workspace}/board/${board}`;
  const taken = { painted: [], answers: [], cpu: [], second: [], secondCpu: [] };
  for (let round = 0; round < (options.quick ? 2 : 5); round++) {
    await rest(here);
    await browser.kill();
    await browser.start();
    const page = await browser.page();
    await settled(browser.pid); // a browser works for a while after it was started
    await page.addInitScript(askWhenReady, { url: engine, workspace, board, card: card.id, x: card.position.x + round + 1, y: card.position.y });
    const before = cpuMillis(browser.pid);
    await page.goto(address, { waitUntil: "commit" });
    taken.painted.push(await painted(page));
    await page.waitForFunction(() => globalThis.answered_ !== undefined, undefined, { timeout: 120_000 });
    taken.cpu.push(cpuMillis(browser.pid) - before);
    taken.answers.push(await page.evaluate(() => globalThis.answered_));
    here.page = page;
    await synced(page);
    await settled(browser.pid);
    await secondTab(here, address, taken);
  }
  await rest(here);
  row(table, "a board is painted, after a start of the browser", taken.painted, TARGETS.painted);
  row(table, "its engine has answered an edit, which is on the disk", taken.answers, TARGETS.answers, taken.cpu);
  row(table, "a board in a second tab, painted as the engine has it", taken.second, TARGETS.second, taken.secondCpu);
}

async function secondTab({ browser }, address, taken) {
  const tab = await browser.page();
  const before = cpuMillis(browser.pid);
  await tab.goto(address, { waitUntil: "commit" });
  const shown = [await painted(tab), await ready(tab)];
  taken.secondCpu.push(cpuMillis(browser.pid) - before);
  taken.second.push(Math.max(...shown));
  await tab.close();
}

/** Until the engine has kept the board for the next start. */
async function rest({ browser, page }) {
  await synced(page);
  await settled(browser.pid);
  await page.waitForTimeout(PAINTER_MILLIS);
}

function row(table, what, values, target, cpu) {
  const middle = quantile(values, 0.5);
  const work = cpu === undefined ? "" : `; ${millis(quantile(cpu, 0.5))} of processor time`;
  const said = `${millis(middle)}, ${millis(quantile(values, 0))} to ${millis(quantile(values, 1))}${work}`;
  table.row(what, said, millis(target), middle <= target);
}

/** In the page: as soon as the board can be written to a card is moved, and it is noted when that is answered, in milliseconds since the navigation. */
function askWhenReady({ url, workspace, board, card, x, y }) {
  const observer = new PerformanceObserver((list) => {
    if (!list.getEntries().some(({ name }) => name === "meridian: board ready")) return;
    observer.disconnect();
    const { port } = new SharedWorker(url, { type: "module", name: "meridian" });
    port.onmessage = ({ data }) => {
      if (data.id === 1) globalThis.answered_ = performance.now();
    };
    const intents = [{ intent: "Move", thing: { card }, position: { x, y } }];
    const steps = [{ kind: "board", document: board, intents }];
    port.postMessage({ id: 1, call: "Edit", params: { workspace, steps } });
  });
  observer.observe({ type: "mark" });
}
