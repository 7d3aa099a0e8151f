package io.muster.rule;

import jakarta.annotation.Nullable;
import java.util.Locale;
import java.util.Set;

/** The states in which a thing exists no more, or is about to be deleted, though AWS still tells of it. */
public enum EndedStates {
    DELETED("deleting", "deleted"),
    ENDPOINT("deleting", "deleted", "rejected", "failed", "expired"),
    ENDPOINT_SERVICE("deleting", "deleted", "failed");

    @SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable, which its type cannot say
    private final Set<String> states;

    EndedStates(String... states) {
        this.states = Set.of(states);
    }

    /** Whether the state is told, and one of these: AWS writes those of endpoints with capitals in some answers, and without in others. */
    public boolean hold(@Nullable String state) {
        return state != null && states.contains(state.toLowerCase(Locale.ROOT));
    }
}
