/** The page: takes the invite out of the address bar before anything else, then shows the app. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startEngine } from "../worker/client";
import "./base.css";
import { App } from "./shell/App";
import { startPainting } from "./shell/painted";
import { startTheme } from "./shell/theme";
import { allowOwnScripts } from "./shell/trustedTypes";
import { startUpdates } from "./shell/updates";

// Whoever looks at the address bar, the history or a screenshot must not see the secret of a link.
const { href, pathname, hash } = location;
const invite = pathname === "/join" && hash !== "" ? href : undefined;
const deviceLink = pathname === "/device" && hash !== "" ? href : undefined;
if (pathname === "/join" || pathname === "/device") history.replaceState(null, "", "/");

allowOwnScripts();
startTheme();
startPainting();
const engine = startEngine();
startUpdates(engine);
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <StrictMode>
    <App engine={engine} invite={invite} deviceLink={deviceLink} />
  </StrictMode>,
);
