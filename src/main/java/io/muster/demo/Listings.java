package io.muster.demo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The listings of one region of one account, or of an account's IAM, by the type of their resources. */
final class Listings {

    private final Map<Class<?>, Listing<?>> byType = new ConcurrentHashMap<>();

    <T> Listings with(Class<T> type, Listing<T> listing) {
        byType.put(type, listing);
        return this;
    }

    /** Fails with {@link IllegalArgumentException} for a type that is not listed here. */
    @SuppressWarnings("unchecked") // put in together with its type
    <T> Listing<T> of(Class<T> type) {
        return Optional.ofNullable((Listing<T>) byType.get(type))
                .orElseThrow(() -> new IllegalArgumentException("not listed here: " + type.getName()));
    }
}
