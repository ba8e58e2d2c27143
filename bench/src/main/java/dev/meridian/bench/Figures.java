package dev.meridian.bench;

/** A table of figures, each beside its floor and its target. Not thread-safe. */
public final class Figures {
    private static final String NONE = "";
    private final Table table;

    /** An empty one under a heading. */
    public Figures(String title) {
        table = new Table(title, "figure", "measured", "floor", "ratio", "target", "met");
    }

    /**
     * What a figure should be.
     *
     * @param words as printed
     */
    public record Target(String words, boolean met) {
        /** A share of the floor that must be reached. */
        public static Target share(double ratio, double least) {
            return new Target(Units.percent(least) + " or more", ratio >= least);
        }

        /** A multiple of the floor that must be reached. */
        public static Target atLeast(double ratio, double least) {
            return new Target(Units.times(least) + " or more", ratio >= least);
        }

        /** A multiple of the floor that must not be passed. */
        public static Target atMost(double ratio, double most) {
            return new Target(Units.times(most) + " or less", ratio <= most);
        }
    }

    /** A figure with floor and target. */
    public void add(String what, String measured, String floor, String ratio, Target target) {
        table.row(what, measured, floor, ratio, target.words(), target.met() ? "yes" : "**no**");
    }

    /** A figure with a target of its own. */
    public void add(String what, String measured, Target target) {
        add(what, measured, NONE, NONE, target);
    }

    /** A figure beside its floor that has no target. */
    public void add(String what, String measured, String floor, String ratio) {
        table.row(what, measured, floor, ratio, NONE, NONE);
    }

    /** A figure. */
    public void add(String what, String measured) {
        add(what, measured, NONE, NONE);
    }

    /** The heading and the table. */
    public String toMarkdown() {
        return table.toMarkdown();
    }
}
