/** Reads a QR code by the camera, where the browser has a reader of its own; elsewhere there is nothing here, and the text is pasted. */
import { useEffect, useRef, useState } from "react";
import { useNotices } from "../shell/session";
import styles from "./Qr.module.css";
import { SCAN } from "./strings";

/** As the Shape Detection API has it; TypeScript's library does not know it. */
interface Detector {
  detect(of: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

const LOOKS_EVERY_MILLIS = 150;

function makeDetector(): Detector | undefined {
  const { BarcodeDetector } = globalThis as {
    BarcodeDetector?: new (of: { formats: readonly string[] }) => Detector;
  };
  return BarcodeDetector === undefined ? undefined : new BarcodeDetector({ formats: ["qr_code"] });
}

const canScan = () => "BarcodeDetector" in globalThis && navigator.mediaDevices !== undefined;

/** @param read hears the first code that is seen; then the camera is off again */
export function Scan({ read }: { readonly read: (text: string) => void }) {
  const [looking, setLooking] = useState(false);
  if (!canScan()) return null;
  return (
    <div className={styles.camera}>
      <button type="button" aria-expanded={looking} onClick={() => setLooking(!looking)}>
        {looking ? SCAN.stop : SCAN.start}
      </button>
      {looking && (
        <Camera
          seen={(text) => {
            setLooking(false);
            if (text !== undefined) read(text);
          }}
        />
      )}
    </div>
  );
}

/** @param seen hears undefined where the camera cannot be had */
function Camera({ seen }: { readonly seen: (text: string | undefined) => void }) {
  const { complain } = useNotices();
  const video = useRef<HTMLVideoElement>(null);
  const hear = useRef(seen);
  hear.current = seen;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | undefined;
    let gone = false;
    const give = (text: string | undefined) => {
      if (!gone) hear.current(text);
    };
    const failed = (failure: unknown) => {
      if (gone) return;
      const isRefused = failure instanceof DOMException && failure.name === "NotAllowedError";
      complain(new Error(isRefused ? SCAN.refused : SCAN.failed));
      give(undefined);
    };
    const look = async (detector: Detector) => {
      const shown = video.current;
      if (gone || shown === null) return;
      // A picture that is not there yet is no failure.
      const codes = shown.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detector.detect(shown) : [];
      const [first] = codes;
      if (first !== undefined) return give(first.rawValue);
      timer = setTimeout(() => look(detector).catch(failed), LOOKS_EVERY_MILLIS);
    };
    const begin = async () => {
      const detector = makeDetector();
      const had = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (gone || detector === undefined || video.current === null) return off(had);
      stream = had;
      video.current.srcObject = had;
      await video.current.play();
      await look(detector);
    };
    begin().catch(failed);
    return () => {
      gone = true;
      clearTimeout(timer);
      if (stream !== undefined) off(stream);
    };
  }, [complain]);
  return <video ref={video} muted playsInline aria-label={SCAN.picture} />;
}

function off(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
