package dev.meridian.simulation;

import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Registrar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of who has access that somebody waits for: each is made from who is a member at the head, tried on them before it is sent, and made again
 * where somebody else's record came first (CLI-28). In memory; owned by its client.
 */
final class Errands {
    private static final int ATTEMPTS_MAX = 8;

    private final World world;
    private final SimClient client;
    private final List<Errand> open = new ArrayList<>();
    private int made;
    private boolean gaveUp;

    Errands(World world, SimClient client) {
        this.world = world;
        this.client = client;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether the last one that ended came to nothing. */
    boolean gaveUp() {
        return gaveUp;
    }

    void begin(Errand errand) {
        gaveUp = false;
        open.add(errand);
        settle();
    }

    private void giveUp(Errand errand, String why) {
        gaveUp = true;
        over(errand, why);
    }

    /** Nobody waits any more; what is in the outbox stays there. */
    void forget() {
        open.clear();
    }

    /** Does what can be done now. */
    void settle() {
        // Before the workspace is founded its genesis is on its way.
        if (!client.isLive() || !client.disk.members().isFounded()) {
            return;
        }
        for (Errand errand : List.copyOf(open)) {
            if (errand.pushed.isPresent()) {
                // In the log: done. Not in the outbox either: it was cut off, and others may have brought it back.
                if (client.disk.outbox().find(errand.pushed.get()).isEmpty()) {
                    over(errand, "done");
                }
            } else if (errand.isDone.test(client.disk.members())) {
                over(errand, "done by somebody");
            } else {
                push(errand);
            }
        }
    }

    private void push(Errand errand) {
        Membership members = client.disk.members();
        long logMillis = client.disk.localLog().relayMillis();
        Registrar registrar = new Registrar(
                members,
                client.keys,
                logMillis,
                world.entropy(client.name() + " errand " + world.seed() + " " + ++made));
        MemberRecord record;
        try {
            record = errand.maker.apply(registrar);
        } catch (IllegalArgumentException e) {
            giveUp(errand, "impossible: " + e.getMessage());
            return;
        }
        if (members.apply(record.item(), logMillis) instanceof Membership.Accepted) {
            errand.pushed = Optional.of(record.id());
            world.trace(client.name() + " wants: " + errand.what);
            client.enqueue(record);
        } else {
            giveUp(errand, "impossible by now");
        }
    }

    /** Whether it is an errand's record that the relay did not take; the errand makes another one, or gives up. */
    boolean refused(ClientEffect.Refused refused) {
        Optional<Errand> mine = open.stream()
                .filter(errand -> errand.pushed.equals(Optional.of(refused.item())))
                .findFirst();
        mine.ifPresent(errand -> {
            client.disk.outbox().drop(refused.item());
            errand.pushed = Optional.empty();
            boolean cameSecond = refused.code() == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT
                    || refused.code() == ErrorCode.ERROR_CODE_STALE_EPOCH;
            if (cameSecond) {
                world.saw(Happening.RECORD_RENEWED);
            }
            if (!cameSecond || ++errand.attempts >= ATTEMPTS_MAX) {
                giveUp(errand, "refused: " + refused.message());
            }
            settle();
        });
        return mine.isPresent();
    }

    private void over(Errand errand, String how) {
        open.remove(errand);
        world.trace("%s: %s: %s".formatted(client.name(), errand.what, how));
    }
}
