package dev.meridian.model.formats.svg;

import dev.meridian.model.board.Cycle;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.value.DependencyKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Arrows as curves from side to side. Those that share a side are spread along it, in the order of what they lead to, so that few cross. */
final class ArrowPictures {

    private static final double HEAD = 10;
    private static final double BEND_MIN = 30;
    private static final double BEND_MAX = 160;
    private static final int LABEL_SIZE = 12;
    private static final int LABEL_WIDTH_MAX = 180;

    private final Markup out;
    private final Map<PlaceableId, Box> boxes;
    private final Markup labels = new Markup();

    ArrowPictures(Markup out, Map<PlaceableId, Box> boxes) {
        this.out = out;
        this.boxes = boxes;
    }

    private record Place(PlaceableId thing, Side side) {}

    /** @param across where the other end lies, along this side */
    private record End(Dependency arrow, boolean start, double across) {}

    private record Point(double x, double y) {}

    /** What is written on the arrows that were drawn: above the cards, where there is little room between them. */
    void drawLabels() {
        out.raw(labels.toString());
    }

    void draw(List<Dependency> arrows, Map<CardId, Cycle> cycles) {
        Map<Dependency, Side> starts = new HashMap<>();
        Map<Dependency, Side> ends = new HashMap<>();
        Map<Place, List<End>> places = new HashMap<>();
        for (Dependency arrow : arrows) {
            Side start = Side.towards(box(arrow.from()), box(arrow.to()));
            Side end = Side.towards(box(arrow.to()), box(arrow.from()));
            starts.put(arrow, start);
            ends.put(arrow, end);
            put(places, new Place(arrow.from(), start), new End(arrow, true, across(start, box(arrow.to()))));
            put(places, new Place(arrow.to(), end), new End(arrow, false, across(end, box(arrow.from()))));
        }
        Map<Dependency, Double> startShares = new HashMap<>();
        Map<Dependency, Double> endShares = new HashMap<>();
        places.values().forEach(list -> {
            list.sort(Comparator.comparingDouble(End::across)
                    .thenComparing(end -> end.arrow().id().hex()));
            for (int i = 0; i < list.size(); i++) {
                double share = (i + 1.0) / (list.size() + 1);
                (list.get(i).start() ? startShares : endShares).put(list.get(i).arrow(), share);
            }
        });
        for (Dependency arrow : arrows) {
            Side from = starts.getOrDefault(arrow, Side.RIGHT);
            Side to = ends.getOrDefault(arrow, Side.LEFT);
            Box fromBox = box(arrow.from());
            Box toBox = box(arrow.to());
            double startShare = startShares.getOrDefault(arrow, 0.5);
            double endShare = endShares.getOrDefault(arrow, 0.5);
            Point start = new Point(from.x(fromBox, startShare), from.y(fromBox, startShare));
            Point end = new Point(to.x(toBox, endShare), to.y(toBox, endShare));
            curve(arrow, start, from, end, to, isBad(arrow, cycles));
        }
    }

    /** Both of its cards block each other in a circle. */
    private static boolean isBad(Dependency arrow, Map<CardId, Cycle> cycles) {
        return arrow.kind() == DependencyKind.BLOCKS
                && arrow.from() instanceof CardId from
                && arrow.to() instanceof CardId to
                && cycles.containsKey(from)
                && Objects.equals(cycles.get(from), cycles.get(to));
    }

    private void curve(Dependency arrow, Point start, Side from, Point end, Side to, boolean bad) {
        boolean head = arrow.kind() == DependencyKind.BLOCKS;
        double shortened = head ? HEAD - 1 : 0;
        Point tip = new Point(end.x() + to.dx() * shortened, end.y() + to.dy() * shortened);
        double distance = Math.hypot(end.x() - start.x(), end.y() - start.y());
        double bend = Math.clamp(distance / 2, BEND_MIN, BEND_MAX);
        Point first = new Point(start.x() + from.dx() * bend, start.y() + from.dy() * bend);
        Point second = new Point(tip.x() + to.dx() * bend, tip.y() + to.dy() * bend);
        String style = (head ? "arrow" : "arrow relates") + (bad ? " bad" : "");
        out.raw("<path").attribute("class", style);
        if (!bad) {
            arrow.color().map(Palette::hex).ifPresent(hex -> out.attribute("style", "stroke:" + hex));
        }
        out.attribute("d", "M" + pair(start) + "C" + pair(first) + " " + pair(second) + " " + pair(tip));
        out.raw("/>");
        if (head) {
            head(arrow, end, to, bad);
        }
        if (!arrow.title().isBlank()) {
            Point middle = new Point(
                    (start.x() + 3 * first.x() + 3 * second.x() + tip.x()) / 8,
                    (start.y() + 3 * first.y() + 3 * second.y() + tip.y()) / 8);
            labels.raw("<text text-anchor=\"middle\"").attribute("class", bad ? "label badink" : "label soft");
            labels.attribute("x", middle.x()).attribute("y", middle.y() + 4).raw(">");
            labels.text(Lines.shortened(arrow.title(), LABEL_SIZE, LABEL_WIDTH_MAX))
                    .raw("</text>\n");
        }
        out.raw("\n");
    }

    private void head(Dependency arrow, Point tip, Side side, boolean bad) {
        double backX = tip.x() + side.dx() * HEAD;
        double backY = tip.y() + side.dy() * HEAD;
        double halfX = side.dy() * HEAD / 2;
        double halfY = side.dx() * HEAD / 2;
        out.raw("<path").attribute("class", bad ? "badhead" : "head");
        if (!bad) {
            arrow.color().map(Palette::hex).ifPresent(hex -> out.attribute("style", "fill:" + hex));
        }
        out.attribute(
                "d",
                "M" + pair(tip) + "L" + pair(new Point(backX + halfX, backY + halfY)) + " "
                        + pair(new Point(backX - halfX, backY - halfY)) + "z");
        out.raw("/>");
    }

    private static void put(Map<Place, List<End>> places, Place place, End end) {
        places.computeIfAbsent(place, absent -> new ArrayList<>()).add(end);
    }

    private static double across(Side side, Box other) {
        return side.dx() == 0 ? other.middleX() : other.middleY();
    }

    private Box box(PlaceableId thing) {
        Box box = boxes.get(thing);
        if (box == null) {
            throw new IllegalArgumentException(thing + " has no place");
        }
        return box;
    }

    private static String pair(Point point) {
        return Markup.number(point.x()) + " " + Markup.number(point.y());
    }
}
