package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query call; lists are numbered from 1, as in {@code Owner.1}. */
record Parameters(Map<String, String> values) {

    Parameters {
        values = Map.copyOf(values);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Fails as AWS does where the parameter is missing. */
    String require(String name) {
        return find(name).orElseThrow(() -> DemoError.missingParameter(name));
    }

    /** Fails as AWS does where it is not a number. */
    Optional<Integer> number(String name) {
        try {
            return find(name).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw DemoError.invalidParameter("Not a number: " + name);
        }
    }

    boolean flag(String name) {
        return find(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** The items of a list of the EC2 protocol; none where it is missing. */
    List<String> list(String name) {
        List<String> items = new ArrayList<>();
        for (String item = values.get(name + ".1"); item != null; item = values.get(name + "." + (items.size() + 1))) {
            items.add(item);
        }
        return items;
    }

    /** The items of a list of the query protocol, which puts {@code member} between. */
    List<String> members(String name) {
        return list(name + ".member");
    }
}
