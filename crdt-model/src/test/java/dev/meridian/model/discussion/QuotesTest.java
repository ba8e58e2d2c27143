package dev.meridian.model.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.text.TextRange;
import org.junit.jupiter.api.Test;

class QuotesTest {

    @Test
    void everyPlaceIsFoundByCodePoints_DISC_24() {
        assertThat(Quotes.places("😀 pier 😀 pier", "pier")).containsExactly(new TextRange(2, 4), new TextRange(9, 4));
        assertThat(Quotes.places("aaa", "aa")).containsExactly(new TextRange(0, 2), new TextRange(1, 2));
        assertThat(Quotes.places("pier", "")).isEmpty();
        assertThat(Quotes.places("pier", "quay")).isEmpty();
    }
}
