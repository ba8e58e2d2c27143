package dev.meridian.model.formats;

import java.util.Optional;

/** A file that cannot be imported. Travels inside this package and those below; what callers get is {@link ImportFailed}. */
public final class BadInput extends Exception {

    private static final long serialVersionUID = 1;

    private final String file;
    private final transient Optional<Mark> at;

    public BadInput(String file, Mark at, String reason) {
        this(file, Optional.of(at), reason);
    }

    /** Where no line is to blame, for example for a file that is too large. */
    public BadInput(String file, String reason) {
        this(file, Optional.empty(), reason);
    }

    private BadInput(String file, Optional<Mark> at, String reason) {
        super(reason);
        this.file = file;
        this.at = at;
    }

    public ImportFailed failure() {
        return new ImportFailed(file, at, String.valueOf(getMessage()));
    }
}
