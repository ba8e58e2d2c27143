/** What the page itself knows: tool, selection, what is open. Nothing of it is a change of the board. */
import type { CardId, GroupId, PlaceableRef } from "../../../model/ids";
import type { DependencyKind } from "../../../model/values";
import { type Filters, NO_FILTERS } from "../logic/filters";
import { NOTHING, type Selection } from "../logic/selection";

export type Tool = "select" | "hand";
export type FieldMenu = "status" | "assignee" | "label";
export type Dialog = "palette" | "help" | "trash";

/** An arrow that would close a cycle: made only if the person says so. */
export interface PendingArrow {
  readonly from: PlaceableRef;
  readonly to: PlaceableRef;
  readonly kind: DependencyKind;
  /** The cards that the cycle would go through, the first at the end again. */
  readonly path: readonly CardId[];
}

export interface Ui {
  readonly tool: Tool;
  readonly selection: Selection;
  /** The card that keys are about. */
  readonly focus: CardId | undefined;
  /** Whose title is being written. */
  readonly editing: CardId | GroupId | undefined;
  readonly filters: Filters;
  readonly menu: FieldMenu | undefined;
  readonly dialog: Dialog | undefined;
  readonly panel: boolean;
  readonly outline: boolean;
  readonly pendingArrow: PendingArrow | undefined;
  /** Whether the slider of earlier states is there. */
  readonly travelling: boolean;
  /** Whether a layout is being computed. */
  readonly arranging: boolean;
  /** For a screen reader: what has just happened. */
  readonly said: string;
}

export const FIRST_UI: Ui = {
  tool: "select",
  selection: NOTHING,
  focus: undefined,
  editing: undefined,
  filters: NO_FILTERS,
  menu: undefined,
  dialog: undefined,
  panel: false,
  outline: false,
  pendingArrow: undefined,
  travelling: false,
  arranging: false,
  said: "",
};
