package dev.meridian.model.rhythm;

import java.util.List;

/**
 * How a conversation stands, as far as the pages need it.
 *
 * @param about hex id of the card or document
 * @param text its first comment
 * @param people who took part, in the order of their first comment
 * @param rounds how often one spoke and another answered: A, B, A, B are two
 */
public record ThreadFact(String about, String text, List<Person> people, int rounds, boolean settled) {

    public ThreadFact {
        people = List.copyOf(people);
    }
}
