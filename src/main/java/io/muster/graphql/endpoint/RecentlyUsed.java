package io.muster.graphql.endpoint;

import jakarta.annotation.Nullable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** Keeps the values that were used last, within a limit on their weight. One that is heavier than the limit is not kept. */
final class RecentlyUsed<K, V> {

    private final Map<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
    private final long most;
    private final ToLongBiFunction<K, V> weigher;
    private long weight;

    RecentlyUsed(long most, ToLongBiFunction<K, V> weigher) {
        this.most = most;
        this.weigher = weigher;
    }

    synchronized @Nullable V find(K key) {
        return values.get(key);
    }

    synchronized void keep(K key, V value) {
        long own = weigher.applyAsLong(key, value);
        if (own > most) {
            return;
        }
        V before = values.put(key, value);
        weight += own - (before == null ? 0 : weigher.applyAsLong(key, before));
        Iterator<Map.Entry<K, V>> oldest = values.entrySet().iterator();
        while (weight > most) {
            Map.Entry<K, V> left = oldest.next();
            weight -= weigher.applyAsLong(left.getKey(), left.getValue());
            oldest.remove();
        }
    }
}
