package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The items of a list in one place: those that each instance has, generated when they are asked for, and then the others.
 *
 * @param each   the templates of an instance's items
 * @param others the templates of the others
 */
record Items(JsonNode each, JsonNode others, Placeholders placeholders, PojoReader reader, Shape shape) {

    Listing<SdkPojo> listing() {
        IntFunction<Optional<SdkPojo>> present = number -> at(number, false);
        IntFunction<Optional<SdkPojo>> drifted = number -> at(number, true);
        if (each.isEmpty()) {
            return Listing.of(
                    IntStream.range(0, others.size()).mapToObj(present).toList(), shape::idOf, drifted);
        }
        return new Listing<>(
                ofInstances() + others.size(), present, shape::idOf, placeholders.dice()::numberOf, drifted);
    }

    private int ofInstances() {
        return each.isEmpty() ? 0 : each.size() * Integer.parseInt(placeholders.fill("${instances}"));
    }

    private Optional<SdkPojo> at(int number, boolean drifted) {
        int place = number - ofInstances();
        boolean ofInstance = place < 0;
        JsonNode template = ofInstance ? each.get(number % each.size()) : others.get(place);
        UnaryOperator<String> values = ofInstance
                ? launch(number / each.size(), drifted)::value
                : name -> name.equals("i") ? String.valueOf(place) : null;
        return Optional.of(placeholders
                        .with(name -> switch (name) {
                            case "n" -> String.valueOf(number);
                            case "drifted" -> drifted ? name : "";
                            default -> values.apply(name);
                        })
                        .fill(template))
                .filter(item -> !item.isEmpty())
                .map(item -> reader.read(shape.builder(), item));
    }

    private Launch launch(int number, boolean drifted) {
        return new Launch(number, drifted, !placeholders.fill("${day-of-rest}").isEmpty());
    }
}
