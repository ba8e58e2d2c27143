/** How soon a board is painted, and its engine there, after the browser was killed and started again; and in a second tab. */
import { settled } from "./processes.mjs";
import { millis, quantile } from "./table.mjs";
import { ready, synced } from "./world.mjs";

const TARGETS = { painted: 500, ready: 1_500, second: 500 };
const PAINTER_MILLIS = 4_000;

export async function starts(here) {
  const { world, browser, workspace, board, options, table } = here;
  await ready(here.page);
  await synced(here.page);
  await settled(browser.pid);
  await here.page.waitForTimeout(PAINTER_MILLIS);
  const address = `${world.pages}/#/w/${workspace}/board/${board}`;
  const [painted, started, second] = [[], [], []];
  for (let round = 0; round < (options.quick ? 2 : 5); round++) {
    await browser.kill();
    await browser.start();
    const page = await browser.page();
    await settled(browser.pid); // a browser works for a while after it was started
    await page.addInitScript(notePaint);
    await page.goto(address);
    started.push(await ready(page));
    painted.push(await page.evaluate(() => globalThis.painted_));
    await synced(page);
    await settled(browser.pid);
    const tab = await browser.page();
    await tab.goto(address);
    second.push(await ready(tab));
    await tab.close();
    here.page = page;
  }
  const row = (what, values, target) => {
    const middle = quantile(values, 0.5);
    const said = `${millis(middle)}, ${millis(quantile(values, 0))} to ${millis(quantile(values, 1))}`;
    table.row(what, said, millis(target), middle <= target);
  };
  row("a board is painted, after a start of the browser", painted, TARGETS.painted);
  row("its engine is there", started, TARGETS.ready);
  row("a board in a second tab, from the engine", second, TARGETS.second);
}

/** In the page: when there were cards first, and the frame with them was painted. */
function notePaint() {
  const look = () => {
    if (document.querySelector("#canvas [role=option]") === null) return requestAnimationFrame(look);
    const painted = new MessageChannel();
    painted.port1.onmessage = () => {
      globalThis.painted_ = performance.now();
    };
    painted.port2.postMessage(0);
  };
  requestAnimationFrame(look);
}
