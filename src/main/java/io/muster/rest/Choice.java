package io.muster.rest;

import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import java.util.Arrays;
import java.util.List;

/** Values of parameters that are one of a few. */
final class Choice {

    private Choice() {}

    /** The constants of the names; a name of none is a bad request. */
    static <E extends Enum<E>> List<E> of(Class<E> type, String parameter, List<String> names) {
        return names.stream().map(name -> of(type, parameter, name)).toList();
    }

    private static <E extends Enum<E>> E of(Class<E> type, String parameter, String name) {
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        if (!known.contains(name)) {
            throw MusterException.badField(parameter, "must be one of " + known + Nearest.suggestion(name, known));
        }
        return Enum.valueOf(type, name);
    }
}
