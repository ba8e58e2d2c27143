/** Line icons, in the colour of the text beside them. Hidden from screen readers: the words say it. */
import type { ReactNode } from "react";

/** @param size of the drawing and of its units: 20, or 14 for the marks on a card */
export function Icon({ children, size = 20 }: { readonly children: ReactNode; readonly size?: 20 | 14 }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
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

/** The mark: a globe of which one meridian is lit. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13" stroke="currentColor" strokeWidth="1.8" opacity="0.55" />
      <path d="M3.6 12h24.8M3.6 20h24.8" stroke="currentColor" strokeWidth="1.4" opacity="0.35" />
      <path d="M16 3c-4.6 3.6-6.6 8-6.6 13s2 9.4 6.6 13" stroke="currentColor" strokeWidth="1.4" opacity="0.55" />
      <path d="M16 3c4.6 3.6 6.6 8 6.6 13s-2 9.4-6.6 13" stroke="var(--accent)" strokeWidth="2.6" />
      <circle cx="22.6" cy="16" r="2.6" fill="var(--accent)" />
    </svg>
  );
}

export const BoardIcon = () => (
  <Icon>
    <rect x="2.5" y="3.5" width="6" height="5" rx="1" />
    <rect x="11.5" y="11.5" width="6" height="5" rx="1" />
    <path d="M8.5 6h3.5a2 2 0 0 1 2 2v3.5" />
  </Icon>
);
export const DocumentIcon = () => (
  <Icon>
    <path d="M5 2.5h6.5L15.5 6.5V16.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1z" />
    <path d="M11.5 2.5v4h4M7 10.5h6M7 13.5h4" />
  </Icon>
);
export const DecisionIcon = () => (
  <Icon>
    <path d="M10 17.5V11L4.5 5.5M10 11l5.5-5.5M4.5 9V5.5H8M15.5 9V5.5H12" />
  </Icon>
);
export const DigestIcon = () => (
  <Icon>
    <path d="M3 14.5h14M5.5 14.5a4.5 4.5 0 0 1 9 0M10 3.5v3M3.7 7.2l1.8 1.8M16.3 7.2l-1.8 1.8M6.5 17.5h7" />
  </Icon>
);
export const AgendaIcon = () => (
  <Icon>
    <rect x="3" y="4" width="14" height="13" rx="1.5" />
    <path d="M3 8h14M7 2.5V5M13 2.5V5M6.5 11.5h4M6.5 14h6" />
  </Icon>
);
export const TeamIcon = () => (
  <Icon>
    <circle cx="7.5" cy="7" r="3" />
    <path d="M2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.6c1.7.6 2.7 1.9 3 3.9" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M3 5.5h8M15 5.5h2M3 10h2M9 10h8M3 14.5h7M14 14.5h3" />
    <circle cx="13" cy="5.5" r="2" />
    <circle cx="7" cy="10" r="2" />
    <circle cx="12" cy="14.5" r="2" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="3.5" />
    <path d="M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
export const InviteIcon = () => (
  <Icon>
    <circle cx="8" cy="7" r="3" />
    <path d="M2.5 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M16 6v5M13.5 8.5h5" />
  </Icon>
);
export const SwitchIcon = () => (
  <Icon>
    <path d="M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.5" />
  </Icon>
);

export const RhythmIcon = () => (
  <Icon>
    <path d="M2.5 10h3l2-5.5 4 11 2.2-5.5h3.8" />
  </Icon>
);

// Of the canvas.

export const BlockerMark = () => (
  <Icon size={14}>
    <circle cx="7" cy="7" r="5" />
    <path d="M3.6 10.4l6.8-6.8" />
  </Icon>
);
export const WaitMark = () => (
  <Icon size={14}>
    <circle cx="7" cy="7" r="5" />
    <path d="M7 4v3.2l2 1.3" />
  </Icon>
);
export const TalkMark = () => (
  <Icon size={14}>
    <path d="M2 3.2h10v6H6.4L3.8 11.4V9.2H2z" />
  </Icon>
);
export const DocumentMark = () => (
  <Icon size={14}>
    <path d="M3.5 1.8h4.8l2.4 2.5v7.9H3.5zM5.4 6.6h3.4M5.4 9h3.4" />
  </Icon>
);
export const PinMark = () => (
  <Icon size={14}>
    <path d="M5 2h4l-.4 3.6 1.9 1.9H3.5l1.9-1.9zM7 7.6V12" />
  </Icon>
);
export const ConflictMark = () => (
  <Icon size={14}>
    <path d="M7 1.8l5.4 9.6H1.6zM7 5.4v2.8M7 9.9v.1" />
  </Icon>
);
export const CycleMark = () => (
  <Icon size={14}>
    <path d="M11.5 5.5A5 5 0 0 0 2.6 4.6M2.5 8.5a5 5 0 0 0 8.9.9M2.4 2.2v2.6H5M11.6 11.8V9.2H9" />
  </Icon>
);
export const DateMark = () => (
  <Icon size={14}>
    <path d="M2.5 3.2h9v8h-9zM2.5 5.8h9M5 2v2M9 2v2" />
  </Icon>
);
export const ChangeMark = () => (
  <Icon size={14}>
    <circle cx="7" cy="7" r="2.6" fill="currentColor" />
  </Icon>
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
