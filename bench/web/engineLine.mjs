/** A line of our own to the engine that a page's browser runs: asks it as pages do, and notes when answers and events come. */

/** Puts `globalThis.bench_` into the page: `call(name, params)`, and `heard`, the events since it was cleared with their times. */
export async function openLine(browser, page) {
  const { result } = await browser.inEngine("location.href");
  await page.evaluate((url) => {
    const { port } = new SharedWorker(url, { type: "module", name: "meridian" });
    const waiting = new Map();
    const line = { heard: [], last: 0, url };
    port.onmessage = ({ data }) => {
      const at = performance.timeOrigin + performance.now();
      if (data.type === "Answer" || data.type === "Failure") {
        const { resolve, reject } = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.type === "Answer") resolve(data.result);
        else reject(new Error(data.failure.message));
      } else line.heard.push({ at, type: data.type, cards: data.patch?.cards.length ?? 0 });
    };
    line.call = (call, params) =>
      new Promise((resolve, reject) => {
        waiting.set(++line.last, { resolve, reject });
        port.postMessage({ id: line.last, call, params });
      });
    line.pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
    globalThis.bench_ = line;
  }, result.value);
}
