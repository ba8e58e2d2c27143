/** The page: takes the invite out of the address bar before anything else, then shows the app. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startEngine } from "../worker/client";
import { App } from "./App";
import "./app.css";

// Whoever looks at the address bar, the history or a screenshot must not see the secret of a link.
const { href, pathname, hash } = location;
const invite = pathname === "/join" && hash !== "" ? href : undefined;
if (invite !== undefined) history.replaceState(null, "", "/");

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <StrictMode>
    <App engine={startEngine()} invite={invite} />
  </StrictMode>,
);
