package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources.StoredResource;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When Muster last saw resources appear or change. They are looked up in an array: a hash table of them takes four times the memory. */
public final class Ages {

    /** The ages of no resource. */
    public static final Ages NONE = new Ages(Stream.empty());

    private final Resource<?>[] resources;
    private final Instant[] changedAt;

    /** @param known each resource once */
    public Ages(Stream<StoredResource> known) {
        StoredResource[] sorted = known.sorted(Comparator.comparing(StoredResource::resource, Resource.BY_ARN))
                .toArray(StoredResource[]::new);
        resources = Arrays.stream(sorted).map(StoredResource::resource).toArray(Resource<?>[]::new);
        changedAt = Arrays.stream(sorted).map(StoredResource::changedAt).toArray(Instant[]::new);
    }

    /** The time of the resource with the same kind and ARN; empty where it is not known. */
    Optional<Instant> changedAt(Resource<?> resource) {
        int place = Arrays.binarySearch(resources, resource, Resource.BY_ARN);
        return place < 0 ? Optional.empty() : Optional.of(changedAt[place]);
    }
}
