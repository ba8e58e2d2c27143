/** Icons of the canvas, beside those of the shell. */
import type { ReactNode } from "react";
import { Icon } from "../shell/icons";

function Small({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const BlockerMark = () => (
  <Small>
    <circle cx="7" cy="7" r="5" />
    <path d="M3.6 10.4l6.8-6.8" />
  </Small>
);
export const WaitMark = () => (
  <Small>
    <circle cx="7" cy="7" r="5" />
    <path d="M7 4v3.2l2 1.3" />
  </Small>
);
export const TalkMark = () => (
  <Small>
    <path d="M2 3.2h10v6H6.4L3.8 11.4V9.2H2z" />
  </Small>
);
export const DocumentMark = () => (
  <Small>
    <path d="M3.5 1.8h4.8l2.4 2.5v7.9H3.5zM5.4 6.6h3.4M5.4 9h3.4" />
  </Small>
);
export const PinMark = () => (
  <Small>
    <path d="M5 2h4l-.4 3.6 1.9 1.9H3.5l1.9-1.9zM7 7.6V12" />
  </Small>
);
export const ConflictMark = () => (
  <Small>
    <path d="M7 1.8l5.4 9.6H1.6zM7 5.4v2.8M7 9.9v.1" />
  </Small>
);
export const CycleMark = () => (
  <Small>
    <path d="M11.5 5.5A5 5 0 0 0 2.6 4.6M2.5 8.5a5 5 0 0 0 8.9.9M2.4 2.2v2.6H5M11.6 11.8V9.2H9" />
  </Small>
);
export const DateMark = () => (
  <Small>
    <path d="M2.5 3.2h9v8h-9zM2.5 5.8h9M5 2v2M9 2v2" />
  </Small>
);
export const ChangeMark = () => (
  <Small>
    <circle cx="7" cy="7" r="2.6" fill="currentColor" />
  </Small>
);

export const PointerIcon = () => (
  <Icon>
    <path d="M5 3l10.5 6-4.6 1.2L8.2 15z" />
  </Icon>
);
export const HandIcon = () => (
  <Icon>
    <path d="M6.5 10V5.2a1.2 1.2 0 0 1 2.4 0V9M8.9 9V4.2a1.2 1.2 0 0 1 2.4 0V9M11.3 9V5.2a1.2 1.2 0 0 1 2.4 0v5.6c0 3.6-1.9 6-5 6-2.2 0-3.3-1-4.3-2.8l-1.7-3c-.6-1.2 1-2 1.8-1L6.500 12" />
  </Icon>
);
export const CardIcon = () => (
  <Icon>
    <rect x="3" y="5" width="14" height="10" rx="1.5" />
    <path d="M10 7.800v4.400M7.800 10h4.400" />
  </Icon>
);
export const GroupIcon = () => (
  <Icon>
    <rect x="3" y="3.500" width="14" height="13" rx="2" strokeDasharray="3 2.400" />
    <path d="M6 8h4v3H6zM11.500 10.500h3v3h-3z" />
  </Icon>
);
export const LayoutIcon = () => (
  <Icon>
    <rect x="2.500" y="8" width="4" height="4" rx="1" />
    <rect x="13.500" y="3.500" width="4" height="4" rx="1" />
    <rect x="13.500" y="12.500" width="4" height="4" rx="1" />
    <path d="M6.500 10h3.500M10 10V5.500h3.500M10 10v4.500h3.500" />
  </Icon>
);
export const FitIcon = () => (
  <Icon>
    <path d="M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4" />
  </Icon>
);
export const UndoIcon = () => (
  <Icon>
    <path d="M4 8h8a4 4 0 0 1 0 8H8M4 8l3.500-3.500M4 8l3.500 3.500" />
  </Icon>
);
export const RedoIcon = () => (
  <Icon>
    <path d="M16 8H8a4 4 0 0 0 0 8h4M16 8l-3.500-3.500M16 8l-3.500 3.500" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="9" cy="9" r="5" />
    <path d="M12.700 12.700L16.500 16.500" />
  </Icon>
);
export const FilterIcon = () => (
  <Icon>
    <path d="M3.500 5.500h13M6 10h8M8.500 14.500h3" />
  </Icon>
);
export const OutlineIcon = () => (
  <Icon>
    <path d="M3.500 5h3M8.500 5h8M5.500 10h3M10.500 10h6M5.500 15h3M10.500 15h6" />
  </Icon>
);
export const PanelIcon = () => (
  <Icon>
    <rect x="3" y="4" width="14" height="12" rx="1.500" />
    <path d="M12 4v12" />
  </Icon>
);
export const MinusIcon = () => (
  <Icon>
    <path d="M4 10h12" />
  </Icon>
);
export const TrashIcon = () => (
  <Icon>
    <path d="M4 5.500h12M8 5.500V3.500h4v2M5.500 5.500l.8 11h7.400l.8-11M8.500 8.500v5M11.500 8.500v5" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.500" />
    <path d="M10 6v4.200l2.800 1.600" />
  </Icon>
);
