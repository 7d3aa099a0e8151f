package io.muster.inventory;

import java.util.List;
import java.util.stream.Collectors;

/** Stored facts without a database. */
public final class MadeFacts {

    private MadeFacts() {}

    /** Those of resources that were stored as they are. */
    public static <T extends Record> StoredFacts<T> of(LookedUp<T> lookedUp, List<Resource<T>> stored) {
        return new StoredFacts<>(
                lookedUp,
                stored.stream()
                        .collect(Collectors.toMap(
                                Resource::arn,
                                resource -> new StoredFacts.Stored(
                                        Documents.write(resource.attributes()), null, Documents.hash(resource)))));
    }
}
