package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.ImportWarning;
import dev.meridian.model.formats.Mark;
import java.util.ArrayList;
import java.util.List;

/** Collects what an import has to say about one file. Owned by the import that made it. */
public final class Warnings {

    private final String file;
    private final List<ImportWarning> all;

    public Warnings(String file) {
        this(file, new ArrayList<>());
    }

    private Warnings(String file, List<ImportWarning> all) {
        this.file = file;
        this.all = all;
    }

    /** The same collection, about another file. */
    public Warnings about(String other) {
        return new Warnings(other, all);
    }

    public void add(Mark at, String sentence) {
        all.add(ImportWarning.of(file, at, sentence));
    }

    /** Where no line is to blame. */
    public void add(String sentence) {
        all.add(new ImportWarning(file, java.util.Optional.empty(), sentence));
    }

    public List<ImportWarning> all() {
        return List.copyOf(all);
    }
}
