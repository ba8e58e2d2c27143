package dev.meridian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay and two members, each with a home of their own, all of them through the command line. */
final class Team implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("relay listening on (http://127\\.0\\.0\\.1:(\\d+))");

    private final Shell operator;
    private final Shell ann;
    private final Shell bob;
    private Running relay;
    private final String url;

    Team(Path directory) {
        this.operator = new Shell(directory.resolve("operator"), directory);
        this.ann = new Shell(directory.resolve("ann"), directory);
        this.bob = new Shell(directory.resolve("bob"), directory);
        this.relay = operator.start("relay", "--listen", "127.0.0.1:0").awaitOutput("\n");
        this.url = match(relay).group(1);
    }

    Shell ann() {
        return ann;
    }

    Shell bob() {
        return bob;
    }

    Shell operator() {
        return operator;
    }

    String url() {
        return url;
    }

    String hostAndPort() {
        return url.replace("http://", "");
    }

    /** The first founds the workspace. */
    Team founded() {
        ann.run("workspace", "create", "Harbour", "--relay", url, "--name", "Ann", "--zone", "Europe/Lisbon")
                .ok();
        return this;
    }

    /** The second joins it by a link of the first, and both know of each other. */
    Team joined() {
        ann.run("sync").ok();
        String link = ann.run("invite", "--json").ok().json().path("link").asText();
        bob.run("join", link, "--name", "Bob", "--zone", "Asia/Tokyo").ok();
        bob.run("sync").ok();
        ann.run("sync").ok();
        return this;
    }

    void stopRelay() {
        relay.stop().ok();
    }

    void startRelay() {
        relay = operator.start("relay", "--listen", hostAndPort()).awaitOutput("listening on");
    }

    /** Both, so often that each has what the other sent. */
    void syncAll() {
        ann.run("sync").ok();
        bob.run("sync").ok();
        ann.run("sync").ok();
    }

    /** The first card whose title holds this. */
    static JsonNode card(Shell who, String title) {
        return who.run("card", "show", title, "--json").ok().json();
    }

    private static Matcher match(Running relay) {
        Matcher matcher = LISTENING.matcher(relay.out());
        if (!matcher.find()) {
            throw new AssertionError("the relay says: " + relay.out());
        }
        return matcher;
    }

    @Override
    public void close() {
        relay.close();
    }
}
