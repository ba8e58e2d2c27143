package dev.meridian.client;

import dev.meridian.model.id.CardId;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/** The example of the README: two people plan offline and merge. Arguments: a directory for their homes, the relay. */
public final class ReadmeExample {
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        URI relay = URI.create(args[1]);
        try (Meridian adas = Meridian.open(directory.resolve("ada"));
                Meridian bens = Meridian.open(directory.resolve("ben"))) {
            // Ada founds a workspace, plans, and lets Ben in.
            Workspace ada = adas.createWorkspace("Apollo", relay, "Ada", ZoneId.of("Europe/Zurich"));
            BoardHandle board = ada.createBoard("Roadmap");
            CardId engine = board.addCard("Engine", new Position(0, 0));
            CardId launch = board.addCard("Launch", new Position(400, 0));
            var link = ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(7));
            Workspace ben = bens.join(link, "Ben", ZoneId.of("Pacific/Auckland"));

            // Each edits without a network: every call returns when the edit is on the local disk.
            board.link(engine, launch, DependencyKind.BLOCKS);
            board.setTitle(launch, "Launch in May");
            ben.board(board.id()).move(launch, new Position(900, 0));
            ada.sync();
            ben.sync();
            ada.sync();

            // Both hold the same.
            System.out.println(ben.board(board.id()).card(launch).orElseThrow().title());
            System.out.println(board.card(launch).orElseThrow().position());
        }
    }

    private ReadmeExample() {}
}
