package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The items of a list in one place: those that each instance has, generated when they are asked for, and then the others.
 *
 * @param each   the templates of an instance's items
 * @param others the templates of the others
 */
record Items(List<JsonNode> each, List<JsonNode> others, Placeholders placeholders, PojoReader reader, Shape shape) {

    Listing<SdkPojo> listing() {
        if (each.isEmpty()) {
            return Listing.of(
                    IntStream.range(0, others.size()).mapToObj(this::at).toList(), shape::idOf);
        }
        return new Listing<>(
                ofInstances() + others.size(),
                number ->
                        Optional.of(at(number)).filter(item -> !shape.idOf(item).isEmpty()),
                shape::idOf,
                placeholders.dice()::numberOf);
    }

    private int ofInstances() {
        return each.isEmpty() ? 0 : each.size() * Integer.parseInt(placeholders.fill("${instances}"));
    }

    private SdkPojo at(int number) {
        int place = number - ofInstances();
        JsonNode item = place >= 0
                ? placeholders
                        .with(numbered(number, name -> name.equals("i") ? String.valueOf(place) : null))
                        .fill(others.get(place))
                : placeholders
                        .with(numbered(number, new Launch(number / each.size())::value))
                        .fill(each.get(number % each.size()));
        return reader.read(shape.builder(), item);
    }

    private static UnaryOperator<String> numbered(int number, UnaryOperator<String> values) {
        return name -> name.equals("n") ? String.valueOf(number) : values.apply(name);
    }
}
