package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Values by the ARNs of their resources. The ARNs are not kept: that of a resource is put together again when it is compared, so that a value
 * takes some 20 bytes here, where an entry of a hash map with its ARN takes 200. Not for several threads, unless none of them adds.
 *
 * <p>It is a hash table with linear probing, of which at most three fifths are in use; nothing is ever removed.
 *
 * @param <V> resources, or what is known of a resource
 */
public final class ByArn<V> {

    private static final int SMALLEST = 16;

    private final Function<? super V, ? extends Resource<?>> resource;
    private Object[] values = new Object[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int size;

    /** @param resource the resource of a value, which is always the same one */
    public ByArn(Function<? super V, ? extends Resource<?>> resource) {
        this.resource = resource;
    }

    /** Adds the value, in the place of the one with its ARN if there is one. */
    public void put(V value) {
        add(value, true);
    }

    /** Adds the value, unless there is one with its ARN, and tells whether it did. */
    public boolean putIfAbsent(V value) {
        return add(value, false);
    }

    private boolean add(V value, boolean replace) {
        String arn = resource.apply(value).arn();
        int hash = spread(arn);
        int place = place(arn, hash);
        boolean isNew = values[place] == null;
        if (isNew || replace) {
            values[place] = value;
            hashes[place] = hash;
        }
        if (isNew && ++size > values.length / 5 * 3) {
            grow();
        }
        return isNew;
    }

    /** The value whose resource has the ARN; null where there is none. */
    @Nullable
    public V get(String arn) {
        return at(place(arn, spread(arn)));
    }

    public boolean contains(String arn) {
        return get(arn) != null;
    }

    public int size() {
        return size;
    }

    /** The values, in no order. */
    @SuppressWarnings("unchecked") // only values are added
    public Stream<V> stream() {
        return (Stream<V>) Arrays.stream(values).filter(Objects::nonNull);
    }

    @Nullable
    @SuppressWarnings("unchecked") // as above
    private V at(int place) {
        return (V) values[place];
    }

    /** The place of the value with the ARN, or the free one where it belongs. */
    private int place(String arn, int hash) {
        int place = hash & (values.length - 1);
        for (V there = at(place); there != null; there = at(place)) {
            if (hashes[place] == hash && resource.apply(there).hasArn(arn)) {
                return place;
            }
            place = (place + 1) & (values.length - 1);
        }
        return place;
    }

    private void grow() {
        Object[] before = values;
        int[] hashesBefore = hashes;
        values = new Object[before.length * 2];
        hashes = new int[before.length * 2];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null) {
                int place = hashesBefore[i] & (values.length - 1);
                while (values[place] != null) {
                    place = (place + 1) & (values.length - 1);
                }
                values[place] = before[i];
                hashes[place] = hashesBefore[i];
            }
        }
    }

    /** The upper bits count as well, because ids of one kind differ in their last characters. */
    private static int spread(String arn) {
        int hash = arn.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
