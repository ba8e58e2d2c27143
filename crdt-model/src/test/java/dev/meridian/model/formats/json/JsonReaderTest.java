package dev.meridian.model.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.json.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    @Test
    void everyValueKnowsItsPlace_FMT_ERR_1() throws BadInput {
        Located root = read("{\n  \"a\": [1,\n   {\"b\": \"\u00fc\", \"c\": true}]\n}");
        Located array = Objects.requireNonNull(root.members().get("a"));
        assertThat(array.at()).isEqualTo(new Mark(2, 8));
        Located object = array.items().get(1);
        assertThat(object.at()).isEqualTo(new Mark(3, 4));
        assertThat(Objects.requireNonNull(object.members().get("c")).at()).isEqualTo(new Mark(3, 20));
    }

    @Test
    void numbersKeepTheirDigits_FMT_CANVAS_1() throws BadInput {
        Located root = read("[1, 1.0, 1.50, 1e3, -0, 12345678901234567890]");
        assertThat(CompactJson.write(root.value())).isEqualTo("[1,1.0,1.50,1e3,-0,12345678901234567890]");
    }

    @Test
    void textIsWrittenSoThatItReadsTheSame_FMT_CANVAS_1() throws BadInput {
        String text = "\"quote\" \\ \n\r\t \u0001 \u00fc \u2028 \ud83d\ude00";
        assertThat(read(CompactJson.write(Json.of(text))).value()).isEqualTo(Json.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1,}|1:9",
                "{\"a\": 1|1:8",
                "[1, 2|1:6",
                "{\"a\" 1}|1:6",
                "nul|1:",
                "[1] 2|1:5",
                "{\"a\": 01}|1:8",
                "{\"a\": NaN}|1:",
                "'single'|1:1",
            })
    void whatIsNotJsonIsReportedWithItsPlace_FMT_ERR_1(String text, String place) {
        assertThat(failure(text, FormatLimits.DEFAULT))
                .startsWith("f.json:" + place)
                .contains("this is not JSON: ");
    }

    @Test
    void theLineOfABrokenFileIsNamed_FMT_ERR_1() {
        assertThat(failure("{\n\"a\": [\n1,\n2\n\"b\": 3\n}", FormatLimits.DEFAULT))
                .startsWith("f.json:5:");
    }

    @Test
    void emptyFilesAreNoJson_FMT_ERR_1() {
        assertThat(failure("  \n", FormatLimits.DEFAULT)).isEqualTo("f.json:1:1: this is not JSON: the file is empty");
    }

    @Test
    void aKeyComesOnce_FMT_ERR_1() {
        assertThat(failure("{\n\"a\": 1,\n\"a\": 2}", FormatLimits.DEFAULT))
                .isEqualTo("f.json:3:1: the key \"a\" stands here twice");
    }

    @Test
    void halfCharactersAreRefused_FMT_ERR_1() {
        assertThat(failure("[\"\\ud83d x\"]", FormatLimits.DEFAULT))
                .isEqualTo("f.json:1:2: the escape \\ud83d is only half of a character");
        assertThat(failure("[\"\\ude00\"]", FormatLimits.DEFAULT)).contains("half of a character");
    }

    @Test
    void nestingBombsAreRefused_FMT_ERR_3() {
        String bomb = "[".repeat(100_000);
        assertThat(failure(bomb, FormatLimits.DEFAULT))
                .isEqualTo("f.json:1:65: more than 64 objects or arrays within each other");
        assertThat(failure("{\"a\":".repeat(100_000), FormatLimits.DEFAULT))
                .contains("more than 64 objects or arrays within each other");
    }

    @Test
    void longStringsAndNumbersAreRefused_FMT_ERR_3() {
        FormatLimits small = new FormatLimits(1_000_000, 8, 10, 10, 10, 100, 10, 10, 100);
        assertThat(failure("[\"" + "x".repeat(200_000) + "\"]", small))
                .contains("a text here has more than 100 characters");
        assertThat(failure("[" + "1".repeat(2_000) + "]", small))
                .contains("number")
                .contains("1000");
    }

    private static Located read(String text) throws BadInput {
        return JsonReader.read(new SourceText("f.json", text), FormatLimits.DEFAULT);
    }

    private static String failure(String text, FormatLimits limits) {
        try {
            JsonReader.read(new SourceText("f.json", text), limits);
            return "no failure";
        } catch (BadInput bad) {
            return bad.failure().toString();
        }
    }
}
