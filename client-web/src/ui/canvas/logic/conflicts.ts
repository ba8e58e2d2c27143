/** Two people wrote one field at once: what each wrote, for a person to read, and the intent that settles it. */
import type { Card } from "../../../model/board";
import type { GroupId, StatusId } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { type Field, parsePosition, parseSize } from "../../../model/values";

/** Undefined where this field cannot be settled by a pick. */
export function pickIntent(card: Card, field: Field, value: string | undefined): BoardIntent | undefined {
  const { id } = card;
  switch (field) {
    case "title":
      return { intent: "SetTitle", thing: { card: id }, title: value ?? "" };
    case "status":
      return {
        intent: "SetStatus",
        card: id,
        ...(value === undefined ? {} : { status: value as StatusId }),
        ...(card.statusWord === undefined ? {} : { word: card.statusWord }),
      };
    case "statusWord":
      return {
        intent: "SetStatus",
        card: id,
        ...(card.status === undefined ? {} : { status: card.status }),
        ...(value === undefined ? {} : { word: value }),
      };
    case "position": {
      const position = value === undefined ? undefined : parsePosition(value);
      return position && { intent: "Move", thing: { card: id }, position };
    }
    case "size": {
      const size = value === undefined ? undefined : parseSize(value);
      return size && { intent: "Resize", thing: { card: id }, size };
    }
    case "group":
      return { intent: "SetGroup", card: id, ...(value === undefined ? {} : { group: value as GroupId }) };
    case "order": {
      const order = Number(value);
      return Number.isFinite(order) ? { intent: "SetOrder", thing: { card: id }, order } : undefined;
    }
    case "pinned":
      return { intent: "SetPinned", card: id, pinned: value === "true" };
    case "color":
      return { intent: "SetColor", thing: { card: id }, ...(value === undefined ? {} : { color: value }) };
    case "targetDate":
      return { intent: "SetTargetDate", card: id, ...(value === undefined ? {} : { targetDate: value }) };
    case "estimate":
      return { intent: "SetEstimate", card: id, ...(value === undefined ? {} : { estimate: Number(value) }) };
    default:
      return undefined;
  }
}
