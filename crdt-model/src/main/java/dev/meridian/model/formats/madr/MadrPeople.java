package dev.meridian.model.formats.madr;

import java.util.List;

/**
 * Who has to do with a decision, by name as the record has them.
 *
 * @param decisionMakers those who decide
 * @param consulted those whose opinion is sought
 * @param informed those who are kept up to date
 */
public record MadrPeople(List<String> decisionMakers, List<String> consulted, List<String> informed) {

    public static final MadrPeople NOBODY = new MadrPeople(List.of(), List.of(), List.of());

    public MadrPeople {
        decisionMakers = List.copyOf(decisionMakers);
        consulted = List.copyOf(consulted);
        informed = List.copyOf(informed);
    }
}
