package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.Syncing.Visit;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.VerifyKey;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a workspace to another relay, or follows it there (MEM-19, GEN-11). For one use; blocks. */
final class Relocation {
    private final Workspace workspace;
    private final WorkspaceCore core;
    private final SyncProgress.Listener progress;

    Relocation(Workspace workspace, SyncProgress.Listener progress) {
        this.workspace = workspace;
        this.core = workspace.core();
        this.progress = progress;
    }

    /** As an owner. */
    ByteString move(RelayPlace to, boolean lost) {
        Membership members = members();
        if (!members.isFounded()) {
            throw refused("The relay has nothing of this workspace yet: found it there anew, or sync first.");
        }
        if (!members.roleOf(core.device()).equals(Optional.of(Role.ROLE_OWNER))) {
            throw refused("Only an owner moves a workspace to another relay.");
        }
        VerifyKey key = new RelayQuestion(to.address(), to.keyHash(), core.options(), core.entropy()).key();
        if (key.equals(members.relayKey())) {
            SyncReport unused = follow(to);
        } else if (lost) {
            visiting(new Visit(to.address(), Optional.of(hash(key)), Optional.of(hash(key))), () -> name(key, to));
            SyncReport unused = workspace.sync(progress);
        } else {
            leave(key, to);
        }
        return hash(key);
    }

    // The relay before takes the record as the last entry it signs, and so leads everybody who still asks it.
    private void leave(VerifyKey key, RelayPlace to) {
        try {
            SyncReport unused = workspace.sync(progress);
            name(key, to);
        } catch (RelayException e) {
            if (!e.isTemporary() && e.reason() != RelayException.Reason.WRONG_RELAY) {
                throw e;
            }
            throw new RelayException(
                    e.reason(),
                    e.getMessage()
                            + " A workspace is moved with the help of the relay it is on; if that one is gone for good,"
                            + " say that it is lost.",
                    e.isTemporary());
        }
        core.thread().call(() -> {
            core.relayIsAt(to.address());
            return true;
        });
        SyncReport unused = workspace.sync(progress);
    }

    private void name(VerifyKey key, RelayPlace to) {
        Predicate<Membership> isDone = members -> members.relayKey().equals(key);
        workspace
                .access()
                .change(
                        isDone,
                        registrar -> registrar.newGeneration(
                                key,
                                core.standing().log().signed(),
                                to.address().uri().toString()));
    }

    /** As anybody. */
    SyncReport follow(RelayPlace to) {
        Visit visit = new Visit(to.address(), to.keyHash(), Optional.empty());
        SyncReport[] report = new SyncReport[1];
        visiting(visit, () -> report[0] = workspace.sync(progress));
        return report[0];
    }

    /** Does something at another relay, which becomes the workspace's where nothing fails. */
    private void visiting(Visit visit, Runnable body) {
        core.thread().call(() -> {
            core.syncing().visit(visit);
            return true;
        });
        boolean done = false;
        try {
            body.run();
            done = true;
        } finally {
            boolean stays = done;
            core.thread().call(() -> {
                if (stays) {
                    core.relayIsAt(visit.address());
                }
                core.syncing().endVisit();
                return true;
            });
        }
    }

    private Membership members() {
        return core.thread().call(() -> {
            core.standing().follow();
            return core.standing().logged();
        });
    }

    private static ByteString hash(VerifyKey key) {
        return Sha256.of(key.bytes());
    }

    private static RelayException refused(String sentence) {
        return new RelayException(RelayException.Reason.REFUSED, sentence);
    }
}
