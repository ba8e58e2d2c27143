package dev.meridian.cli.command;

import dev.meridian.cli.run.Run;
import dev.meridian.client.RelayPlace;

/** Warns of a relay that is dialled without TLS and is not this machine. */
final class OpenNetwork {

    private OpenNetwork() {}

    static void warn(Run run, RelayPlace relay) {
        if (relay.isOpenToTheNetwork()) {
            run.warn(relay.uri()
                    + " is not secured by TLS: nobody on the way can read or change your work, but everybody"
                    + " there sees who works when, and how much; see meridian relay --tls");
        }
    }
}
