/** The frame of all pages of a workspace: where one can go, how it stands with the relay, light or dark. */
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { OpenedWorkspace } from "../../worker/api";
import { ACCESS } from "../access/strings";
import { PAGES, type Page } from "../pages";
import { STRINGS } from "../strings";
import { Mark, MoonIcon, SunIcon, SwitchIcon } from "./icons";
import styles from "./Layout.module.css";
import { SyncLine } from "./SyncLine";
import { useSession } from "./session";
import { chooseTheme, useTheme } from "./theme";

export function Layout({ children }: { readonly children: ReactNode }) {
  const { workspace } = useSession();
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById("page")?.focus()}>
        {STRINGS.skip}
      </button>
      <header className={styles.side}>
        <Link href="~/workspaces" className={styles.workspace} title={STRINGS.otherWorkspace}>
          <Mark />
          <span className={styles.name}>{workspace.team.name}</span>
          <SwitchIcon />
        </Link>
        <nav aria-label={STRINGS.navigation} className={styles.nav}>
          <ul>
            {PAGES.map((page) => (
              <Entry key={page.path} page={page} />
            ))}
          </ul>
        </nav>
        <div className={styles.foot}>
          {!workspace.mayWrite && workspace.sync.status.type !== "Opening" && (
            <p className={styles.role}>{standingOf(workspace)}</p>
          )}
          <SyncLine />
          <ThemeSwitch />
        </div>
      </header>
      {children}
    </div>
  );
}

function standingOf({ access, mayComment }: Pick<OpenedWorkspace, "access" | "mayComment">): string {
  switch (access.type) {
    case "Member":
      return mayComment ? STRINGS.commentOnly : STRINGS.readOnly;
    case "Waiting":
      return ACCESS.waitingHere(access.code);
    case "Gone":
      return access.farewell;
  }
}

function Entry({ page }: { readonly page: Page }) {
  const [path] = useLocation();
  const { nav } = page;
  if (nav === undefined) return null;
  const here = path === page.path || nav.also?.some((each) => path.startsWith(each)) === true;
  return (
    <li>
      <Link href={page.path} className={styles.entry} aria-current={here ? "page" : undefined}>
        <nav.icon />
        <span>{nav.name}</span>
      </Link>
    </li>
  );
}

function ThemeSwitch() {
  const dark = useTheme() === "dark";
  return (
    <button
      type="button"
      className={styles.theme}
      aria-label={dark ? STRINGS.toLight : STRINGS.toDark}
      title={dark ? STRINGS.toLight : STRINGS.toDark}
      onClick={() => chooseTheme(dark ? "light" : "dark")}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}
