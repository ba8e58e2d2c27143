package dev.meridian.model.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value. Immutable; the keys of objects are in the order of their UTF-16 units, as JavaScript sorts strings. */
public sealed interface Json {

    record Obj(SortedMap<String, Json> fields) implements Json {
        public Obj {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {}

    /** @param literal as ECMAScript prints the number */
    record Num(String literal) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    static Str of(String value) {
        return new Str(value);
    }

    static Num of(long value) {
        return new Num(Long.toString(value));
    }

    /** A number, or null where it is none that JSON has. */
    static Json of(double value) {
        return Double.isFinite(value) ? new Num(Numbers.print(value)) : new Null();
    }

    static Bool of(boolean value) {
        return new Bool(value);
    }

    static Obj object(Map<String, ? extends Json> fields) {
        return new Obj(new TreeMap<>(fields));
    }

    static Arr array(Iterable<? extends Json> items) {
        List<Json> list = new ArrayList<>();
        items.forEach(list::add);
        return new Arr(list);
    }

    static Arr strings(Iterable<String> items) {
        List<Json> list = new ArrayList<>();
        items.forEach(each -> list.add(of(each)));
        return new Arr(list);
    }

    /** With two spaces of indentation, exactly as {@code JSON.stringify(value, null, 2)} of ECMAScript 2019 prints it. */
    default String print() {
        StringBuilder out = new StringBuilder();
        new JsonPrinter(out, true).print(this, 0);
        return out.toString();
    }

    /** In one line, exactly as {@code JSON.stringify(value)} prints it. */
    default String printCompact() {
        StringBuilder out = new StringBuilder();
        new JsonPrinter(out, false).print(this, 0);
        return out.toString();
    }
}
