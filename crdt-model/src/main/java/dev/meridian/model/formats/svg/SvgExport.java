package dev.meridian.model.formats.svg;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Cycle;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.board.Thing;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.StatusCategory;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws a board: groups, then arrows, then cards, in the order of layers. What is in the trash is left out. */
public final class SvgExport {

    private static final int MARGIN = 48;
    private static final int HEADER = 88;
    private static final int LEGEND_GAP = 22;
    private static final int SMALL = 12;
    private static final int TITLE_SIZE = 28;
    private static final int GROUP_SIZE = 15;
    private static final int GROUP_PADDING = 16;
    private static final Box EMPTY = new Box(0, 0, 480, 80);

    private final Team team;
    private final String title;
    private final Board board;
    private final Map<CardId, Integer> blockers;
    private final Markup out = new Markup();
    private final Map<PlaceableId, Box> boxes = new HashMap<>();
    private final Map<CardId, Cycle> cycles = new HashMap<>();

    private SvgExport(Team team, String title, Board board, Map<CardId, Integer> blockers) {
        this.team = team;
        this.title = title;
        this.board = board;
        this.blockers = Map.copyOf(blockers);
        groups().forEach(group -> boxes.put(group.id(), Box.of(group.position(), group.size())));
        cards().forEach(card -> boxes.put(card.id(), Box.of(card.position(), card.size())));
        board.cycles().forEach(cycle -> cycle.members().forEach(card -> cycles.put(card, cycle)));
    }

    /** The picture as UTF-8. */
    public static byte[] write(Team team, BoardId id, Board board) {
        Map<CardId, Integer> blockers = new HashMap<>();
        board.discussion().blockersByTopic().forEach((topic, open) -> {
            if (topic instanceof CardId card) {
                blockers.put(card, open.size());
            }
        });
        return write(team, id, board, blockers);
    }

    /**
     * The picture as UTF-8.
     *
     * @param blockers how many open blockers a card has; cards without any may be absent
     */
    static byte[] write(Team team, BoardId id, Board board, Map<CardId, Integer> blockers) {
        String title = Optional.ofNullable(team.boards().get(id))
                .map(BoardEntry::title)
                .filter(name -> !name.isBlank())
                .orElse("Board");
        return new SvgExport(team, title, board, blockers).draw().getBytes(StandardCharsets.UTF_8);
    }

    private String draw() {
        Box all = boxes.values().stream().reduce(Box::and).orElse(EMPTY);
        double width = Math.max(all.width(), headerWidth()) + 2 * MARGIN;
        double height = all.height() + 2 * MARGIN + HEADER;
        double left = all.x() - MARGIN;
        double top = all.y() - MARGIN - HEADER;
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
        out.attribute("width", width).attribute("height", height);
        out.attribute(
                "viewBox",
                Markup.number(left) + " " + Markup.number(top) + " " + Markup.number(width) + " "
                        + Markup.number(height));
        out.raw(">\n<title>")
                .text(title)
                .raw("</title>\n<desc>")
                .text(description())
                .raw("</desc>\n<style>\n");
        out.raw(Palette.STYLE).raw("</style>\n<rect class=\"ground\"");
        rect(new Box(left, top, width, height));
        out.raw("/>\n");
        header(all.x(), top + MARGIN);
        if (boxes.isEmpty()) {
            text(all.x(), all.y() + TITLE_SIZE, "soft title", "Nothing is on this board yet.");
        }
        groups().forEach(this::group);
        ArrowPictures arrows = new ArrowPictures(out, boxes);
        arrows.draw(arrows(), cycles);
        CardPicture picture = new CardPicture(out, team);
        cards().forEach(card ->
                picture.draw(card, blockers.getOrDefault(card.id(), 0), Optional.ofNullable(cycles.get(card.id()))));
        arrows.drawLabels();
        return out.raw("</svg>\n").toString();
    }

    private String description() {
        String text = counted(cards().size(), "card") + ", " + counted(arrows().size(), "arrow");
        return board.cycles().isEmpty()
                ? text
                : text + ", " + counted(board.cycles().size(), "cycle") + " drawn in red";
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The title, and what the colours of statuses mean. */
    private void header(double x, double y) {
        text(x, y + TITLE_SIZE, "ink board", title);
        double at = x;
        double below = y + TITLE_SIZE + 2 * SMALL + 4;
        for (StatusCategory category : StatusCategory.values()) {
            String name = Palette.of(category);
            out.raw("<circle").attribute("class", name).attribute("cx", at + 5).attribute("cy", below - 4);
            out.raw(" r=\"5\"/>");
            text(at + 15, below, "soft small", name);
            at += 15 + Lines.width(name, SMALL) + LEGEND_GAP;
        }
    }

    private double headerWidth() {
        double legend = 0;
        for (StatusCategory category : StatusCategory.values()) {
            legend += 15 + Lines.width(Palette.of(category), SMALL) + LEGEND_GAP;
        }
        return Math.max(legend, Lines.width(title, TITLE_SIZE) * Lines.BOLD);
    }

    private void group(Group group) {
        Box box = Box.of(group.position(), group.size());
        out.raw("<g><title>").text(group.title()).raw("</title><rect class=\"group\" rx=\"14\"");
        rect(box);
        group.color()
                .map(Palette::hex)
                .ifPresent(hex -> out.attribute("style", "stroke:" + hex + ";fill:" + hex + ";fill-opacity:.08"));
        out.raw("/>");
        text(
                box.x() + GROUP_PADDING,
                box.y() + 26,
                "soft name title",
                Lines.shortened(group.title(), GROUP_SIZE, (box.width() - 2 * GROUP_PADDING) / Lines.BOLD));
        out.raw("</g>\n");
    }

    private void rect(Box box) {
        out.attribute("x", box.x()).attribute("y", box.y());
        out.attribute("width", box.width()).attribute("height", box.height());
    }

    private void text(double x, double y, String style, String text) {
        out.raw("<text").attribute("class", style).attribute("x", x).attribute("y", y);
        out.raw(">").text(text).raw("</text>\n");
    }

    private List<Group> groups() {
        return board.groups().values().stream()
                .filter(group -> !group.deleted())
                .sorted(layers())
                .toList();
    }

    private List<Card> cards() {
        return board.cards().values().stream()
                .filter(card -> !card.deleted())
                .sorted(layers())
                .toList();
    }

    private List<Dependency> arrows() {
        return board.dependencies().values().stream()
                .filter(arrow -> !arrow.deleted() && boxes.containsKey(arrow.from()) && boxes.containsKey(arrow.to()))
                .filter(arrow ->
                        !(arrow.from() instanceof GroupId) || !arrow.from().equals(arrow.to()))
                .sorted(layers())
                .toList();
    }

    private static Comparator<Thing> layers() {
        return Comparator.comparingDouble(Thing::order)
                .thenComparing(thing -> thing.id().hex());
    }
}
