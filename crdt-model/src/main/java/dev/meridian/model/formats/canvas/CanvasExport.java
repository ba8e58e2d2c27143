package dev.meridian.model.formats.canvas;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.board.Thing;
import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Meta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a board as a JSON Canvas, one node or edge a line as Obsidian does, so that changes show well under version control. */
public final class CanvasExport {

    private final Board board;
    private final Map<ThingId, String> names = new HashMap<>();
    private final BoardExtra extra;
    private final NodeWriter nodes;

    private CanvasExport(Team team, BoardId id, Board board) {
        this.board = board;
        Optional<BoardEntry> entry = Optional.ofNullable(team.boards().get(id));
        this.extra = BoardExtra.read(Extras.of(entry.map(BoardEntry::meta).orElse(Meta.NEW), CanvasImport.KIND));
        Set<String> used = new HashSet<>();
        placed().forEach(thing -> names.put(thing.id(), unique(thing, used)));
        List<Rect.Named> groups = new ArrayList<>();
        placed().forEach(thing -> {
            if (thing instanceof Group group) {
                groups.add(new Rect.Named(name(group), new Rect(group.position(), group.size())));
            }
        });
        String file = entry.flatMap(each -> each.meta().source())
                .filter(source -> source.kind().equals(CanvasImport.KIND))
                .map(dev.meridian.model.value.Source::id)
                .orElse("");
        Words words = new Words(team);
        Ours ours = new Ours(team, board, words, CanvasImport.KIND);
        this.nodes = new NodeWriter(ours, words, Rect.bySize(groups), names, file);
    }

    /** The canvas as UTF-8. What is in the trash is left out, and arrows that lead there. */
    public static byte[] write(Team team, BoardId id, Board board) {
        return new CanvasExport(team, id, board).write().getBytes(StandardCharsets.UTF_8);
    }

    private String write() {
        List<Map<String, Json>> nodeLines =
                placed().map(thing -> nodes.write(thing, name(thing))).toList();
        List<String> blocks = new ArrayList<>();
        if (!nodeLines.isEmpty() || extra.hasNodes()) {
            blocks.add(block("nodes", nodeLines));
        }
        List<Map<String, Json>> edgeLines = edges();
        if (!edgeLines.isEmpty() || extra.hasEdges()) {
            blocks.add(block("edges", edgeLines));
        }
        extra.keys().forEach((key, value) -> {
            if (!key.equals("nodes") && !key.equals("edges")) {
                StringBuilder line = new StringBuilder("\t");
                CompactJson.string(key, line);
                blocks.add(line.append(':').append(CompactJson.write(value)).toString());
            }
        });
        return blocks.isEmpty() ? "{}" : "{\n" + String.join(",\n", blocks) + "\n}";
    }

    private List<Map<String, Json>> edges() {
        EdgeWriter edges = new EdgeWriter(names);
        Set<String> used = new HashSet<>();
        List<Map<String, Json>> lines = new ArrayList<>();
        board.dependencies().values().stream()
                .filter(arrow -> !arrow.deleted() && names.containsKey(arrow.from()) && names.containsKey(arrow.to()))
                .sorted(Comparator.comparingDouble(Dependency::order)
                        .thenComparing(arrow -> arrow.id().hex()))
                .forEach(arrow -> lines.add(edges.write(arrow, unique(arrow, used))));
        for (BoardExtra.Loop loop : extra.loops()) {
            boolean nodeIsThere =
                    loop.edge().fields().get("fromNode") instanceof Json.Str node && names.containsValue(node.value());
            boolean idIsFree = loop.edge().fields().get("id") instanceof Json.Str id && used.add(id.value());
            if (nodeIsThere && idIsFree) {
                lines.add(
                        Math.min(Math.max(loop.index(), 0), lines.size()),
                        loop.edge().fields());
            }
        }
        return lines;
    }

    private static String block(String key, List<Map<String, Json>> lines) {
        StringBuilder out = new StringBuilder("\t\"").append(key).append("\":[");
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? "\n\t\t" : ",\n\t\t");
            CompactJson.members(lines.get(i), out);
        }
        return out.append(lines.isEmpty() ? "]" : "\n\t]").toString();
    }

    /** Cards and groups from the lowest to the topmost. */
    private Stream<Thing> placed() {
        return Stream.<Thing>concat(board.groups().values().stream(), board.cards().values().stream())
                .filter(thing -> !thing.deleted())
                .sorted(Comparator.comparingDouble(Thing::order)
                        .thenComparing(thing -> thing.id().hex()));
    }

    private String name(Thing thing) {
        String name = names.get(thing.id());
        if (name == null) {
            throw new IllegalStateException("no name for " + thing.id());
        }
        return name;
    }

    /** Two cards may come from one node, where two people imported it at once. */
    private static String unique(Thing thing, Set<String> used) {
        String name = Ours.name(thing, CanvasImport.KIND);
        if (used.add(name)) {
            return name;
        }
        used.add(thing.id().hex());
        return thing.id().hex();
    }
}
