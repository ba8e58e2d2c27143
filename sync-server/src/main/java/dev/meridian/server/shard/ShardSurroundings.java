package dev.meridian.server.shard;

import dev.meridian.sync.relay.RelayEffect;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.StoreFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the hosts of a shard reach the world by. Owned by the shard's thread; what comes back comes by mail. */
final class ShardSurroundings implements WorkspaceHost.Surroundings, Committer.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(ShardSurroundings.class);

    private final ShardParts parts;
    private final Wire wire;
    private final Mailbox mailbox;
    private final Timers timers;

    ShardSurroundings(ShardParts parts, Wire wire, Mailbox mailbox, Timers timers) {
        this.parts = parts;
        this.wire = wire;
        this.mailbox = mailbox;
        this.timers = timers;
    }

    @Override
    public long nowMillis() {
        return parts.clock().millis();
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public void refused(String code) {
        parts.meters().refused(code);
    }

    @Override
    public void setTimer(WorkspaceHost host, long atMillis) {
        timers.set(host, atMillis);
    }

    @Override
    public void append(WorkspaceHost host, RelayEffect.Append append) throws InterruptedException {
        parts.committer().submit(new Committer.Submission(append.batch(), append.ticket(), host.attempt(), this));
    }

    @Override
    public void committed(Committer.Submission last, int appends) {
        RelayInput outcome = new RelayInput.Stored(last.ticket());
        mailbox.put(new Mail.Committed(last.workspace(), appends, last.attempt(), outcome));
    }

    @Override
    public void failed(Committer.Submission submission, StoreFault fault) {
        RelayInput outcome = new RelayInput.StoreFailed(submission.ticket(), fault);
        mailbox.put(new Mail.Committed(submission.workspace(), 1, submission.attempt(), outcome));
    }

    @Override
    public void read(WorkspaceHost host, RelayEffect.Read read) {
        parts.readers().execute(() -> mailbox.put(new Mail.Fetched(host.workspace(), fetch(host, read))));
    }

    @Override
    public void prune(WorkspaceHost host, RelayEffect.Prune prune) {
        parts.readers().execute(() -> {
            try {
                long bytes = parts.log().prune(prune.order());
                mailbox.put(new Mail.Fetched(host.workspace(), new RelayInput.Pruned(prune.order(), bytes)));
                LOG.info(
                        "workspace {}: pruned {} bytes after {} up to {}",
                        host.workspace(),
                        bytes,
                        prune.order().afterPos(),
                        prune.order().uptoPos());
            } catch (StoreFault fault) {
                // The order is still in the store: it is carried out when the workspace is next read.
                LOG.warn("workspace {}: could not be pruned now: {}", host.workspace(), fault.getMessage());
            }
        });
    }

    private RelayInput fetch(WorkspaceHost host, RelayEffect.Read read) {
        parts.meters().caughtUp();
        try {
            return new RelayInput.ReadDone(
                    read.session(),
                    read.afterPos(),
                    parts.log().read(host.workspace(), read.afterPos(), read.bytesMax()));
        } catch (StoreFault fault) {
            LOG.atError()
                    .addKeyValue("workspace", host.workspace())
                    .log(
                            "workspace {}: cannot be read after {}: {}",
                            host.workspace(),
                            read.afterPos(),
                            fault.getMessage());
            return new RelayInput.ReadFailed(read.session(), fault);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("workspace", host.workspace())
                    .setCause(e)
                    .log("workspace {}: a bug while reading after {}", host.workspace(), read.afterPos());
            return new RelayInput.ReadFailed(read.session(), new StoreFault("a bug: " + e, false, e));
        }
    }
}
