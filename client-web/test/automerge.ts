/** Automerge, as a browser loads it, for tests in Node. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initializeWasm, isWasmInitialized } from "@automerge/automerge/slim";

const wasm = createRequire(import.meta.url).resolve("@automerge/automerge/automerge.wasm");
if (!isWasmInitialized()) await initializeWasm(readFileSync(wasm));
