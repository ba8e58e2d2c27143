package dev.meridian.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void printsLikeJsonStringifyWithTwoSpaces_JSON_1() {
        Json value = Json.object(Map.of(
                "b", Json.array(List.of(Json.of(1), Json.of(true), new Json.Null())),
                "a", Json.object(Map.of("z", Json.of("x"))),
                "empty", Json.array(List.of()),
                "none", Json.object(Map.of())));

        assertThat(value.print()).isEqualTo("""
                        {
                          "a": {
                            "z": "x"
                          },
                          "b": [
                            1,
                            true,
                            null
                          ],
                          "empty": [],
                          "none": {}
                        }""");
        assertThat(value.printCompact())
                .isEqualTo("{\"a\":{\"z\":\"x\"},\"b\":[1,true,null],\"empty\":[],\"none\":{}}");
    }

    @Test
    void escapesOnlyWhatMustBeEscaped_JSON_3() {
        assertThat(Json.of("\"\\\b\f\n\r\t\u0001\u007f\u2028é😀").printCompact())
                .isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f\u2028é😀\"");
        assertThat(Json.of("\ud800x\udc00").printCompact()).isEqualTo("\"\\ud800x\\udc00\"");
    }

    @Test
    void keysAreInTheOrderOfTheirUtf16Units_JSON_4() {
        Json value = Json.object(Map.of("\uffff", Json.of(1), "😀", Json.of(2), "a", Json.of(3), "B", Json.of(4)));

        assertThat(value.printCompact()).isEqualTo("{\"B\":4,\"a\":3,\"😀\":2,\"\uffff\":1}");
    }

    @Test
    void readsWhatItPrints() {
        String text = "{\"a\":[1,2.5,\"x\",null,true,false,{}],\"b\":{\"c\":[]}}";

        assertThat(JsonText.parse(text).map(Json::printCompact)).contains(text);
    }

    @Test
    void whatIsNotOneJsonValueIsNothing() {
        assertThat(List.of("", "{", "{}{}", "[1,]", "nope", "{\"a\":}", "\"", "[".repeat(5_000)))
                .allMatch(text -> JsonText.parse(text).isEmpty());
    }
}
