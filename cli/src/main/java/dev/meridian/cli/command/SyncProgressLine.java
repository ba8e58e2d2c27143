package dev.meridian.cli.command;

import dev.meridian.cli.output.Progress;
import dev.meridian.client.SyncProgress;

/** How far a synchronisation is, as a line on the terminal. */
final class SyncProgressLine implements SyncProgress.Listener {

    private final Progress line;

    SyncProgressLine(Progress line) {
        this.line = line;
    }

    @Override
    public void progress(SyncProgress progress) {
        String what = switch (progress.phase()) {
            case CONNECTING -> "connecting";
            case RESTORING -> "giving back what the relay lost";
            case RECEIVING -> "receiving";
            case SENDING -> "sending";
            case MERGING -> "merging";
        };
        line.at(what, progress.done(), progress.total());
    }
}
