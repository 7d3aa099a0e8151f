package io.muster.inventory.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A row with the text of its column {@code batch_key}, the entry of a page to which it belongs. */
public record Keyed<T>(String key, T row) {

    public <R> Keyed<R> map(Function<T, R> change) {
        return new Keyed<>(key, change.apply(row));
    }

    /** The rows by their keys, of which each has one row. */
    public static <T> Map<String, T> single(List<Keyed<T>> rows) {
        return rows.stream().collect(Collectors.toMap(Keyed::key, Keyed::row));
    }

    /** The rows by their keys, those of each in their order. */
    public static <T> Map<String, List<T>> lists(List<Keyed<T>> rows) {
        return grouped(rows, Function.identity());
    }

    /** The rows by their keys, which are numbers, those of each in their order. */
    public static <T> Map<Long, List<T>> listsByNumber(List<Keyed<T>> rows) {
        return grouped(rows, Long::valueOf);
    }

    private static <K, T> Map<K, List<T>> grouped(List<Keyed<T>> rows, Function<String, K> read) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        keyed -> read.apply(keyed.key()), Collectors.mapping(Keyed::row, Collectors.toList())));
    }
}
