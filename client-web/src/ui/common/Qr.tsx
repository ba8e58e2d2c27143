/** A text as a picture that another device's camera reads. The text itself always stands beside it. */
import { lazy, Suspense } from "react";

const QrCode = lazy(() => import("./QrCode"));

export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Suspense fallback={null}>
      <QrCode text={text} label={label} />
    </Suspense>
  );
}
