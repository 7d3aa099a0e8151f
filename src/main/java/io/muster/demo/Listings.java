package io.muster.demo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** The listings of one region of one account, or of an account's IAM, by the type of their resources. */
final class Listings {

    private final Map<Class<?>, Supplier<? extends Listing<?>>> byType = new ConcurrentHashMap<>();

    /** A listing under the type of its resources. */
    void put(Class<?> type, Listing<?> listing) {
        byType.put(type, () -> listing);
    }

    /** A listing that follows from others each time it is asked for. */
    <T> void derived(Class<T> type, Supplier<Listing<T>> listing) {
        byType.put(type, listing);
    }

    boolean has(Class<?> type) {
        return byType.containsKey(type);
    }

    /** A listing of any type, as that of the SDK's objects that it is. */
    @SuppressWarnings("unchecked") // only their metadata is used
    Listing<SdkPojo> any(Class<?> type) {
        return (Listing<SdkPojo>) of(type);
    }

    /** Fails with {@link IllegalArgumentException} for a type that is not listed here. */
    @SuppressWarnings("unchecked") // put in together with its type
    <T> Listing<T> of(Class<T> type) {
        return Optional.ofNullable(byType.get(type))
                .map(listing -> (Listing<T>) listing.get())
                .orElseThrow(() -> new IllegalArgumentException("not listed here: " + type.getName()));
    }
}
