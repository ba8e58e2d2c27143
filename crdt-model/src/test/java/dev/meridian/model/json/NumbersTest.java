package dev.meridian.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    /** The right column is what {@code String(x)} gives in JavaScript. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1.5, -1.5",
        "100, 100",
        "0.1, 0.1",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1e+21",
        "1.5e300, 1.5e+300",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "1.25e-7, 1.25e-7",
        "9007199254740991, 9007199254740991",
        "5e-324, 5e-324",
        "9.9e-324, 1e-323",
        "1.5e-323, 1.5e-323",
        "1e23, 1e+23",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "0.30000000000000004, 0.30000000000000004"
    })
    void printsAsEcmaScriptDoes_JSON_2(double value, String printed) {
        assertThat(Numbers.print(value)).isEqualTo(printed);
    }

    @Property
    void whatIsPrintedReadsBackAsTheSameNumber(@ForAll double value) {
        assertThat(Double.parseDouble(Numbers.print(value))).isEqualTo(value == 0 ? 0.0 : value);
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        assertThatThrownBy(() -> Numbers.print(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Json.of(Double.POSITIVE_INFINITY)).isEqualTo(new Json.Null());
    }
}
